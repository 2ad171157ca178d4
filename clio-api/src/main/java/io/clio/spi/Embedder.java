package io.clio.spi;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.util.List;

/**
 * Turns facet texts into vectors whose closeness means likeness.
 *
 * <p>Two rules keep a run repeatable: the vector of a text depends on the text alone, not on what else is in the list;
 * and an implementation is safe for use by several threads. A text that is too long for a model is cut in the middle,
 * so that its start and its end remain.
 */
@FunctionalInterface
public interface Embedder {

    /**
     * Embeds texts.
     *
     * @param texts redacted texts; may be blank, never null
     * @return one vector per text, in order, all finite; of unit length where the model's measure is the cosine
     */
    Embeddings embed(List<SensitiveText> texts);

    /**
     * Says whether texts of one meaning in two languages get vectors that are close. Where they do not, conversations
     * are clustered language by language.
     *
     * @return true by default
     */
    default boolean alignsLanguages() {
        return true;
    }

    /**
     * What stands in a result's provenance: the model, its precision and version. Never a path or a secret.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
