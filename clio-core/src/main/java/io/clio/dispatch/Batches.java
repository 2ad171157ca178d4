package io.clio.dispatch;

import io.clio.dispatch.Batch.Errand;
import io.clio.dispatch.Batch.Item;
import io.clio.dispatch.Batch.Stage;
import io.clio.dispatch.BatchNotes.Note;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.workspace.WorkspaceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers questions into batches, hands them over, looks how far they are, and fetches their answers, each step on a
 * thread of its own. Guarded by the lock of the desk, but for what is said to run on such a thread.
 */
final class Batches {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    /** How long it may take to hand a batch over, or to fetch its answers. */
    private static final Duration TRANSFER = Duration.ofMinutes(30);
    /** How long what is handed over or taken back for nobody may still take. */
    static final long LAST = TimeUnit.SECONDS.toNanos(1);
    /** A part of the patience for what was answered before a batch was taken back. */
    private static final int LAST_PATIENCE = 10;

    private final BatchLanguageModel model;
    private final String name;
    private final Dispatch settings;
    private final Batching batching;
    private final Host host;
    private final Answers answers;
    private final BatchNotes notes;
    private final Ledger ledger;
    private final Backoff backoff;
    private final Desk desk;

    private final Line gathering = new Line();
    private final List<Batch> batches = new ArrayList<>();
    private final Set<Errand> errands = new HashSet<>();
    private final BatchTally counts = new BatchTally();
    private @Nullable Batch leaving;
    private long lastArrival;
    private long pausedUntil;
    private int refusals;
    /** How many questions a batch may have now: fewer, after one was not taken or was lost. */
    private int allowed;

    Batches(
            BatchLanguageModel model,
            String name,
            Dispatch settings,
            Batching batching,
            Host host,
            Answers answers,
            BatchNotes notes,
            Ledger ledger,
            Backoff backoff,
            Desk desk) {
        this.model = model;
        this.name = name;
        this.settings = settings;
        this.batching = batching;
        this.host = host;
        this.answers = answers;
        this.notes = notes;
        this.ledger = ledger;
        this.backoff = backoff;
        this.desk = desk;
        allowed = most();
        counts.doubtful(notes.doubtful());
        if (notes.doubtful() > 0) {
            LOG.warn(
                    "an earlier run ended while it handed {} questions over to model {}; if the provider lists a batch"
                            + " of that size which no run has fetched, it was paid for and will be asked again",
                    notes.doubtful(),
                    name);
        }
    }

    private int most() {
        return Math.max(1, Math.min(batching.most(), model.mostRequests()));
    }

    private int least() {
        return Math.min(batching.least(), most());
    }

    BatchReport report() {
        return counts.report(batches.stream().mapToInt(Batch::waiting).sum());
    }

    /** How often it was looked how far a batch is. */
    long looks() {
        return counts.looks();
    }

    /** Whether no batch is under way: the end of one can leave more of the budget. */
    boolean isIdle() {
        return batches.stream().allMatch(batch -> batch.stage == Stage.PARKED);
    }

    /** Takes in a request that is to be put into a batch, from its {@code notBefore} on. */
    void add(Flight flight) {
        lastArrival = Math.max(lastArrival, Math.max(host.nanos(), flight.notBefore));
        gathering.add(flight);
    }

    /** Takes in a request that an earlier run has put into a batch. */
    void goOn(Flight flight, Note note) {
        long now = host.nanos();
        Batch batch = batches.stream()
                .filter(known -> known.id.equals(note.batch()) && known.stage != Stage.LEAVING)
                .findAny()
                .orElseGet(() -> {
                    Batch earlier = new Batch(false, Stage.AWAY, until(now));
                    earlier.id = note.batch();
                    batches.add(earlier);
                    counts.resumed();
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

    /** Does all that is to be done now, and says when there will be more to do. */
    long step(long now) {
        long wake = Long.MAX_VALUE;
        for (Errand errand : List.copyOf(errands)) {
            if (!errand.givenUp && errand.timeoutAt <= now) {
                errand.giveUp();
                ended(errand, tookTooLong(), now);
            }
            wake = errand.givenUp ? wake : Math.min(wake, errand.timeoutAt);
        }
        for (Batch batch : List.copyOf(batches)) {
            if (batch.errand == null && (batch.stage == Stage.AWAY || batch.stage == Stage.BACK)) {
                if (batch.nextAt <= now) {
                    look(batch, now);
                }
                wake = Math.min(wake, batch.errand == null ? batch.nextAt : batch.errand.timeoutAt);
            }
        }
        return Math.min(wake, gather(now));
    }

    private static LanguageModelException tookTooLong() {
        return new Retriable(Retriable.Reason.TIMEOUT, "the provider took too long over a batch");
    }

    private long gather(long now) {
        int due = gathering.due(now);
        if (due == 0) {
            return gathering.nextAt();
        }
        if (leaving != null) {
            return Long.MAX_VALUE;
        }
        if (pausedUntil > now) {
            return pausedUntil;
        }
        long gathered = lastArrival + batching.gather().toNanos();
        if (due < allowed && gathered > now) {
            return Math.min(gathered, gathering.nextAt());
        }
        if (due < least()) {
            for (Flight flight = gathering.first(now); flight != null; flight = gathering.first(now)) {
                gathering.remove(flight);
                flight.alone = true;
                desk.queue(flight);
            }
            return gathering.nextAt();
        }
        return handOver(Math.min(due, allowed), now);
    }

    /** Hands over as many as the budget has room for. */
    private long handOver(int wanted, long now) {
        Batch batch = new Batch(true, Stage.LEAVING, until(now));
        for (Flight flight = gathering.first(now);
                flight != null && batch.size() < wanted;
                flight = gathering.first(now)) {
            Cost need = ledger.mostInBatch(flight);
            if (!ledger.reserve(need)) {
                if (batch.size() == 0) {
                    desk.endIfExhausted(need);
                }
                break;
            }
            gathering.remove(flight);
            flight.calls++;
            flight.offeredUntil = Math.min(flight.offeredUntil, batch.until);
            batch.add("q" + batch.size(), flight, need);
        }
        if (batch.size() > 0) {
            batches.add(batch);
            leaving = batch;
            Map<String, CompletionRequest> requests = batch.requests();
            Collection<Item> items = batch.items();
            start(batch, TRANSFER, now, errand -> {
                notes.intend(items.size());
                Tried<String> id = Tried.of(() -> model.submit(requests));
                if (id.value() != null) {
                    notes.handedOver(id.value(), items);
                } else if (wasNotTaken(id.failure())) {
                    notes.none();
                }
                return () -> handedOver(errand, id);
            });
        }
        return Long.MAX_VALUE;
    }

    /** Whether a provider that gave no id has surely taken nothing. */
    private static boolean wasNotTaken(@Nullable LanguageModelException failure) {
        return failure instanceof Final || (failure instanceof Retriable retriable && isRefusal(retriable));
    }

    private static boolean isRefusal(Retriable failure) {
        return failure.reason() == Retriable.Reason.RATE_LIMIT || failure.reason() == Retriable.Reason.OVERLOAD;
    }

    /** What is done on a thread of its own, without the lock; gives what is to be done afterwards under the lock. */
    private interface Work {
        Runnable run(Errand errand);
    }

    private void start(Batch batch, Duration most, long now, Work work) {
        Errand errand = new Errand(batch, now + most.toNanos());
        batch.errand = errand;
        errands.add(errand);
        try {
            errand.thread = host.start(() -> run(errand, work));
        } catch (Error e) {
            // No thread to be had. Nothing was asked.
            errands.remove(errand);
            batch.errand = null;
            if (batch == leaving) {
                dropLeaving(false);
            }
            desk.endAll(e);
        }
    }

    private void run(Errand errand, Work work) {
        Runnable afterwards = () -> {};
        Throwable fatal = null;
        try {
            afterwards = work.run(errand);
        } catch (WorkspaceException | IllegalStateException e) {
            fatal = e;
        } catch (RuntimeException | Error e) {
            // Its message may hold text.
            fatal = new IllegalStateException("the model threw " + e.getClass().getName());
        }
        Runnable then = afterwards;
        Throwable end = fatal;
        desk.locked(() -> {
            errands.remove(errand);
            if (errand.batch.errand == errand) {
                errand.batch.errand = null;
            }
            then.run();
            if (end != null) {
                if (errand.batch == leaving) {
                    dropLeaving(true);
                }
                desk.endAll(end);
            }
        });
    }

    /** Forgets the batch that is being handed over; whoever waits for what is in it is told by the desk. */
    private void dropLeaving(boolean billed) {
        Batch batch = leaving;
        leaving = null;
        if (batch != null) {
            batches.remove(batch);
            batch.items().forEach(item -> ledger.settle(item, TokenUsage.NONE, billed));
        }
    }

    /** An errand was given up, because it took too long. */
    private void ended(Errand errand, LanguageModelException failure, long now) {
        Batch batch = errand.batch;
        batch.errand = null;
        switch (batch.stage) {
            case LEAVING -> notHandedOver(batch, failure, now);
            case AWAY -> notSeen(batch, failure, now);
            case BACK -> notFetched(batch, failure, now);
            case PARKED -> {}
        }
    }

    private void handedOver(Errand errand, Tried<String> id) {
        Batch batch = errand.batch;
        long now = host.nanos();
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
        batch.stage = Stage.AWAY;
        batch.wasTaken();
        batch.nextAt = now + batching.poll().toNanos();
        if (!batch.isAwaited()) {
            letGo(batch, now);
        }
    }

    private void notHandedOver(Batch batch, LanguageModelException failure, long now) {
        leaving = null;
        batches.remove(batch);
        if (!wasNotTaken(failure)) {
            counts.doubtful(batch.size());
            LOG.warn("it is not known whether model {} has taken a batch of {} questions", name, batch.size());
        }
        boolean alone = failure instanceof Final && batch.size() < 2 * least();
        boolean comeBack = failure instanceof Retriable retriable && isRefusal(retriable);
        if (failure instanceof Final) {
            allowed = Math.max(least(), batch.size() / 2);
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

    private void look(Batch batch, long now) {
        if (batch.stage == Stage.BACK) {
            fetch(batch, now);
            return;
        }
        if (batch.until <= now) {
            if (batch.cancelled) {
                lose(batch, tookTooLong(), true, now);
                return;
            }
            batch.cancelled = true;
            batch.until = now + batching.patience().toNanos() / LAST_PATIENCE;
            start(batch, settings.callTimeout(), now, errand -> {
                Tried<Boolean> unused = cancelled(List.of(batch.id));
                return () -> batch.nextAt = host.nanos() + batching.poll().toNanos();
            });
            return;
        }
        start(batch, settings.callTimeout(), now, errand -> {
            Tried<BatchState> state = Tried.of(() -> model.poll(batch.id));
            return () -> seen(errand, state);
        });
    }

    private Tried<Boolean> cancelled(List<String> ids) {
        return Tried.of(() -> {
            model.cancel(ids);
            return true;
        });
    }

    private void seen(Errand errand, Tried<BatchState> state) {
        Batch batch = errand.batch;
        long now = host.nanos();
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

    private static Retriable failed(String how) {
        return new Retriable(Retriable.Reason.MALFORMED_ANSWER, how);
    }

    private void fetch(Batch batch, long now) {
        Collection<Item> items = batch.items();
        start(batch, TRANSFER, now, errand -> {
            Tried<Map<String, BatchAnswer>> all = Tried.of(() -> model.collect(batch.id));
            Map<String, BatchAnswer> fetched = all.value() == null ? Map.of() : copy(all.value());
            for (Item item : items) {
                if (fetched.get(item.name()) instanceof BatchAnswer.Answered answered
                        && answers.find(item.key()).isEmpty()) {
                    answers.keep(item.key(), item.about(), new Outcome.Answer(answered.completion(), true));
                }
            }
            answers.commit();
            return () -> fetched(errand, items, fetched, all);
        });
    }

    /** Without what is none. */
    private static Map<String, BatchAnswer> copy(Map<String, BatchAnswer> all) {
        Map<String, BatchAnswer> copy = new HashMap<>();
        all.forEach((item, answer) -> {
            boolean none = item == null
                    || answer == null
                    || (answer instanceof BatchAnswer.Answered answered && answered.completion() == null)
                    || (answer instanceof BatchAnswer.Failed failed && failed.reason() == null);
            if (!none) {
                copy.put(item, answer);
            }
        });
        return copy;
    }

    private void fetched(
            Errand errand,
            Collection<Item> items,
            Map<String, BatchAnswer> fetched,
            Tried<Map<String, BatchAnswer>> all) {
        Batch batch = errand.batch;
        long now = host.nanos();
        if (all.value() == null) {
            if (!errand.givenUp) {
                notFetched(batch, all.failure() == null ? tookTooLong() : all.failure(), now);
            }
            return;
        }
        // Also where it was given up: what has been kept is paid for, and has to be counted.
        if (!batches.contains(batch)) {
            return;
        }
        counts.ended();
        if (batch.ours) {
            counts.strays(
                    fetched.keySet().stream().filter(item -> !batch.has(item)).count());
        }
        allowed = Math.min(most(), Math.max(allowed, 2 * batch.size()));
        Final end = null;
        for (Item item : items) {
            BatchAnswer answer = fetched.get(item.name());
            if (answer instanceof BatchAnswer.Failed failed
                    && failed.reason() instanceof Final why
                    && Desk.isForAll(why)) {
                end = why;
            }
            if (batch.has(item.name())) {
                take(batch, item, answer, now);
            }
        }
        batch.settled(items);
        if (batch.isAwaited()) {
            // Asked since the answers were fetched: it has to be done again for them.
            batch.nextAt = now;
        } else {
            batches.remove(batch);
        }
        if (end != null) {
            desk.endIfForAll(end);
        }
    }

    private void take(Batch batch, Item item, @Nullable BatchAnswer answer, long now) {
        Flight flight = batch.take(item);
        if (answer instanceof BatchAnswer.Answered answered) {
            ledger.settle(item, answered.completion().usage(), true);
            if (flight != null) {
                counts.answered();
                desk.answer(flight, new Outcome.Answer(answered.completion(), true));
            }
            return;
        }
        LanguageModelException why = answer instanceof BatchAnswer.Failed failed
                ? failed.reason()
                : failed("the batch has neither an answer nor an error for the request");
        ledger.settle(item, TokenUsage.NONE, answer == null || mayBeBilled(why));
        if (answer == null) {
            counts.missing();
        }
        if (flight != null && why instanceof Final end) {
            desk.fail(flight, end);
        } else if (flight != null) {
            desk.missed(flight, (Retriable) why, attempts(batch), now);
        }
    }

    /** What an earlier run handed over is no attempt of this one. */
    private static int attempts(Batch batch) {
        return batch.ours ? 1 : 0;
    }

    /** In a batch, what has expired or was cancelled was not worked on; {@code TIMEOUT} says that it expired. */
    private static boolean mayBeBilled(LanguageModelException why) {
        return why instanceof Final end
                ? end.reason() == Final.Reason.REFUSED
                : ((Retriable) why).reason() == Retriable.Reason.MALFORMED_ANSWER;
    }

    private void notFetched(Batch batch, LanguageModelException failure, long now) {
        batch.failures++;
        if (failure instanceof Final end && desk.endIfForAll(end)) {
            batch.nextAt = now + batching.poll().toNanos();
        } else if (failure instanceof Retriable retriable && batch.failures < settings.attempts()) {
            batch.nextAt = now + backoff.wait(batch.failures, retriable.retryAfter());
        } else {
            lose(batch, failed("the answers of the batch cannot be fetched"), true, now);
        }
    }

    /** Gives a batch up as a whole; what was in it is asked again. */
    private void lose(Batch batch, LanguageModelException why, boolean billed, long now) {
        counts.lost();
        LOG.warn("a batch of {} questions to model {} is lost: {}", batch.size(), name, why.getMessage());
        batches.remove(batch);
        allowed = Math.max(least(), Math.min(allowed, batch.size() / 2));
        boolean alone = batch.size() < 2 * least();
        for (Item item : batch.items()) {
            ledger.settle(item, TokenUsage.NONE, billed);
            Flight flight = batch.take(item);
            if (flight != null) {
                flight.alone = alone && batch.ours;
                desk.missed(flight, (Retriable) why, attempts(batch), now);
            }
        }
    }

    /** Parks batches that nobody waits for if a later run can find them, and takes the others back. */
    void letGo() {
        for (Batch batch : List.copyOf(batches)) {
            if (!batch.isAwaited() && batch.stage != Stage.LEAVING && batch.stage != Stage.PARKED) {
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
        start(batch, settings.callTimeout(), now, errand -> {
            Tried<Boolean> taken = cancelled(List.of(batch.id));
            if (taken.value() == null) {
                LOG.warn("model {} has not taken back a batch of {} questions", name, items);
            }
            return () -> {};
        });
    }

    /** Whether something is handed over or taken back for nobody. */
    boolean isEnding() {
        return errands.stream().anyMatch(errand -> !errand.givenUp && !errand.batch.isAwaited());
    }

    /** Whether something that was given up has not ended. */
    boolean isHung() {
        return errands.stream().anyMatch(errand -> errand.givenUp);
    }

    /** Gives up what is done for nobody. */
    void interruptEnding() {
        List.copyOf(errands).stream()
                .filter(errand -> !errand.givenUp && !errand.batch.isAwaited())
                .forEach(Errand::giveUp);
    }
}
