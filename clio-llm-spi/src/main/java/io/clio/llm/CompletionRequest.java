package io.clio.llm;

import io.clio.conversation.Message;
import java.util.List;

/**
 * What is asked of a language model.
 *
 * @param messages the prompt, at least one message
 * @param temperature 0 (steady) to 2 (lively)
 * @param maxTokens how long the answer may be at most, at least 1
 */
public record CompletionRequest(List<Message> messages, double temperature, int maxTokens) {
    // Copies the messages and checks the numbers.
    public CompletionRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request must have messages");
        }
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be in [0, 2], got " + temperature);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be >= 1, got " + maxTokens);
        }
    }
}
