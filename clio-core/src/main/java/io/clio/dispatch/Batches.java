package io.clio.dispatch;

import io.clio.dispatch.Batch.Errand;
import io.clio.dispatch.Batch.Item;
import io.clio.dispatch.Batch.Stage;
import io.clio.dispatch.BatchNotes.Note;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that the provider has: looks how far they are, has their answers fetched, takes back those that take too
 * long or that nobody waits for, and gives up those that are lost. {@link Gathering} makes them. Guarded by the lock of
 * the desk, but for what an errand does.
 */
final class Batches {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    /** How long what is handed over or taken back for nobody may still take. */
    static final long LAST = TimeUnit.SECONDS.toNanos(1);
    /** A part of the patience for what was answered before a batch was taken back. */
    private static final int LAST_PATIENCE = 10;

    private final BatchLanguageModel model;
    private final String name;
    private final Dispatch settings;
    private final Batching batching;
    private final Host host;
    private final BatchNotes notes;
    private final Ledger ledger;
    private final Backoff backoff;
    private final Desk desk;
    private final BatchSize size;
    private final Errands errands;
    private final Gathering gathering;
    private final Fetching fetching;

    private final BatchTally counts = new BatchTally();
    private final List<Batch> batches = new ArrayList<>();

    Batches(BatchContext context) {
        model = context.model();
        name = context.name();
        settings = context.settings();
        batching = context.batching();
        host = context.host();
        notes = context.notes();
        ledger = context.ledger();
        backoff = context.backoff();
        desk = context.desk();
        size = new BatchSize(batching, model);
        errands = new Errands(host, desk);
        gathering = new Gathering(context, size, counts, errands, this);
        fetching = new Fetching(context, size, counts, errands, this);
    }

    BatchReport report() {
        return counts.report(
                gathering.leaving() + batches.stream().mapToInt(Batch::waiting).sum());
    }

    /** How often it was looked how far a batch is. */
    long looks() {
        return counts.looks();
    }

    /** Whether no batch is under way: the end of one can leave more of the budget. */
    boolean isIdle() {
        return gathering.isIdle() && batches.stream().allMatch(batch -> batch.stage == Stage.PARKED);
    }

    /** Takes in a request that is to be put into a batch, from its {@code notBefore} on. */
    void add(Flight flight) {
        gathering.add(flight, host.nanos());
    }

    /** Takes in a request that an earlier run has put into a batch. */
    void goOn(Flight flight, Note note) {
        long now = host.nanos();
        Batch batch = batches.stream()
                .filter(known -> known.id.equals(note.batch()))
                .findAny()
                .orElseGet(() -> {
                    Batch earlier = new Batch(false, Stage.AWAY, until(now));
                    earlier.id = note.batch();
                    batches.add(earlier);
                    counts.resumed(earlier.id);
                    return earlier;
                });
        if (batch.stage == Stage.PARKED) {
            batch.stage = Stage.AWAY;
            batch.until = until(now);
        }
        if (batch.errand == null && !batch.ours) {
            // Others that are in it may come.
            batch.nextAt = now + batching.gather().toNanos();
        }
        flight.calls++;
        batch.add(note.item(), flight, null);
    }

    private long until(long now) {
        return now + batching.patience().toNanos();
    }

    /** Nobody waits for a request any more. */
    void remove(Flight flight) {
        if (flight.batch == null) {
            gathering.remove(flight);
        } else {
            flight.batch.leave(flight);
        }
    }

    /** The provider has taken a batch. */
    void taken(Batch batch, long now) {
        batches.add(batch);
        batch.stage = Stage.AWAY;
        batch.nextAt = now + batching.poll().toNanos();
        if (!batch.isAwaited()) {
            letGo(batch, now);
        }
    }

    /** Whether a batch was neither fetched nor lost nor taken back. */
    boolean has(Batch batch) {
        return batches.contains(batch);
    }

    /** Nothing is to be had from a batch any more. */
    void forget(Batch batch) {
        batches.remove(batch);
    }

    /** Does all that is to be done now, and says when there will be more to do. */
    long step(long now) {
        long wake = errands.giveUpLate(now, batch -> givenUp(batch, now));
        for (Batch batch : List.copyOf(batches)) {
            if (batch.errand == null && (batch.stage == Stage.AWAY || batch.stage == Stage.BACK)) {
                if (batch.nextAt <= now) {
                    look(batch, now);
                }
                wake = Math.min(wake, batch.errand == null ? batch.nextAt : batch.errand.timeoutAt);
            }
        }
        return Math.min(wake, gathering.step(now));
    }

    static LanguageModelException tookTooLong() {
        return new Retriable(Retriable.Reason.TIMEOUT, "the provider took too long over a batch");
    }

    static Retriable failed(String how) {
        return new Retriable(Retriable.Reason.MALFORMED_ANSWER, how);
    }

    /** What was being done about a batch took too long. */
    private void givenUp(Batch batch, long now) {
        switch (batch.stage) {
            case LEAVING -> gathering.notHandedOver(batch, tookTooLong(), now);
            case AWAY -> notSeen(batch, tookTooLong(), now);
            case BACK -> fetching.notFetched(batch, tookTooLong(), now);
            case PARKED -> {}
        }
    }

    private void look(Batch batch, long now) {
        if (batch.stage == Stage.BACK) {
            fetching.start(batch, now);
            return;
        }
        if (batch.until <= now) {
            if (batch.cancelled) {
                lose(batch, tookTooLong(), true, now);
                return;
            }
            batch.cancelled = true;
            batch.until = now + batching.patience().toNanos() / LAST_PATIENCE;
            errands.start(batch, settings.callTimeout(), now, errand -> {
                Tried<Boolean> unused = cancelled(List.of(batch.id));
                return then -> batch.nextAt = then + batching.poll().toNanos();
            });
            return;
        }
        errands.start(batch, settings.callTimeout(), now, errand -> {
            Tried<BatchState> state = Tried.of(() -> model.poll(batch.id));
            return then -> seen(errand, state, then);
        });
    }

    private Tried<Boolean> cancelled(List<String> ids) {
        return Tried.of(() -> {
            model.cancel(ids);
            return true;
        });
    }

    private void seen(Errand errand, Tried<BatchState> state, long now) {
        Batch batch = errand.batch;
        counts.look();
        if (errand.givenUp || batch.stage != Stage.AWAY) {
            return;
        }
        if (state.value() == null) {
            notSeen(batch, state.failure() == null ? tookTooLong() : state.failure(), now);
            return;
        }
        switch (state.value()) {
            case RUNNING -> batch.nextAt = Math.min(now + batching.poll().toNanos(), Math.max(now, batch.until));
            case ENDED -> {
                batch.stage = Stage.BACK;
                batch.nextAt = now;
            }
            case LOST ->
                lose(batch, new Retriable(Retriable.Reason.OVERLOAD, "the provider gave the batch up"), false, now);
        }
    }

    private void notSeen(Batch batch, LanguageModelException failure, long now) {
        if (failure instanceof Retriable retriable) {
            long pause = Math.max(batching.poll().toNanos(), backoff.asked(retriable.retryAfter()));
            batch.nextAt = Math.min(now + pause, Math.max(now, batch.until));
        } else if (desk.endIfForAll((Final) failure)) {
            batch.nextAt = now + batching.poll().toNanos();
        } else {
            lose(batch, failed("the provider does not say how far the batch is"), true, now);
        }
    }

    /** Gives a batch up as a whole; what was in it is asked again. */
    void lose(Batch batch, LanguageModelException why, boolean billed, long now) {
        counts.lost();
        LOG.warn("a batch of {} questions to model {} is lost: {}", batch.size(), name, why.getMessage());
        batches.remove(batch);
        size.lost(batch.size());
        boolean alone = size.isIndivisible(batch.size());
        for (Item item : batch.items()) {
            ledger.settle(item, TokenUsage.NONE, billed);
            Flight flight = batch.take(item);
            if (flight != null) {
                flight.alone |= alone && batch.ours;
                desk.missed(flight, (Retriable) why, batch.attempts(), now);
            }
        }
    }

    /** Parks batches that nobody waits for if a later run can find them, and takes the others back. */
    void letGo() {
        for (Batch batch : List.copyOf(batches)) {
            if (!batch.isAwaited() && batch.stage != Stage.PARKED) {
                letGo(batch, host.nanos());
            }
        }
    }

    private void letGo(Batch batch, long now) {
        if (batch.errand != null) {
            batch.errand.giveUp();
            batch.errand = null;
        }
        batch.stage = Stage.PARKED;
        if (notes.outlast()) {
            return;
        }
        batches.remove(batch);
        batch.items().forEach(item -> ledger.settle(item, TokenUsage.NONE, true));
        int items = batch.size();
        errands.start(batch, settings.callTimeout(), now, errand -> {
            Tried<Boolean> taken = cancelled(List.of(batch.id));
            if (taken.value() == null) {
                LOG.warn("model {} has not taken back a batch of {} questions", name, items);
            }
            return then -> {};
        });
    }

    /** Whether something is handed over or taken back for nobody. */
    boolean isEnding() {
        return errands.isEnding();
    }

    /** Whether something that was given up has not ended. */
    boolean isHung() {
        return errands.isHung();
    }

    /** Gives up what is done for nobody. */
    void interruptEnding() {
        errands.interruptEnding(batch -> givenUp(batch, host.nanos()));
    }
}
