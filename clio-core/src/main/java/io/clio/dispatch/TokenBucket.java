package io.clio.dispatch;

import java.util.concurrent.TimeUnit;

/**
 * A declared limit a minute, spread evenly, so that no 60 seconds hold more than the limit, wherever they begin: at
 * most a 60th of it can be taken at once, and it fills at 97.5 % of the limit. What is taken at once beyond that is
 * owed, and waited for afterwards. Not thread-safe.
 */
final class TokenBucket {
    private static final double FILL = 0.975;
    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final double capacity;
    private final double perNano;
    private double level;
    private long last;

    TokenBucket(long perMinute) {
        capacity = Math.max(1, perMinute / 60.0);
        perNano = FILL * perMinute / NANOS_PER_MINUTE;
        level = capacity;
    }

    /** When so much can be taken: now, or later. */
    long readyAt(double amount, long now) {
        fill(now);
        double missing = Math.min(amount, capacity) - level;
        return missing <= 0 ? now : now + 1 + (long) (missing / perNano);
    }

    void take(double amount, long now) {
        fill(now);
        level -= amount;
    }

    /** Takes what was taken to be another amount than it was; less can be given back than was taken. */
    void correct(double taken, double really, long now) {
        fill(now);
        level = Math.min(capacity, level + taken - really);
    }

    private void fill(long now) {
        level = Math.min(capacity, level + (now - last) * perNano);
        last = now;
    }
}
