package io.clio.llm;

import java.util.List;
import java.util.Map;

/**
 * A model that also takes many requests at once and answers them later, for less money. Providers answer within a day.
 *
 * <p>A batch is known by the id that {@link #submit} gives, in this process or a later one. The same guarantees hold as
 * for single calls.
 */
public interface BatchLanguageModel extends LanguageModel {

    /** How far a batch is. */
    enum BatchState {
        /** The provider works on it. */
        RUNNING,
        /** Answers can be collected, for each request one; some of them may be errors. */
        ENDED,
        /** The provider gave the batch up, or forgot it: nothing can be collected any more. */
        LOST
    }

    /** What became of one request of a batch. */
    sealed interface BatchAnswer {
        /**
         * An answer.
         *
         * @param completion what the model answered
         */
        record Answered(Completion completion) implements BatchAnswer {}

        /**
         * No answer.
         *
         * @param reason why, and whether asking again may help
         */
        record Failed(LanguageModelException reason) implements BatchAnswer {}
    }

    /**
     * How many requests a batch may have.
     *
     * @return at least 1
     */
    int mostRequests();

    /**
     * Refuses what may not stand in a batch. An adapter calls this first in {@link #submit}.
     *
     * @param requests what is to be submitted
     * @throws IllegalArgumentException if they are none or too many, or a key is none
     * @throws LanguageModelException.Final if one of them asks for what the model cannot do
     */
    default void require(Map<String, CompletionRequest> requests) throws LanguageModelException.Final {
        if (requests.isEmpty() || requests.size() > mostRequests()) {
            throw new IllegalArgumentException(
                    "a batch must have 1 to " + mostRequests() + " requests, got " + requests.size());
        }
        for (Map.Entry<String, CompletionRequest> request : requests.entrySet()) {
            if (!request.getKey().matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException(
                        "the key of a request must be 1 to 64 ASCII letters, digits, _ and -," + " got "
                                + request.getKey().length() + " characters");
            }
            capabilities().require(request.getValue());
        }
    }

    /**
     * Hands over requests.
     *
     * @param requests each under a key of its own: 1 to 64 ASCII letters, digits, {@code _} and {@code -}; at least one
     *     request and at most {@link #mostRequests()}
     * @return the id of the batch, no secret
     * @throws IllegalArgumentException if they are none or too many, or a key is none
     * @throws LanguageModelException if the provider does not take it; nothing was submitted then, as far as one can
     *     know
     * @throws InterruptedException if the calling thread is interrupted
     */
    String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException;

    /**
     * Asks how far a batch is, once.
     *
     * @param batch its id
     * @return how far it is
     * @throws LanguageModelException if the provider does not say
     * @throws InterruptedException if the calling thread is interrupted
     */
    BatchState poll(String batch) throws LanguageModelException, InterruptedException;

    /**
     * Fetches the answers of a batch that has ended. Can be called again.
     *
     * @param batch its id
     * @return what became of each request, under its key; a key that the provider lost is missing
     * @throws LanguageModelException if they cannot be had
     * @throws InterruptedException if the calling thread is interrupted
     */
    Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException;

    /**
     * Gives batches up: what is not answered yet will not be.
     *
     * @param batches their ids
     * @throws LanguageModelException if the provider does not take one of them back
     * @throws InterruptedException if the calling thread is interrupted
     */
    void cancel(List<String> batches) throws LanguageModelException, InterruptedException;
}
