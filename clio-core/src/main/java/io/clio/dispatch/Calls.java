package io.clio.dispatch;

import io.clio.dispatch.Outcome.Answer;
import io.clio.dispatch.Tally.Wait;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks requests one by one, each by a call on a thread of its own: as many at once as the provider takes, and none
 * before limits and budget allow it. Guarded by the lock of the desk, but for what is said to run on such a thread.
 */
final class Calls {
    /** How long a call that was interrupted has to end. */
    static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private final LanguageModel model;
    private final String name;
    private final Dispatch settings;
    private final Host host;
    private final Answers answers;
    private final Ledger ledger;
    private final Backoff backoff;
    private final Tally tally;
    private final Desk desk;
    private final Throttle throttle;
    private final Concurrency concurrency;

    private final Line line = new Line();
    private final Set<Call> running = new HashSet<>();
    /** How many calls were given up and have not ended. */
    private int hung;

    Calls(
            LanguageModel model,
            String name,
            Dispatch settings,
            Host host,
            Answers answers,
            Ledger ledger,
            Backoff backoff,
            Tally tally,
            Desk desk) {
        this.model = model;
        this.name = name;
        this.settings = settings;
        this.host = host;
        this.answers = answers;
        this.ledger = ledger;
        this.backoff = backoff;
        this.tally = tally;
        this.desk = desk;
        throttle = new Throttle(settings.requestsPerMinute(), settings.tokensPerMinute());
        concurrency = new Concurrency(settings.startInFlight(), settings.maxInFlight());
    }

    /** Takes in a request that is to have a call, from its {@code notBefore} on. */
    void add(Flight flight) {
        line.add(flight);
    }

    /** Nobody waits for a request any more. */
    void remove(Flight flight) {
        if (flight.call == null) {
            line.remove(flight);
        } else {
            giveUp(flight.call, host.nanos());
            flight.call = null;
        }
    }

    private void giveUp(Call call, long now) {
        hung++;
        call.giveUp(now);
    }

    /** How many calls were given up and have not ended. */
    int hung() {
        return hung;
    }

    /** Whether no call is under way that somebody waits for: the end of one can leave more of the budget. */
    boolean isIdle() {
        return running.size() == hung;
    }

    /** Gives up the calls that take too long, and says when the next will. */
    long giveUpLate(long now) {
        long wake = Long.MAX_VALUE;
        for (Call call : List.copyOf(running)) {
            if (call.givenUp) {
                continue;
            }
            if (call.timeoutAt <= now) {
                giveUp(call, now);
                call.flight.call = null;
                desk.missed(call.flight, tookTooLong(), 1, now);
            } else {
                wake = Math.min(wake, call.timeoutAt);
            }
        }
        return wake;
    }

    static Retriable tookTooLong() {
        return new Retriable(Retriable.Reason.TIMEOUT, "the call took too long and was given up");
    }

    /** Starts all calls that may start now, and says when there may be more if none ends before. */
    long step(long now) {
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
            double tokens = ledger.expected(flight);
            long paced = throttle.readyAt(tokens, now);
            long at = Math.max(paced, throttle.pausedUntil());
            if (at > now) {
                waiting = at > paced ? Wait.PAUSED : Wait.PACED;
                wake = at;
                break;
            }
            Cost need = ledger.most(flight);
            if (!ledger.reserve(need)) {
                // What is under way may take less than what is set aside for it.
                desk.endIfExhausted(need);
                break;
            }
            line.remove(flight);
            start(flight, need, tokens, now);
        }
        tally.waiting(waiting, now);
        return Math.min(wake, line.nextAt());
    }

    /** Where every thread is held by a call that does not end, nothing will ever be asked again. */
    private long endIfAllHang(long now) {
        long until = running.stream().mapToLong(call -> call.givenUpAt).max().orElse(now) + GRACE;
        if (until <= now) {
            desk.endAll(new IllegalStateException("all " + running.size() + " calls that may be under way were"
                    + " interrupted and do not end; the model " + name
                    + " has to give up a call that is interrupted"));
            return Long.MAX_VALUE;
        }
        return until;
    }

    private void start(Flight flight, Cost need, double tokens, long now) {
        if (flight.deadline == Long.MAX_VALUE) {
            flight.deadline = now + settings.deadline().toNanos();
        }
        long timeoutAt = Math.min(flight.deadline, now + settings.callTimeout().toNanos());
        Call call = new Call(flight, need, tokens, now, timeoutAt);
        desk.endsBy(timeoutAt);
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
            ledger.release(need);
            flight.call = null;
            desk.endAll(e);
        }
    }

    /** Runs on the thread of the call, without the lock. */
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
        Attempt came = attempt;
        Throwable end = fatal;
        desk.locked(() -> {
            ended(call, came);
            if (end != null) {
                desk.endAll(end);
            }
        });
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
                desk.answer(flight, new Answer(attempt.completion(), false));
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
            desk.fail(flight, end);
            desk.endIfForAll(end);
        } else {
            Retriable why = failure instanceof Retriable retriable
                    ? retriable
                    : new Retriable(Retriable.Reason.CONNECTION, "the call was interrupted by the model");
            desk.missed(flight, why, why.reason() == Retriable.Reason.RATE_LIMIT ? 0 : 1, now);
        }
    }

    /** Corrects what was reserved and charged by what the call took; what is only presumed corrects no limit. */
    private void settle(Call call, Attempt attempt, long now) {
        TokenUsage usage = attempt.completion() == null
                ? TokenUsage.NONE
                : attempt.completion().usage();
        boolean billed = attempt.completion() != null || mayBeBilled(attempt.failure());
        Cost took = ledger.settle(call, usage, billed);
        if (!usage.equals(TokenUsage.NONE) || !billed) {
            throttle.correct(call.charged, (double) took.tokens(), now);
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
}
