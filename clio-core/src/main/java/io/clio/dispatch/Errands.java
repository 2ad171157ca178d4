package io.clio.dispatch;

import io.clio.dispatch.Batch.Errand;
import io.clio.workspace.WorkspaceException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What is being done about batches, each errand on a thread of its own. Guarded by the lock of the desk, but for what
 * is said to run on such a thread.
 */
final class Errands {
    /** How long it may take to hand a batch over, or to fetch its answers. */
    static final Duration TRANSFER = Duration.ofMinutes(30);

    private final Host host;
    private final Desk desk;
    private final Set<Errand> underWay = new HashSet<>();

    Errands(Host host, Desk desk) {
        this.host = host;
        this.desk = desk;
    }

    /** What is done on a thread of its own, without the lock. */
    interface Work {
        /** Does it, and gives what is to be done afterwards under the lock, at a time. */
        LongConsumer run(Errand errand);
    }

    /** What is to be done under the lock about an errand that cannot go on, before all askings end. */
    interface Breakdown {
        /**
         * Cleans up.
         *
         * @param begun whether the work was begun
         */
        void clear(boolean begun);
    }

    /** Starts work that leaves nothing behind. */
    void start(Batch batch, Duration most, long now, Work work) {
        start(batch, most, now, work, begun -> {});
    }

    /**
     * Starts work about a batch, about which nothing else is being done.
     *
     * @param most how long it may take
     */
    void start(Batch batch, Duration most, long now, Work work, Breakdown breakdown) {
        Errand errand = new Errand(batch, now + most.toNanos());
        batch.errand = errand;
        underWay.add(errand);
        try {
            errand.thread = host.start(() -> run(errand, work, breakdown));
        } catch (Error e) {
            // No thread to be had. Nothing was asked.
            underWay.remove(errand);
            batch.errand = null;
            breakdown.clear(false);
            desk.endAll(e);
        }
    }

    /** Runs on the thread of the errand, without the lock. */
    private void run(Errand errand, Work work, Breakdown breakdown) {
        LongConsumer afterwards = now -> {};
        Throwable fatal = null;
        try {
            afterwards = work.run(errand);
        } catch (WorkspaceException | IllegalStateException e) {
            fatal = e;
        } catch (RuntimeException | Error e) {
            // Its message may hold text.
            fatal = new IllegalStateException("the model threw " + e.getClass().getName());
        }
        LongConsumer then = afterwards;
        Throwable end = fatal;
        desk.locked(() -> {
            underWay.remove(errand);
            if (errand.batch.errand == errand) {
                errand.batch.errand = null;
            }
            then.accept(host.nanos());
            if (end != null) {
                breakdown.clear(true);
                desk.endAll(end);
            }
        });
    }

    /**
     * Gives up what takes too long, and says when the next will.
     *
     * @param late is told the batch of each that was given up
     */
    long giveUpLate(long now, Consumer<Batch> late) {
        long wake = Long.MAX_VALUE;
        for (Errand errand : List.copyOf(underWay)) {
            if (canBeGivenUp(errand) && errand.timeoutAt <= now) {
                giveUp(errand, late);
            }
            wake = !canBeGivenUp(errand) ? wake : Math.min(wake, errand.timeoutAt);
        }
        return wake;
    }

    private static boolean canBeGivenUp(Errand errand) {
        return !errand.givenUp && !errand.answered;
    }

    /**
     * Says that the provider has answered, on the thread of the errand. From then on it is not given up.
     *
     * @return whether it was given up before
     */
    boolean isTooLate(Errand errand) {
        boolean[] tooLate = {false};
        desk.locked(() -> {
            errand.answered = !errand.givenUp;
            tooLate[0] = errand.givenUp;
        });
        return tooLate[0];
    }

    private static void giveUp(Errand errand, Consumer<Batch> told) {
        errand.giveUp();
        errand.batch.errand = null;
        told.accept(errand.batch);
    }

    /** Whether something is handed over or taken back for nobody. */
    boolean isEnding() {
        return underWay.stream().anyMatch(Errands::isForNobody);
    }

    private static boolean isForNobody(Errand errand) {
        return !errand.givenUp && !errand.batch.isAwaited();
    }

    /** Whether something that was given up, or is being noted for nobody, has not ended. */
    boolean isHung() {
        return underWay.stream().anyMatch(errand -> errand.givenUp || isForNobody(errand));
    }

    /**
     * Gives up what is done for nobody, and waits no longer for what does not heed that.
     *
     * @param ended is told the batch of each that was given up
     */
    void interruptEnding(Consumer<Batch> ended) {
        List.copyOf(underWay).stream()
                .filter(errand -> canBeGivenUp(errand) && isForNobody(errand))
                .forEach(errand -> giveUp(errand, ended));
    }
}
