package io.clio.dispatch;

import java.util.concurrent.locks.Condition;

/** Time and threads, as a dispatcher sees them. */
interface Host {
    /** Nanoseconds since some moment before the dispatcher was made; never negative, never going back. */
    long nanos();

    /**
     * Waits for something to change. Can return early.
     *
     * @param changed whose lock the caller holds
     * @param nanos how long at most
     */
    void await(Condition changed, long nanos) throws InterruptedException;

    /** Runs a call on a thread of its own, at once. */
    Running start(Runnable call);

    /** A call on its thread. */
    interface Running {
        void interrupt();
    }
}
