package io.clio.llm;

/**
 * A language model behind some provider.
 *
 * <p>An implementation keeps no memory between calls: an answer depends on the request and fresh randomness alone. It
 * is safe for use by several threads. It is not trusted with privacy.
 */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Answers one request.
     *
     * @param request what is asked
     * @return the answer
     * @throws LanguageModelException if there is none; its kind says whether to try again
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException;

    /**
     * What stands in a result's provenance: the provider's name of the model. Never a secret.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
