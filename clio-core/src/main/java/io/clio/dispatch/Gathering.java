package io.clio.dispatch;

import io.clio.dispatch.Batch.Item;
import io.clio.dispatch.Batch.Stage;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers questions into batches and hands them over, one batch at a time. A batch is its own until the provider has
 * taken it. Guarded by the lock of the desk, but for what an errand does.
 */
final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final BatchLanguageModel model;
    private final String name;
    private final Batching batching;
    private final BatchNotes notes;
    private final Ledger ledger;
    private final Backoff backoff;
    private final BatchSize size;
    private final BatchTally counts;
    private final Errands errands;
    private final Batches batches;
    private final Desk desk;

    private final Line line = new Line();
    private @Nullable Batch leaving;
    private long lastArrival;
    private long pausedUntil;
    private int refusals;

    Gathering(BatchContext context, BatchSize size, BatchTally counts, Errands errands, Batches batches) {
        model = context.model();
        name = context.name();
        batching = context.batching();
        notes = context.notes();
        ledger = context.ledger();
        backoff = context.backoff();
        desk = context.desk();
        this.size = size;
        this.counts = counts;
        this.errands = errands;
        this.batches = batches;
        counts.doubtful(notes.doubtful());
        if (notes.doubtful() > 0) {
            LOG.warn(
                    "an earlier run ended while it handed {} questions over to model {}; if the provider lists a batch"
                            + " of that size which no run has fetched, it was paid for and will be asked again",
                    notes.doubtful(),
                    name);
        }
    }

    /** Takes in a request that is to be put into a batch, from its {@code notBefore} on. */
    void add(Flight flight, long now) {
        lastArrival = Math.max(lastArrival, Math.max(now, flight.notBefore));
        line.add(flight);
    }

    /** Nobody waits for a request any more that is in no batch. */
    void remove(Flight flight) {
        line.remove(flight);
    }

    /** Whether no batch is being handed over. */
    boolean isIdle() {
        return leaving == null;
    }

    /** How many requests of the batch that is being handed over are waited for. */
    int leaving() {
        return leaving == null ? 0 : leaving.waiting();
    }

    /** Hands a batch over if it is time for one, and says when there will be more to do. */
    long step(long now) {
        int due = line.due(now);
        if (due == 0) {
            return line.nextAt();
        }
        if (leaving != null) {
            return Long.MAX_VALUE;
        }
        if (pausedUntil > now) {
            return pausedUntil;
        }
        long gathered = lastArrival + batching.gather().toNanos();
        if (due < size.allowed() && gathered > now) {
            return Math.min(gathered, line.nextAt());
        }
        if (due < size.least()) {
            for (Flight flight = line.first(now); flight != null; flight = line.first(now)) {
                line.remove(flight);
                flight.alone = true;
                desk.queue(flight);
            }
            return line.nextAt();
        }
        handOver(Math.min(due, size.allowed()), now);
        return Long.MAX_VALUE;
    }

    /** Hands over as many as the budget has room for. */
    private void handOver(int wanted, long now) {
        Batch batch = new Batch(true, Stage.LEAVING, now + batching.patience().toNanos());
        for (Flight flight = line.first(now); flight != null && batch.size() < wanted; flight = line.first(now)) {
            Cost need = ledger.mostInBatch(flight);
            if (!ledger.reserve(need)) {
                if (batch.size() == 0) {
                    desk.endIfExhausted(need);
                }
                break;
            }
            line.remove(flight);
            flight.calls++;
            flight.offeredUntil = Math.min(flight.offeredUntil, batch.until);
            batch.add("q" + batch.size(), flight, need);
        }
        if (batch.size() > 0) {
            leaving = batch;
            submit(batch, now);
        }
    }

    private void submit(Batch batch, long now) {
        Map<String, CompletionRequest> requests = batch.requests();
        Collection<Item> items = batch.items();
        errands.start(
                batch,
                Errands.TRANSFER,
                now,
                errand -> {
                    notes.intend(items.size());
                    Tried<String> id = Tried.of(() -> model.submit(requests));
                    if (errands.isTooLate(errand)) {
                        // What was asked in its place has notes of its own.
                        takeBack(id, items.size());
                    } else if (id.value() != null) {
                        notes.handedOver(id.value(), items);
                    } else if (wasNotTaken(id.failure())) {
                        notes.none();
                    }
                    return then -> handedOver(batch, id, then);
                },
                begun -> drop(batch, begun));
    }

    /** Cancels a batch that was taken when nobody waited for that any more. Nobody will fetch it. */
    private void takeBack(Tried<String> id, int questions) {
        String late = id.value();
        if (late == null) {
            return;
        }
        // It did not heed the interrupt, which is not meant for what comes now.
        boolean unused = Thread.interrupted();
        Tried<Boolean> taken = Tried.of(() -> {
            model.cancel(List.of(late));
            return true;
        });
        if (taken.value() == null) {
            LOG.warn("model {} has not taken back a batch of {} questions that it took too late", name, questions);
        }
    }

    /** Whether a provider that gave no id has surely taken nothing. */
    private static boolean wasNotTaken(@Nullable LanguageModelException failure) {
        return failure instanceof Final || (failure instanceof Retriable retriable && isRefusal(retriable));
    }

    private static boolean isRefusal(Retriable failure) {
        return failure.reason() == Retriable.Reason.RATE_LIMIT || failure.reason() == Retriable.Reason.OVERLOAD;
    }

    /** Forgets a batch that is being handed over; whoever waits for what is in it is told by the desk. */
    private void drop(Batch batch, boolean billed) {
        if (batch == leaving) {
            leaving = null;
            batch.items().forEach(item -> ledger.settle(item, TokenUsage.NONE, billed));
        }
    }

    private void handedOver(Batch batch, Tried<String> id, long now) {
        if (id.value() != null) {
            counts.submitted(batch.size());
        }
        if (batch != leaving) {
            // It took too long, and was asked again.
            return;
        }
        if (id.value() == null) {
            LanguageModelException failure = id.failure() == null
                    ? new Retriable(Retriable.Reason.CONNECTION, "the handing over of a batch was interrupted")
                    : id.failure();
            notHandedOver(batch, failure, now);
            return;
        }
        leaving = null;
        refusals = 0;
        batch.id = id.value();
        batch.wasTaken();
        batches.taken(batch, now);
    }

    /** The batch that was being handed over was not taken, or it is not known whether it was. */
    void notHandedOver(Batch batch, LanguageModelException failure, long now) {
        leaving = null;
        if (!wasNotTaken(failure)) {
            counts.doubtful(batch.size());
            LOG.warn("it is not known whether model {} has taken a batch of {} questions", name, batch.size());
        }
        boolean alone = failure instanceof Final && size.isIndivisible(batch.size());
        boolean comeBack = failure instanceof Retriable retriable && isRefusal(retriable);
        if (failure instanceof Final) {
            size.refused(batch.size());
        } else {
            pausedUntil = now + backoff.wait(++refusals, ((Retriable) failure).retryAfter());
        }
        for (Item item : batch.items()) {
            ledger.settle(item, TokenUsage.NONE, !wasNotTaken(failure));
            Flight flight = batch.take(item);
            if (flight == null) {
                continue;
            }
            if (failure instanceof Final) {
                flight.alone = alone;
                flight.notBefore = now;
                desk.queue(flight);
            } else if (comeBack && pausedUntil < flight.offeredUntil) {
                flight.notBefore = pausedUntil;
                desk.retry(flight, (Retriable) failure);
            } else if (comeBack) {
                desk.fail(flight, failure);
            } else {
                desk.missed(flight, (Retriable) failure, 1, now);
            }
        }
        if (failure instanceof Final end) {
            desk.endIfForAll(end);
        }
    }
}
