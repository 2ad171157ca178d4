package io.clio.dispatch;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Time that is played: it passes when somebody waits for it, and what was started ends when its time has come. All on
 * one thread, so that the same script always gives the same run.
 */
abstract class PlayedHost implements Host {
    private final class Played implements Running {
        private final Runnable call;
        private final long number;
        private final boolean heedsInterrupts;
        private long endsAt;
        private boolean interrupted;

        Played(Runnable call, long number, long endsAt, boolean heedsInterrupts) {
            this.call = call;
            this.number = number;
            this.endsAt = endsAt;
            this.heedsInterrupts = heedsInterrupts;
        }

        @Override
        public void interrupt() {
            if (heedsInterrupts && !interrupted) {
                running.remove(this);
                interrupted = true;
                endsAt = now;
                running.add(this);
            }
        }
    }

    private final PriorityQueue<Played> running = new PriorityQueue<>(
            Comparator.<Played>comparingLong(call -> call.endsAt).thenComparingLong(call -> call.number));
    private long begun;
    private long now;
    private long interruptAt = Long.MAX_VALUE;
    private @Nullable Played ending;

    /** Has something end so much later, or at once when it is interrupted, if it heeds that. */
    final Running play(Runnable call, Duration takes, boolean heedsInterrupts) {
        Played played = new Played(call, begun++, now + takes.toNanos(), heedsInterrupts);
        running.add(played);
        return played;
    }

    /** Whether what ends now was interrupted. */
    final boolean isInterrupted() {
        return ending != null && ending.interrupted;
    }

    /** Interrupts who waits, so much later. */
    final void interruptAfter(Duration time) {
        interruptAt = now + time.toNanos();
    }

    /** Lets time pass in which nothing ends. */
    final void pass(Duration time) {
        now += time.toNanos();
    }

    final int running() {
        return running.size();
    }

    final Duration time() {
        return Duration.ofNanos(now);
    }

    @Override
    public final long nanos() {
        return now;
    }

    @Override
    public final void await(Condition changed, long nanos) throws InterruptedException {
        long until = nanos > TimeUnit.DAYS.toNanos(10_000) ? Long.MAX_VALUE : now + nanos;
        Played next = running.peek();
        long at = Math.min(until, next == null ? Long.MAX_VALUE : next.endsAt);
        if (interruptAt <= at) {
            now = Math.max(now, interruptAt);
            interruptAt = Long.MAX_VALUE;
            throw new InterruptedException("played");
        }
        if (at == Long.MAX_VALUE) {
            throw new AssertionError("waits for what will never come");
        }
        now = Math.max(now, at);
        if (next != null && next.endsAt <= now) {
            running.remove();
            ending = next;
            next.call.run();
        }
    }
}
