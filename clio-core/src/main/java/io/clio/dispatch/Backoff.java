package io.clio.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a request is tried again: a random part of a ceiling that doubles from half a second to half
 * a minute ("full jitter"), on top of what the provider asks for.
 */
final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LAST = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST_DOUBLINGS = 6;

    private final DoubleSupplier random;
    private final Duration longestWait;

    /**
     * Makes one.
     *
     * @param random gives numbers in [0, 1)
     * @param longestWait what a provider that asks for more is given
     */
    Backoff(DoubleSupplier random, Duration longestWait) {
        this.random = random;
        this.longestWait = longestWait;
    }

    /** What a provider asked for, as far as it is given. */
    long asked(Optional<Duration> retryAfter) {
        return retryAfter
                .map(asked -> asked.compareTo(longestWait) > 0 ? longestWait : asked)
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** Nanoseconds before the next call, after so many. */
    long wait(int calls, Optional<Duration> retryAfter) {
        long ceiling = Math.min(LAST, FIRST << Math.min(MOST_DOUBLINGS, calls - 1));
        return asked(retryAfter) + (long) (random.getAsDouble() * ceiling);
    }
}
