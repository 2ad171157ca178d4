package io.clio.llm;

/**
 * A language model behind some provider.
 *
 * <p>An implementation keeps no memory between calls: an answer depends on the request and fresh randomness alone, and
 * never on what was asked before. It is safe for use by several threads, does not retry (Clio does, and counts), logs
 * no text, and prints no secret. It is not trusted with privacy: what it answers is released only as far as the release
 * gate lets it.
 *
 * <p>{@code docs/writing-an-adapter.md} leads from nothing to an implementation that passes the contract tests of
 * {@code clio-testkit}.
 */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Answers one request.
     *
     * @param request what is asked
     * @return the answer
     * @throws LanguageModelException if there is none; its type says whether trying again may help
     * @throws InterruptedException if the calling thread is interrupted; a call under way is given up
     */
    Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException;

    /**
     * What the model can do.
     *
     * @return the same at every call; by default text for text alone
     */
    default Capabilities capabilities() {
        return Capabilities.TEXT_ONLY;
    }

    /**
     * What stands in a result's provenance, and tells answers in a cache apart: the provider's name of the model. Never
     * a secret or an address.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
