package io.clio.llm;

import io.clio.conversation.SensitiveText;
import java.util.Objects;

/**
 * What a language model answered. Prints the length of its text only.
 *
 * @param text the answer, without the prefill; may be empty
 * @param finish why it ends where it does
 * @param usage what it took
 */
public record Completion(SensitiveText text, Finish finish, TokenUsage usage) {
    /** Why an answer ends. A refusal is no answer, see {@link LanguageModelException.Final.Reason#REFUSED}. */
    public enum Finish {
        /** The model had said what it had to say. */
        STOP,
        /** It was cut off at the tokens that were allowed; what there is of JSON then is not whole. */
        LENGTH
    }

    // Checks that all parts are there.
    public Completion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finish, "finish");
        Objects.requireNonNull(usage, "usage");
    }
}
