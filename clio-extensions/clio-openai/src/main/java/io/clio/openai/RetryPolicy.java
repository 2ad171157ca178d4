package io.clio.openai;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and when a call is made again.
 *
 * @param attempts how often at most, the first time included
 * @param firstWait before the second attempt; doubled before each further one
 * @param longestWait before any attempt; a service that asks for more is not asked again
 */
record RetryPolicy(int attempts, Duration firstWait, Duration longestWait) {
    /** Five attempts, half a second at first, at most a minute. */
    static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(500), Duration.ofMinutes(1));

    private static final int MOST_DOUBLINGS = 20;

    // Checks the numbers.
    RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be >= 1, got " + attempts);
        }
        if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "waits must be >= 0 and the longest at least the first, got " + firstWait + " and " + longestWait);
        }
    }

    /**
     * How long to wait, with jitter: between a half and the whole of what doubling gives, and never less than the
     * service asks for.
     *
     * @param failures how many attempts have failed, at least 1
     * @param asked what the service asks for; zero if nothing
     * @return the wait
     */
    Duration wait(int failures, Duration asked) {
        Duration doubled = firstWait.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long most = (doubled.compareTo(longestWait) < 0 ? doubled : longestWait).toMillis();
        long jittered = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        return asked.isZero() ? Duration.ofMillis(jittered) : asked.plusMillis(jittered / 2);
    }
}
