package io.clio.dispatch;

import io.clio.llm.Completion;
import io.clio.llm.LanguageModelException;

/**
 * What became of a question. Each question has exactly one reply. Prints neither key nor text.
 *
 * @param <K> the type of the key
 */
public sealed interface Reply<K> {
    /**
     * What the question is known by.
     *
     * @return its key
     */
    K key();

    /**
     * An answer.
     *
     * @param key what the question is known by
     * @param completion what the model answered, now or to the same request before
     * @param inBatch whether it came in a batch, which has a price of its own
     * @param <K> the type of the key
     */
    record Answered<K>(K key, Completion completion, boolean inBatch) implements Reply<K> {
        @Override
        public String toString() {
            return "Answered[" + completion + "]";
        }
    }

    /**
     * No answer.
     *
     * @param key what the question is known by
     * @param reason why the last call gave none
     * @param calls how many calls were made, at least 1
     * @param <K> the type of the key
     */
    record Failed<K>(K key, LanguageModelException reason, int calls) implements Reply<K> {
        @Override
        public String toString() {
            return "Failed[" + reason.getMessage() + ", calls=" + calls + "]";
        }
    }
}
