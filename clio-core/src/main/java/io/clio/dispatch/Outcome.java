package io.clio.dispatch;

import io.clio.llm.Completion;
import io.clio.llm.LanguageModelException;

/** How a request came out, before it is anybody's reply. */
sealed interface Outcome {
    record Answer(Completion completion, boolean inBatch) implements Outcome {}

    record Failure(LanguageModelException reason, int calls) implements Outcome {}

    default <K> Reply<K> to(K key) {
        if (this instanceof Answer answer) {
            return new Reply.Answered<>(key, answer.completion, answer.inBatch);
        }
        Failure failure = (Failure) this;
        return new Reply.Failed<>(key, failure.reason, failure.calls);
    }
}
