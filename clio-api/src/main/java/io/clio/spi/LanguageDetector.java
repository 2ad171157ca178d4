package io.clio.spi;

import io.clio.conversation.SensitiveText;
import java.util.Optional;

/**
 * Tells in which language a text is written.
 *
 * <p>Deterministic and safe for use by several threads. It may decide on the first few hundred characters.
 */
@FunctionalInterface
public interface LanguageDetector {

    /**
     * Detects the language of a text.
     *
     * @param text a redacted text; may be blank
     * @return its ISO 639 code, of two letters where there is one ({@code en}, {@code zh}), else of three; nothing if
     *     it is not sure
     */
    Optional<String> detect(SensitiveText text);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
