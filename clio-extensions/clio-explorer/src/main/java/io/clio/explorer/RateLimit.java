package io.clio.explorer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** So many requests a minute for each name, as many at once; a bucket that fills evenly. */
final class RateLimit {
    private static final int MOST = 100_000;
    private static final double MINUTE = 60_000;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Bucket(double left, Instant at, boolean taken) {}

    RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one request. Returns 0 if it may pass, and otherwise after how many seconds one may. */
    long take(String name) {
        Bucket bucket = buckets.asMap().compute(name, (key, before) -> next(before, clock.instant()));
        return bucket.taken ? 0 : Math.max(1, (long) Math.ceil((1 - bucket.left) * 60 / perMinute));
    }

    private Bucket next(@Nullable Bucket before, Instant now) {
        double left = before == null ? perMinute : Math.min(perMinute, before.left + filled(before.at, now));
        return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
    }

    private double filled(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) * perMinute / MINUTE;
    }
}
