package io.clio;

import io.clio.language.ScriptDetector;
import io.clio.spi.LanguageDetector;
import io.clio.spi.LanguageDetectorProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Language detectors that come with Clio, and the one that {@link Facets#language()} uses. */
public final class LanguageDetectors {
    private LanguageDetectors() {}

    /**
     * Tells languages by their script alone: Korean, Japanese, Chinese, Thai, Greek, Hebrew, Georgian, Armenian and
     * others that have a script nearly to themselves. It needs no model, and is not sure of a text in a script that
     * many languages share, such as Latin or Cyrillic. Add {@code clio-langdetect} for one that is.
     *
     * @return the detector
     */
    public static LanguageDetector byScript() {
        return new ScriptDetector();
    }

    /**
     * The detector of the one {@link LanguageDetectorProvider} on the class path, such as that of
     * {@code clio-langdetect}; without one, {@link #byScript()}.
     *
     * @return a new detector
     * @throws IllegalStateException if there are two providers; the message names both
     */
    public static LanguageDetector discovered() {
        return provider().create();
    }

    /** Looks for providers now, so that two of them are an error before a run starts, and loads no model yet. */
    static LanguageDetectorProvider provider() {
        List<LanguageDetectorProvider> providers = ServiceLoader.load(LanguageDetectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (providers.size() > 1) {
            throw new IllegalStateException(
                    "several language detectors are on the class path; choose one with Facets.language(…): "
                            + providers.stream()
                                    .map(p -> p.getClass().getName())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return providers.isEmpty() ? LanguageDetectors::byScript : providers.get(0);
    }
}
