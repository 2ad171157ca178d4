package io.clio.langdetect;

import io.clio.spi.LanguageDetector;
import io.clio.spi.LanguageDetectorProvider;

/** Makes {@link OpenNlpLanguageDetector} what {@code Facets.language()} uses where this module is on the class path. */
public final class OpenNlpLanguageDetectorProvider implements LanguageDetectorProvider {
    /** A provider; the model is loaded by {@link #create()}. */
    public OpenNlpLanguageDetectorProvider() {}

    @Override
    public LanguageDetector create() {
        return new OpenNlpLanguageDetector();
    }
}
