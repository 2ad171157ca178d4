package io.clio.dispatch;

/**
 * How many calls may be under way: grows while answers come, shrinks when the provider refuses. Doubles per round trip
 * until the first refusal, then one more per round trip; a refusal takes a third away, once per round trip however many
 * calls are refused in it (Jacobson, "Congestion avoidance and control", 1988; Chiu and Jain, 1989). Not thread-safe.
 */
final class Concurrency {
    private static final double KEPT = 2.0 / 3;

    private final int most;
    private double limit;
    private boolean refusedBefore;
    private long lastCut = -1;

    Concurrency(int start, int most) {
        this.most = most;
        this.limit = Math.min(start, most);
    }

    int allowed() {
        return (int) limit;
    }

    /**
     * Learns that a call was answered.
     *
     * @param underWay how many calls were, with this one; growth that nobody used proves nothing
     */
    void answered(int underWay) {
        if (underWay >= allowed()) {
            limit = Math.min(most, limit + (refusedBefore ? 1 / limit : 1));
        }
    }

    /** Learns that the provider refused a call that was started at a time. */
    void refused(long startedAt, long now) {
        if (startedAt <= lastCut) {
            return;
        }
        refusedBefore = true;
        lastCut = now;
        limit = Math.max(1, limit * KEPT);
    }
}
