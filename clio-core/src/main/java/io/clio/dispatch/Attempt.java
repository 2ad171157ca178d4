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

    /** Asks a model, once. What it throws against its contract fails this request; its message may hold text. */
    static Attempt of(LanguageModel model, CompletionRequest request) {
        try {
            Completion completion = model.complete(request);
            return completion == null ? broken("the model gave null") : new Attempt(completion, null);
        } catch (LanguageModelException e) {
            return new Attempt(null, e);
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (Exception e) { // checked ones too: not every language on the JVM declares them
            return broken("the model threw " + e.getClass().getName());
        }
    }

    private static Attempt broken(String what) {
        return new Attempt(
                null, new LanguageModelException.Final(LanguageModelException.Final.Reason.BAD_REQUEST, what));
    }
}
