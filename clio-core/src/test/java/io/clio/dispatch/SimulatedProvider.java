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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** A provider, and time, that are played: a call takes as long as its fate says. */
final class SimulatedProvider extends PlayedHost implements LanguageModel {
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

    private final Queue<Fate> script = new ArrayDeque<>();
    /** How often each prompt was asked, but for calls that were told to come back later. */
    final Map<String, Integer> asked = new HashMap<>();
    /** When calls were started. */
    final Queue<Long> starts = new ArrayDeque<>();

    private final Queue<Long> window = new ArrayDeque<>();
    private int allowed = Integer.MAX_VALUE;
    private Fate afterScript = Fate.answer(Duration.ofSeconds(1));
    private Fate ending = afterScript;
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
        interruptAfter(time);
        return this;
    }

    /** Refuses what is more than so many calls in any minute. */
    SimulatedProvider allowing(int perMinute) {
        allowed = perMinute;
        return this;
    }

    private boolean isRefused() {
        window.removeIf(start -> start <= nanos() - TimeUnit.MINUTES.toNanos(1));
        if (window.size() >= allowed) {
            return true;
        }
        window.add(nanos());
        return false;
    }

    @Override
    public Running start(Runnable call) {
        Fate scripted = script.isEmpty() ? afterScript : script.remove();
        Fate fate = isRefused() ? Fate.fails(Duration.ofMillis(50), Retriable.Reason.RATE_LIMIT) : scripted;
        started++;
        starts.add(nanos());
        Runnable ends = () -> {
            ending = fate;
            call.run();
        };
        Running played = play(ends, fate.after, fate.heedsInterrupts);
        mostRunning = Math.max(mostRunning, running());
        return played;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        String prompt = request.messages().get(0).text().reveal();
        asked.merge(prompt, 1, Integer::sum);
        if (isInterrupted()) {
            throw new InterruptedException("played");
        }
        try {
            return ending.ending.end(request);
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
