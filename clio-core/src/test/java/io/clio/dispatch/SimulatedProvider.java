package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * A provider, and time, that are played: a call takes as long as its fate says, and time passes when somebody waits for
 * it. All on one thread, so that the same script always gives the same run.
 */
final class SimulatedProvider implements Host, LanguageModel {
    static final TokenUsage USAGE = TokenUsage.of(20, 10);

    /** What becomes of a call. */
    interface Ending {
        Completion end(CompletionRequest request) throws LanguageModelException;
    }

    /**
     * What becomes of a call, and when.
     *
     * @param after how long it takes
     * @param heedsInterrupts whether it ends when it is interrupted
     */
    record Fate(Duration after, Ending ending, boolean heedsInterrupts) {
        static Fate answer(Duration after) {
            return answer(after, USAGE);
        }

        static Fate answer(Duration after, TokenUsage usage) {
            return new Fate(after, request -> echo(request, usage), true);
        }

        static Fate fails(Duration after, Retriable.Reason reason) {
            return new Fate(
                    after,
                    request -> {
                        throw new Retriable(reason, "played");
                    },
                    true);
        }

        static Fate fails(Duration after, Retriable.Reason reason, Duration retryAfter) {
            return new Fate(
                    after,
                    request -> {
                        throw new Retriable(reason, "played", retryAfter);
                    },
                    true);
        }

        static Fate fails(Duration after, Final.Reason reason) {
            return new Fate(
                    after,
                    request -> {
                        throw new Final(reason, "played");
                    },
                    true);
        }

        static Fate hangs() {
            return answer(Duration.ofDays(30));
        }

        Fate heedless() {
            return new Fate(after, ending, false);
        }
    }

    private static Completion echo(CompletionRequest request, TokenUsage usage) {
        String asked =
                request.messages().get(request.messages().size() - 1).text().reveal();
        return new Completion(SensitiveText.of("echo of " + asked), Completion.Finish.STOP, usage);
    }

    private static final class Played implements Running {
        private final Runnable call;
        private final Fate fate;
        private final long number;
        private final SimulatedProvider provider;
        private long endsAt;
        private boolean interrupted;

        Played(Runnable call, Fate fate, long number, SimulatedProvider provider) {
            this.call = call;
            this.fate = fate;
            this.number = number;
            this.provider = provider;
            endsAt = provider.now + fate.after.toNanos();
        }

        @Override
        public void interrupt() {
            if (fate.heedsInterrupts && !interrupted) {
                provider.running.remove(this);
                interrupted = true;
                endsAt = provider.now;
                provider.running.add(this);
            }
        }
    }

    private final PriorityQueue<Played> running = new PriorityQueue<>(
            Comparator.<Played>comparingLong(call -> call.endsAt).thenComparingLong(call -> call.number));
    private final Queue<Fate> script = new ArrayDeque<>();
    /** How often each prompt was asked, but for calls that were told to come back later. */
    final Map<String, Integer> asked = new HashMap<>();
    /** When calls were started. */
    final Queue<Long> starts = new ArrayDeque<>();

    private final Queue<Long> window = new ArrayDeque<>();
    private int allowed = Integer.MAX_VALUE;
    private Fate afterScript = Fate.answer(Duration.ofSeconds(1));
    private Played ending;
    private long now;
    private long interruptAt = Long.MAX_VALUE;
    int started;
    int mostRunning;

    /** What becomes of the next calls, in the order in which they are started. */
    SimulatedProvider then(Fate... fates) {
        script.addAll(List.of(fates));
        return this;
    }

    /** What becomes of all calls that the script says nothing of. */
    SimulatedProvider always(Fate fate) {
        afterScript = fate;
        return this;
    }

    SimulatedProvider interruptingAfter(Duration time) {
        interruptAt = time.toNanos();
        return this;
    }

    int running() {
        return running.size();
    }

    Duration time() {
        return Duration.ofNanos(now);
    }

    @Override
    public long nanos() {
        return now;
    }

    /** Refuses what is more than so many calls in any minute. */
    SimulatedProvider allowing(int perMinute) {
        allowed = perMinute;
        return this;
    }

    private boolean isRefused() {
        window.removeIf(start -> start <= now - TimeUnit.MINUTES.toNanos(1));
        if (window.size() >= allowed) {
            return true;
        }
        window.add(now);
        return false;
    }

    @Override
    public Running start(Runnable call) {
        Fate scripted = script.isEmpty() ? afterScript : script.remove();
        Fate fate = isRefused() ? Fate.fails(Duration.ofMillis(50), Retriable.Reason.RATE_LIMIT) : scripted;
        Played played = new Played(call, fate, started++, this);
        starts.add(now);
        running.add(played);
        mostRunning = Math.max(mostRunning, running.size());
        return played;
    }

    @Override
    public void await(Condition changed, long nanos) throws InterruptedException {
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

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        String prompt = request.messages().get(0).text().reveal();
        asked.merge(prompt, 1, Integer::sum);
        if (ending.interrupted) {
            throw new InterruptedException("played");
        }
        try {
            return ending.fate.ending.end(request);
        } catch (Retriable e) {
            if (e.reason() == Retriable.Reason.RATE_LIMIT) {
                asked.merge(prompt, -1, Integer::sum);
            }
            throw e;
        }
    }

    @Override
    public String name() {
        return "played-1";
    }
}
