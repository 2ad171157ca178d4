package io.clio.dispatch;

import io.clio.llm.TokenUsage;

/**
 * How many tokens a call takes, learnt from those before: on average, for limits that are corrected afterwards; and at
 * most, for a budget. The most is an estimate of the prompt, raised by as much as any prompt so far was underestimated,
 * and all the tokens that the answer may have. Not thread-safe.
 */
final class Forecast {
    /** How many calls the average goes back to. */
    private static final int MEMORY = 32;

    private int seen;
    private double input = 1;
    private double output = 1;
    private double worstInput = 1;

    /** How many tokens a call is expected to take. */
    double expected(long inputEstimate, int maxTokens) {
        return input * inputEstimate + output * maxTokens;
    }

    /** How many tokens a prompt has at most, as far as is known. */
    long mostInput(long inputEstimate) {
        return (long) Math.ceil(worstInput * inputEstimate);
    }

    void learn(long inputEstimate, int maxTokens, TokenUsage usage) {
        seen = Math.min(MEMORY, seen + 1);
        double ratio = (double) usage.input() / Math.max(1, inputEstimate);
        input += (ratio - input) / seen;
        output += ((double) usage.output() / maxTokens - output) / seen;
        worstInput = Math.max(worstInput, ratio);
    }
}
