package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.dispatch.Outcome.Answer;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all that is asked of one model comes together, from whatever thread: has each request asked by {@link Calls} or
 * in {@link Batches}, again where that may help, and hands outcomes to who waits for them. One lock; it has no thread
 * of its own. Whoever waits for an outcome, and every call that ends, takes the next {@link #step}. Thread-safe.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final String name;
    private final Dispatch settings;
    private final Host host;
    private final Answers answers;
    private final Backoff backoff;
    private final Tally tally = new Tally();
    private final Ledger ledger;
    private final Calls calls;
    private final Optional<Batches> batches;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Asking<?>> askings = new HashSet<>();
    private final Map<HashCode, Flight> flights = new HashMap<>();
    private long flightNumber;
    /** No call or request has to be given up before. */
    private long nextEnd = Long.MAX_VALUE;

    Desk(
            LanguageModel model,
            String name,
            Dispatch settings,
            Host host,
            Answers answers,
            BatchNotes notes,
            Purse purse,
            Backoff backoff) {
        this.name = name;
        this.settings = settings;
        this.host = host;
        this.answers = answers;
        this.backoff = backoff;
        ledger = new Ledger(purse, tally);
        calls = new Calls(model, name, settings, host, answers, ledger, backoff, tally, this);
        batches = settings.batching()
                .map(batching -> new Batches(new BatchContext(
                        (BatchLanguageModel) model,
                        name,
                        settings,
                        batching,
                        host,
                        answers,
                        notes,
                        ledger,
                        backoff,
                        this)));
    }

    /** Lets an asking in; says what time it is. */
    long enter(Asking<?> asking) {
        return look(() -> {
            askings.add(asking);
            return host.nanos();
        });
    }

    /** Takes in a question, whose answer may have been found already, or the batch in which it will be. */
    void submit(
            Asking.Slot<?> slot,
            HashCode key,
            Question<?> question,
            Optional<Answer> found,
            Optional<BatchNotes.Note> note) {
        long inputEstimate =
                found.isPresent() ? 0 : Math.max(0, settings.estimate().inputTokens(question.request()));
        lock.lock();
        try {
            tally.question();
            Flight flight = flights.get(key);
            // Between the look into the answers and this one, a call may have ended.
            Optional<Answer> known = found.isPresent() || flight != null ? found : answers.findInMemory(key);
            if (known.isPresent()) {
                tally.known();
                slot.open();
                slot.settle(known.get());
                return;
            }
            if (flight == null) {
                flight = new Flight(key, question.request(), question.about(), inputEstimate, flightNumber++);
                flights.put(key, flight);
                flight.alone = batches.isEmpty() || slot.isAlone();
                if (batches.isPresent() && note.isPresent()) {
                    batches.get().goOn(flight, note.get());
                } else {
                    queue(flight);
                }
            } else {
                tally.joined();
            }
            flight.waiting.add(slot);
            slot.open();
            step();
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom(Asking<?> asking) {
        return look(asking::hasRoom);
    }

    boolean isDone(Asking<?> asking) {
        return look(asking::isDone);
    }

    /** The next reply of an asking, if one is due. */
    <K> Optional<Reply<K>> take(Asking<K> asking) {
        return look(asking::take);
    }

    /** Why an asking has to end, if it has to. */
    Optional<Throwable> end(Asking<?> asking) {
        return look(asking::end);
    }

    private <T> T look(Supplier<T> at) {
        lock.lock();
        try {
            return at.get();
        } finally {
            lock.unlock();
        }
    }

    private long looks() {
        return batches.map(Batches::looks).orElse(0L);
    }

    /**
     * Waits until something is there for an asking: a reply, room for questions, the end, or that somebody has looked
     * how far a batch is. Says what time it is.
     */
    long await(Asking<?> asking) throws InterruptedException {
        lock.lock();
        try {
            long looks = looks();
            while (true) {
                long wake = step();
                if (asking.hasNews() || looks != looks()) {
                    return host.nanos();
                }
                host.await(changed, wake - host.nanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what nobody but an asking waits for, and waits until those calls have ended. */
    void leave(Asking<?> asking) {
        boolean interrupted = false;
        lock.lock();
        try {
            askings.remove(asking);
            for (Flight flight : List.copyOf(flights.values())) {
                flight.waiting.removeIf(slot -> slot.belongsTo(asking));
                if (flight.waiting.isEmpty()) {
                    remove(flight);
                }
            }
            batches.ifPresent(Batches::letGo);
            step();
            changed.signalAll();
            interrupted = await(
                    host.nanos() + Batches.LAST,
                    () -> batches.isPresent() && batches.get().isEnding());
            batches.ifPresent(Batches::interruptEnding);
            interrupted |= await(
                    host.nanos() + Calls.GRACE,
                    () -> calls.hung() > 0
                            || (batches.isPresent() && batches.get().isHung()));
            if (calls.hung() > 0) {
                LOG.warn("{} calls of model {} were interrupted and have not ended", calls.hung(), name);
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for an end, and says whether the thread was interrupted meanwhile. */
    private boolean await(long until, BooleanSupplier goesOn) {
        boolean interrupted = false;
        while (goesOn.getAsBoolean() && host.nanos() < until) {
            try {
                host.await(changed, until - host.nanos());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Does something under the lock, and then all that is to be done now. */
    void locked(Runnable what) {
        lock.lock();
        try {
            what.run();
            step();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has a request wait for its next call or batch. */
    void queue(Flight flight) {
        if (flight.alone || batches.isEmpty()) {
            calls.add(flight);
        } else {
            batches.get().add(flight);
        }
    }

    private void remove(Flight flight) {
        flights.remove(flight.key);
        // One that is asked by itself can be in a batch all the same: an earlier run put it there.
        boolean isInBatches = flight.batch != null || (flight.call == null && !flight.alone);
        if (batches.isPresent() && isInBatches) {
            batches.get().remove(flight);
        } else {
            calls.remove(flight);
        }
    }

    DispatchReport report() {
        return look(this::told);
    }

    private DispatchReport told() {
        return ledger.report(batches.map(Batches::report).orElse(BatchReport.NONE));
    }

    /** Does all that is to be done now, and says when there will be more to do if no call ends before. */
    private long step() {
        long now = host.nanos();
        if (now >= nextEnd) {
            nextEnd = Math.min(calls.giveUpLate(now), giveUpRequests(now));
        }
        // First, for what is not put into a batch has a call at once.
        long batchWake = batches.isPresent() ? batches.get().step(now) : Long.MAX_VALUE;
        long wake = Math.min(batchWake, calls.step(now));
        return Math.min(wake, nextEnd);
    }

    private long giveUpRequests(long now) {
        long wake = Long.MAX_VALUE;
        for (Flight flight : List.copyOf(flights.values())) {
            if (flight.call == null && flight.deadline <= now) {
                fail(flight, flight.failure == null ? Calls.tookTooLong() : flight.failure);
            } else if (flight.call == null) {
                wake = Math.min(wake, flight.deadline);
            }
        }
        return wake;
    }

    /** A call or a request has to be given up then, if it has not ended. */
    void endsBy(long time) {
        nextEnd = Math.min(nextEnd, time);
    }

    /** Ends all askings for want of money, unless something is under way that may leave some. */
    void endIfExhausted(Cost need) {
        if (calls.isIdle() && (batches.isEmpty() || batches.get().isIdle())) {
            endAll(ledger.exhausted(need, told()));
        }
    }

    /** Whether a failure holds for every request. */
    static boolean isForAll(Final failure) {
        return failure.reason() == Final.Reason.AUTHENTICATION || failure.reason() == Final.Reason.QUOTA;
    }

    /** Ends all askings if a failure holds for every request; says whether it does. */
    boolean endIfForAll(Final failure) {
        if (isForAll(failure)) {
            endAll(failure);
        }
        return isForAll(failure);
    }

    /**
     * Has a request wait for its next call, if it may have one. To be told to come back later is no attempt: a limit a
     * minute can refuse for a minute, and the deadline bounds that.
     *
     * @param attempts as how many attempts that counts
     */
    void missed(Flight flight, Retriable failure, int attempts, long now) {
        endsBy(flight.deadline);
        flight.failure = failure;
        flight.attempts += attempts;
        flight.notBefore = now + backoff.wait(flight.calls, failure.retryAfter());
        if (flight.attempts >= settings.attempts() || flight.notBefore >= flight.deadline) {
            fail(flight, failure);
        } else {
            retry(flight, failure);
        }
    }

    /** Has a request wait for its next call or batch because of a failure. */
    void retry(Flight flight, Retriable failure) {
        tally.retry(failure.reason());
        queue(flight);
    }

    void answer(Flight flight, Answer answer) {
        flights.remove(flight.key);
        tally.answered(flight.waiting.size());
        flight.waiting.forEach(slot -> slot.settle(answer));
    }

    void fail(Flight flight, LanguageModelException why) {
        remove(flight);
        tally.failed(flight.waiting.size(), why);
        flight.waiting.forEach(slot -> slot.settle(new Outcome.Failure(why, flight.calls)));
        changed.signalAll();
    }

    void endAll(Throwable why) {
        askings.forEach(asking -> asking.end(why));
        List.copyOf(flights.values()).forEach(this::remove);
        changed.signalAll();
    }
}
