package io.clio.dispatch;

import com.google.common.math.LongMath;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what a dispatcher does. Not thread-safe. */
final class Tally {
    private static final int PICO = 12;

    /** What keeps the next call from starting, if anything does. */
    enum Wait {
        NOTHING,
        PACED,
        PAUSED
    }

    private final Map<Retriable.Reason, Long> retries = new EnumMap<>(Retriable.Reason.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private final Map<Wait, Long> waited = new EnumMap<>(Wait.class);
    private long questions;
    private long answered;
    private long failed;
    private long known;
    private long joined;
    private long calls;
    private long presumed;
    private long input;
    private long cacheRead;
    private long cacheWritten;
    private long output;
    private Wait waiting = Wait.NOTHING;
    private long waitingSince;

    void question() {
        questions++;
    }

    void known() {
        known++;
        answered++;
    }

    void joined() {
        joined++;
    }

    void call() {
        calls++;
    }

    /** Stops at the largest number, for what a provider says may be anything. */
    void used(TokenUsage tokens) {
        input = LongMath.saturatedAdd(input, tokens.input());
        cacheRead = LongMath.saturatedAdd(cacheRead, tokens.cacheRead());
        cacheWritten = LongMath.saturatedAdd(cacheWritten, tokens.cacheWritten());
        output = LongMath.saturatedAdd(output, tokens.output());
    }

    private TokenUsage usage() {
        long read = Math.min(cacheRead, input);
        return new TokenUsage(input, read, Math.min(cacheWritten, input - read), output);
    }

    void presumed(long tokens) {
        presumed = LongMath.saturatedAdd(presumed, tokens);
    }

    void retry(Retriable.Reason reason) {
        retries.merge(reason, 1L, Long::sum);
    }

    void answered(int waiters) {
        answered += waiters;
    }

    void failed(int waiters, LanguageModelException why) {
        failed += waiters;
        failures.merge(reason(why), (long) waiters, Long::sum);
    }

    private static String reason(LanguageModelException why) {
        return why instanceof Retriable retriable
                ? retriable.reason().name()
                : ((Final) why).reason().name();
    }

    /** Learns what is waited for from now on. */
    void waiting(Wait next, long now) {
        waited.merge(waiting, now - waitingSince, Long::sum);
        waiting = next;
        waitingSince = now;
    }

    DispatchReport report(Cost spent, boolean priced, BatchReport batches) {
        return new DispatchReport(
                questions,
                answered,
                failed,
                known,
                joined,
                calls,
                retries,
                failures,
                usage(),
                presumed,
                priced ? Optional.of(BigDecimal.valueOf(spent.picodollars(), PICO)) : Optional.empty(),
                Duration.ofNanos(waited.getOrDefault(Wait.PACED, 0L)),
                Duration.ofNanos(waited.getOrDefault(Wait.PAUSED, 0L)),
                batches);
    }
}
