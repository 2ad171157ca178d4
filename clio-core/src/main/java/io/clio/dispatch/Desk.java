package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.dispatch.Outcome.Answer;
import io.clio.dispatch.Tally.Wait;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all that is asked of one model comes together, from whatever thread: decides what is called when, counts, and
 * hands outcomes to who waits for them. One lock; it has no thread of its own. Whoever waits for an outcome, and every
 * call that ends, takes the next {@link #step}. Thread-safe.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    /** How long a call that was interrupted has to end. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private final LanguageModel model;
    private final String name;
    private final Dispatch settings;
    private final Host host;
    private final Answers answers;
    private final Purse purse;
    private final Backoff backoff;
    private final Throttle throttle;
    private final Concurrency concurrency;
    private final Forecast forecast = new Forecast();
    private final Tally tally = new Tally();
    private final Optional<Batches> batches;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Asking<?>> askings = new HashSet<>();
    private final Map<HashCode, Flight> flights = new HashMap<>();
    private final Line line = new Line();
    private final Set<Call> running = new HashSet<>();
    private long flightNumber;
    /** No call or request has to be given up before. */
    private long nextEnd = Long.MAX_VALUE;
    /** How many calls were given up and have not ended. */
    private int hung;

    Desk(
            LanguageModel model,
            String name,
            Dispatch settings,
            Host host,
            Answers answers,
            BatchNotes notes,
            Purse purse,
            Backoff backoff) {
        this.model = model;
        this.name = name;
        this.settings = settings;
        this.host = host;
        this.answers = answers;
        this.purse = purse;
        this.backoff = backoff;
        throttle = new Throttle(settings.requestsPerMinute(), settings.tokensPerMinute());
        concurrency = new Concurrency(settings.startInFlight(), settings.maxInFlight());
        batches = settings.batching()
                .map(batching -> new Batches(
                        (BatchLanguageModel) model,
                        name,
                        settings,
                        batching,
                        host,
                        answers,
                        notes,
                        purse,
                        backoff,
                        forecast,
                        tally,
                        this));
    }

    /** Lets an asking in; says what time it is. */
    long enter(Asking<?> asking) {
        lock.lock();
        try {
            askings.add(asking);
            return host.nanos();
        } finally {
            lock.unlock();
        }
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
                    host.nanos() + GRACE,
                    () -> hung > 0 || (batches.isPresent() && batches.get().isHung()));
            if (hung > 0) {
                LOG.warn("{} calls of model {} were interrupted and have not ended", hung, name);
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
            line.add(flight);
        } else {
            batches.get().add(flight);
        }
    }

    /** Has a request wait for a call of its own. */
    void askAlone(Flight flight) {
        flight.alone = true;
        line.add(flight);
    }

    private void remove(Flight flight) {
        flights.remove(flight.key);
        if (flight.call != null) {
            giveUp(flight.call, host.nanos());
            flight.call = null;
        } else if (flight.alone || batches.isEmpty()) {
            line.remove(flight);
        } else {
            batches.get().remove(flight);
        }
    }

    private void giveUp(Call call, long now) {
        hung++;
        call.giveUp(now);
    }

    DispatchReport report() {
        lock.lock();
        try {
            return told();
        } finally {
            lock.unlock();
        }
    }

    private DispatchReport told() {
        return tally.report(
                purse.spent(), purse.isPriced(), batches.map(Batches::report).orElse(BatchReport.NONE));
    }

    /** Does all that is to be done now, and says when there will be more to do if no call ends before. */
    private long step() {
        long now = host.nanos();
        if (now >= nextEnd) {
            nextEnd = Math.min(giveUpCalls(now), giveUpRequests(now));
        }
        // First, for what is not put into a batch has a call at once.
        long batchWake = batches.isPresent() ? batches.get().step(now) : Long.MAX_VALUE;
        long wake = Math.min(batchWake, startCalls(now));
        return Math.min(Math.min(wake, nextEnd), line.nextAt());
    }

    private long giveUpCalls(long now) {
        long wake = Long.MAX_VALUE;
        for (Call call : List.copyOf(running)) {
            if (call.givenUp) {
                continue;
            }
            if (call.timeoutAt <= now) {
                giveUp(call, now);
                call.flight.call = null;
                missed(call.flight, tookTooLong(), 1, now);
            } else {
                wake = Math.min(wake, call.timeoutAt);
            }
        }
        return wake;
    }

    private static Retriable tookTooLong() {
        return new Retriable(Retriable.Reason.TIMEOUT, "the call took too long and was given up");
    }

    private long giveUpRequests(long now) {
        long wake = Long.MAX_VALUE;
        for (Flight flight : List.copyOf(flights.values())) {
            if (flight.call == null && flight.deadline <= now) {
                fail(flight, flight.failure == null ? tookTooLong() : flight.failure);
            } else if (flight.call == null) {
                wake = Math.min(wake, flight.deadline);
            }
        }
        return wake;
    }

    private long startCalls(long now) {
        Wait waiting = Wait.NOTHING;
        long wake = Long.MAX_VALUE;
        for (Flight flight = line.first(now); flight != null; flight = line.first(now)) {
            if (running.size() == settings.maxInFlight() && hung == running.size()) {
                wake = endIfAllHang(now);
                break;
            }
            if (running.size() - hung >= concurrency.allowed() || running.size() == settings.maxInFlight()) {
                break;
            }
            double tokens = forecast.expected(flight.inputEstimate, flight.request.maxTokens());
            long paced = throttle.readyAt(tokens, now);
            long at = Math.max(paced, throttle.pausedUntil());
            if (at > now) {
                waiting = at > paced ? Wait.PAUSED : Wait.PACED;
                wake = at;
                break;
            }
            Cost need = purse.most(forecast.mostInput(flight.inputEstimate), flight.request.maxTokens());
            if (!purse.reserve(need)) {
                // Calls under way may take less than what is set aside for them.
                if (batches.isEmpty() || batches.get().isIdle()) {
                    exhaustedUnlessUnderWay(need);
                }
                break;
            }
            line.remove(flight);
            start(flight, need, tokens, now);
        }
        tally.waiting(waiting, now);
        return wake;
    }

    /** Where every thread is held by a call that does not end, nothing will ever be asked again. */
    private long endIfAllHang(long now) {
        long until = running.stream().mapToLong(call -> call.givenUpAt).max().orElse(now) + GRACE;
        if (until <= now) {
            endAll(new IllegalStateException("all " + running.size() + " calls that may be under way were interrupted"
                    + " and do not end; the model " + name + " has to give up a call that is interrupted"));
            return Long.MAX_VALUE;
        }
        return until;
    }

    /** Ends all askings for want of money, unless calls are under way that may leave some. */
    void exhaustedUnlessUnderWay(Cost need) {
        if (running.size() == hung) {
            endAll(exhausted(need));
        }
    }

    private BudgetExhausted exhausted(Cost need) {
        DispatchReport report = told();
        return new BudgetExhausted(
                "the budget is spent: " + purse + ", and the next call may take " + need.tokens()
                        + " tokens; what was answered is kept in the workspace, if there is one: run again with a"
                        + " new budget to go on from there",
                report);
    }

    private void start(Flight flight, Cost need, double tokens, long now) {
        if (flight.deadline == Long.MAX_VALUE) {
            flight.deadline = now + settings.deadline().toNanos();
        }
        long timeoutAt = Math.min(flight.deadline, now + settings.callTimeout().toNanos());
        Call call = new Call(flight, need, tokens, now, timeoutAt);
        nextEnd = Math.min(nextEnd, timeoutAt);
        flight.call = call;
        flight.calls++;
        throttle.take(tokens, now);
        tally.call();
        running.add(call);
        try {
            call.thread = host.start(() -> run(call));
        } catch (Error e) {
            // No thread to be had. Nothing was asked.
            running.remove(call);
            purse.settle(need, Cost.NONE);
            flight.call = null;
            endAll(e);
        }
    }

    private void run(Call call) {
        Attempt attempt = Attempt.INTERRUPTED;
        Throwable fatal = null;
        try {
            attempt = Attempt.of(model, call.flight.request);
        } catch (Error e) {
            // Its message may hold text.
            fatal = new IllegalStateException("the model threw " + e.getClass().getName());
        }
        try {
            if (attempt.completion() != null) {
                answers.keep(call.flight.key, call.flight.about, new Answer(attempt.completion(), false));
            }
        } catch (RuntimeException | Error e) {
            fatal = e;
        }
        lock.lock();
        try {
            ended(call, attempt);
            if (fatal != null) {
                endAll(fatal);
            }
            step();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended(Call call, Attempt attempt) {
        long now = host.nanos();
        int underWay = running.size();
        running.remove(call);
        hung -= call.givenUp ? 1 : 0;
        Flight flight = call.flight;
        settle(call, attempt, now);
        boolean awaited = !call.givenUp;
        if (attempt.completion() != null) {
            concurrency.answered(underWay);
            if (awaited) {
                flight.call = null;
                answer(flight, new Answer(attempt.completion(), false));
            }
            return;
        }
        LanguageModelException failure = attempt.failure();
        if (failure instanceof Retriable retriable) {
            refused(retriable, call, now);
        }
        if (!awaited) {
            return;
        }
        flight.call = null;
        if (failure instanceof Final end) {
            fail(flight, end);
            endIfForAll(end);
        } else {
            Retriable why = failure instanceof Retriable retriable
                    ? retriable
                    : new Retriable(Retriable.Reason.CONNECTION, "the call was interrupted by the model");
            missed(flight, why, why.reason() == Retriable.Reason.RATE_LIMIT ? 0 : 1, now);
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

    /** Corrects what was reserved and charged by what the call took, as far as that is known. */
    private void settle(Call call, Attempt attempt, long now) {
        TokenUsage usage = attempt.completion() == null
                ? TokenUsage.NONE
                : attempt.completion().usage();
        if (!usage.equals(TokenUsage.NONE)) {
            Cost took = purse.cost(usage);
            purse.settle(call.reserved, took);
            throttle.correct(call.charged, (double) took.tokens(), now);
            forecast.learn(call.flight.inputEstimate, call.flight.request.maxTokens(), usage);
            tally.used(usage);
        } else if (attempt.completion() != null || mayBeBilled(attempt.failure())) {
            purse.settle(call.reserved, call.reserved);
            tally.presumed(call.reserved.tokens());
        } else {
            purse.settle(call.reserved, Cost.NONE);
            throttle.correct(call.charged, 0, now);
        }
    }

    /** Whether the provider may have worked on a call that gave no answer; an interrupted one has no failure. */
    private static boolean mayBeBilled(@Nullable LanguageModelException failure) {
        if (failure instanceof Retriable retriable) {
            return retriable.reason() != Retriable.Reason.RATE_LIMIT && retriable.reason() != Retriable.Reason.OVERLOAD;
        }
        return !(failure instanceof Final end) || end.reason() == Final.Reason.REFUSED;
    }

    /** Calls less, and later, if the provider asks for it. */
    private void refused(Retriable failure, Call call, long now) {
        if (failure.reason() == Retriable.Reason.RATE_LIMIT || failure.reason() == Retriable.Reason.OVERLOAD) {
            concurrency.refused(call.startedAt, now);
            throttle.pauseUntil(now + backoff.asked(failure.retryAfter()));
        }
    }

    /**
     * Has a request wait for its next call, if it may have one. To be told to come back later is no attempt: a limit a
     * minute can refuse for a minute, and the deadline bounds that.
     *
     * @param attempts as how many attempts that counts
     */
    void missed(Flight flight, Retriable failure, int attempts, long now) {
        nextEnd = Math.min(nextEnd, flight.deadline);
        flight.failure = failure;
        flight.attempts += attempts;
        flight.notBefore = now + backoff.wait(flight.calls, failure.retryAfter());
        if (flight.attempts >= settings.attempts() || flight.notBefore >= flight.deadline) {
            fail(flight, failure);
        } else {
            tally.retry(failure.reason());
            queue(flight);
        }
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
