package io.clio.dispatch;

import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call. Exactly one is there, or none if the call was interrupted.
 *
 * @param completion an answer
 * @param failure why there is none
 */
record Attempt(@Nullable Completion completion, @Nullable LanguageModelException failure) {
    static final Attempt INTERRUPTED = new Attempt(null, null);

    /** Asks a model, once. */
    static Attempt of(LanguageModel model, CompletionRequest request) {
        Tried<Completion> tried = Tried.of(() -> model.complete(request));
        return new Attempt(tried.value(), tried.failure());
    }
}
