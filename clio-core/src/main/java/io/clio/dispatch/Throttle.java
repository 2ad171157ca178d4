package io.clio.dispatch;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the next call may start: not before the provider's pause is over, and as the declared limits allow. Not
 * thread-safe.
 */
final class Throttle {
    private final Optional<TokenBucket> requests;
    private final Optional<TokenBucket> tokens;
    private long pausedUntil;

    Throttle(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
        requests = bucket(requestsPerMinute);
        tokens = bucket(tokensPerMinute);
    }

    private static Optional<TokenBucket> bucket(OptionalLong perMinute) {
        return perMinute.isPresent() ? Optional.of(new TokenBucket(perMinute.getAsLong())) : Optional.empty();
    }

    /** Until when nobody may call; a time that has passed if anybody may. */
    long pausedUntil() {
        return pausedUntil;
    }

    void pauseUntil(long time) {
        pausedUntil = Math.max(pausedUntil, time);
    }

    /** When the declared limits allow a call of so many tokens. */
    long readyAt(double callTokens, long now) {
        long bySize = tokens.map(bucket -> bucket.readyAt(callTokens, now)).orElse(now);
        return requests.map(bucket -> Math.max(bySize, bucket.readyAt(1, now))).orElse(bySize);
    }

    void take(double callTokens, long now) {
        requests.ifPresent(bucket -> bucket.take(1, now));
        tokens.ifPresent(bucket -> bucket.take(callTokens, now));
    }

    /** Says how many tokens a call really took. */
    void correct(double taken, double really, long now) {
        tokens.ifPresent(bucket -> bucket.correct(taken, really, now));
    }
}
