package io.clio.testkit.leak;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * A number of successes in a number of trials, with one-sided exact bounds.
 *
 * <p>Source: Clopper and Pearson, <i>The use of confidence or fiducial limits illustrated in the case of the
 * binomial</i>, Biometrika 26, 1934; the bounds are quantiles of beta distributions.
 */
record Proportion(int successes, int trials) {
    // Checks that the part is one.
    Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "expected 0 <= successes <= trials and a trial, got " + successes + " of " + trials);
        }
    }

    double value() {
        return (double) successes / trials;
    }

    /** Above it the true rate lies in at most {@code 1 - confidence} of all cases. */
    double upper(double confidence) {
        return successes == trials
                ? 1
                : new BetaDistribution(successes + 1, trials - successes).inverseCumulativeProbability(confidence);
    }

    /** Below it the true rate lies in at most {@code 1 - confidence} of all cases. */
    double lower(double confidence) {
        return successes == 0
                ? 0
                : new BetaDistribution(successes, trials - successes + 1).inverseCumulativeProbability(1 - confidence);
    }
}
