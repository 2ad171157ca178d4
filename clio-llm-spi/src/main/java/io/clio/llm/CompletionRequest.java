package io.clio.llm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.conversation.SensitiveText;
import io.clio.llm.PromptMessage.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a language model. Prints lengths and counts only.
 *
 * @param messages the prompt: at most one message of the system, which comes first, then the user's and the assistant's
 *     in turn, the user's last
 * @param temperature 0 (steady) to 2 (lively)
 * @param maxTokens how long the answer may be at most, at least 1
 * @param schema the shape that the answer must have, if it must have one
 * @param prefill how the answer begins, if that is given; the model goes on from there, and the completion holds what
 *     it adds
 * @param shared how many of the first messages are the same in many requests, 0 to their number: a hint to a provider
 *     that keeps prompts in a cache; it changes nothing but the price
 */
public record CompletionRequest(
        List<PromptMessage> messages,
        double temperature,
        int maxTokens,
        Optional<AnswerSchema> schema,
        Optional<SensitiveText> prefill,
        int shared) {

    // Copies the messages and checks everything.
    public CompletionRequest {
        messages = List.copyOf(messages);
        requireTurns(messages);
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be in [0, 2], got " + temperature);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be >= 1, got " + maxTokens);
        }
        if (shared < 0 || shared > messages.size()) {
            throw new IllegalArgumentException("shared must be in [0, " + messages.size() + "], got " + shared);
        }
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(prefill, "prefill");
    }

    private static void requireTurns(List<PromptMessage> messages) {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request must have messages");
        }
        Speaker expected = Speaker.USER;
        for (int i = 0; i < messages.size(); i++) {
            Speaker speaker = messages.get(i).speaker();
            boolean opens = i == 0 && speaker == Speaker.SYSTEM;
            if (!opens && speaker != expected) {
                throw new IllegalArgumentException(
                        "message " + (i + 1) + " of a prompt must be of " + expected + ", got " + speaker);
            }
            expected = opens || speaker == Speaker.ASSISTANT ? Speaker.USER : Speaker.ASSISTANT;
        }
        if (expected != Speaker.ASSISTANT) {
            throw new IllegalArgumentException("the last message of a prompt must be of USER");
        }
    }

    /**
     * A request of one message, temperature 0 and at most 1,024 tokens.
     *
     * @param prompt what the user asks
     * @return the request
     */
    public static CompletionRequest of(SensitiveText prompt) {
        return builder().user(prompt).build();
    }

    /**
     * A builder with temperature 0 and at most 1,024 tokens.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts a request together. Not safe for use by several threads. */
    public static final class Builder {
        private final List<PromptMessage> messages = new ArrayList<>();
        private double temperature;
        private int maxTokens = 1024;
        private Optional<AnswerSchema> schema = Optional.empty();
        private Optional<SensitiveText> prefill = Optional.empty();
        private int shared;

        private Builder() {}

        /**
         * Adds instructions.
         *
         * @param text the instructions
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder system(SensitiveText text) {
            return add(Speaker.SYSTEM, text);
        }

        /**
         * Adds what the user says.
         *
         * @param text the words
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder user(SensitiveText text) {
            return add(Speaker.USER, text);
        }

        /**
         * Adds what the model is to have said.
         *
         * @param text the words
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder assistant(SensitiveText text) {
            return add(Speaker.ASSISTANT, text);
        }

        private Builder add(Speaker speaker, SensitiveText text) {
            messages.add(new PromptMessage(speaker, text));
            return this;
        }

        /**
         * Says that all messages so far are the same in many requests.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder sharedSoFar() {
            shared = messages.size();
            return this;
        }

        /**
         * Sets how lively the answer is.
         *
         * @param value 0 (steady) to 2 (lively)
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder temperature(double value) {
            temperature = value;
            return this;
        }

        /**
         * Sets how long the answer may be.
         *
         * @param value tokens, at least 1
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder maxTokens(int value) {
            maxTokens = value;
            return this;
        }

        /**
         * Asks for an answer of a shape.
         *
         * @param value the shape
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder schema(AnswerSchema value) {
            schema = Optional.of(value);
            return this;
        }

        /**
         * Sets how the answer begins.
         *
         * @param value its first words
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder prefill(SensitiveText value) {
            prefill = Optional.of(value);
            return this;
        }

        /**
         * The request.
         *
         * @return the request
         * @throws IllegalArgumentException if the messages do not take turns, or a number is out of its range
         */
        public CompletionRequest build() {
            return new CompletionRequest(messages, temperature, maxTokens, schema, prefill, shared);
        }
    }
}
