package io.clio.dispatch;

import io.clio.dispatch.Host.Running;
import org.jspecify.annotations.Nullable;

/** One attempt at a request. Guarded by the lock of its desk. */
final class Call {
    final Flight flight;
    /** What was set aside for it. */
    final Cost reserved;
    /** How many tokens the declared limits were charged. */
    final double charged;

    final long startedAt;
    final long timeoutAt;
    /** Nobody waits for it any more: it took too long, or was cancelled. */
    boolean givenUp;

    long givenUpAt;

    @Nullable
    Running thread;

    Call(Flight flight, Cost reserved, double charged, long startedAt, long timeoutAt) {
        this.flight = flight;
        this.reserved = reserved;
        this.charged = charged;
        this.startedAt = startedAt;
        this.timeoutAt = timeoutAt;
    }

    /** Has it end as soon as it can. */
    void giveUp(long now) {
        givenUp = true;
        givenUpAt = now;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
