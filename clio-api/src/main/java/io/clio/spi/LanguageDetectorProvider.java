package io.clio.spi;

/**
 * Makes the language detector of a run for which none was configured. Found by {@link java.util.ServiceLoader}; two
 * candidates on one class path are an error, since the order of a class path must not decide a result.
 *
 * <p>An implementation has a public constructor without parameters that does nothing costly; models are loaded in
 * {@link #create()}.
 */
@FunctionalInterface
public interface LanguageDetectorProvider {

    /**
     * Makes a detector.
     *
     * @return a new detector
     * @throws IllegalStateException if something that the detector needs is missing; the message says what to add
     */
    LanguageDetector create();
}
