package io.clio.llm;

import io.clio.conversation.SensitiveText;
import java.util.Objects;

/**
 * One message of a prompt. Prints the length of its text only.
 *
 * @param speaker whose words these are
 * @param text the words
 */
public record PromptMessage(Speaker speaker, SensitiveText text) {
    /** Who speaks in a prompt. */
    public enum Speaker {
        /** Instructions; first in a prompt, if they are there at all. */
        SYSTEM,
        /** Whoever asks. */
        USER,
        /** The model, in examples of what it should answer. */
        ASSISTANT
    }

    // Checks that both parts are there.
    public PromptMessage {
        Objects.requireNonNull(speaker, "speaker");
        Objects.requireNonNull(text, "text");
    }
}
