package io.clio.llm;

/**
 * How many tokens a call took, as the provider counts them.
 *
 * @param input tokens of the prompt, those from and for a cache included
 * @param cacheRead how many of them came from the provider's cache, at most {@code input}
 * @param cacheWritten how many of them were put there, at most {@code input - cacheRead}
 * @param output tokens of the answer, those of thinking included
 */
public record TokenUsage(long input, long cacheRead, long cacheWritten, long output) {
    /** No token. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

    // Checks that no number is negative and that the parts of the input are parts of it.
    public TokenUsage {
        if (input < 0 || cacheRead < 0 || cacheWritten < 0 || output < 0) {
            throw new IllegalArgumentException("token counts must be >= 0, got " + input + ", " + cacheRead + ", "
                    + cacheWritten + " and " + output);
        }
        if (cacheRead + cacheWritten > input) {
            throw new IllegalArgumentException("tokens from and for a cache must be at most those of the prompt, got "
                    + cacheRead + " and " + cacheWritten + " of " + input);
        }
    }

    /**
     * The tokens of a call without a cache.
     *
     * @param input tokens of the prompt
     * @param output tokens of the answer
     * @return the usage
     */
    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, 0, 0, output);
    }

    /**
     * What both took together.
     *
     * @param other another usage
     * @return the sum
     */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWritten + other.cacheWritten,
                output + other.output);
    }
}
