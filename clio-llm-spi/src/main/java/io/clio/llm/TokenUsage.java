package io.clio.llm;

/**
 * How many tokens a call took, as the provider counts them.
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer
 */
public record TokenUsage(long input, long output) {
    // Checks that neither number is negative.
    public TokenUsage {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("token counts must be >= 0, got " + input + " and " + output);
        }
    }
}
