package io.clio.llm;

import io.clio.conversation.SensitiveText;
import java.util.Objects;

/**
 * What a language model answered.
 *
 * @param text the answer
 * @param usage what it took
 */
public record Completion(SensitiveText text, TokenUsage usage) {
    // Checks that both parts are there.
    public Completion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(usage, "usage");
    }
}
