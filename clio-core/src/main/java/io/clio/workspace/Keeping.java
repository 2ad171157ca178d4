package io.clio.workspace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * For how long things are kept.
 *
 * @param overall for each kind that has no time of its own, if that was set
 * @param each times by kind
 * @param clock tells the time
 */
record Keeping(Optional<Duration> overall, Map<Artefact, Duration> each, InstantSource clock) {
    /** What a run that did not come to its end has left waits so long for the next. */
    static final Duration UNFINISHED = Duration.ofDays(7);

    // Copies the map.
    Keeping {
        each = Map.copyOf(each);
    }

    Keeping with(Artefact kind, Duration time) {
        Map<Artefact, Duration> more = new EnumMap<>(Artefact.class);
        more.putAll(each);
        more.put(kind, time);
        return new Keeping(overall, more, clock);
    }

    Optional<Duration> of(int kind) {
        for (Artefact artefact : Artefact.values()) {
            if (artefact.code() == kind && each.containsKey(artefact)) {
                return Optional.ofNullable(each.get(artefact));
            }
        }
        return overall;
    }

    boolean isSet() {
        return overall.isPresent() || !each.isEmpty();
    }

    long now() {
        return clock.millis();
    }

    long until(int kind) {
        long now = now();
        long time = millis(of(kind).orElse(UNFINISHED));
        return time > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + time;
    }

    /** More than a long holds is for ever. */
    private static long millis(Duration time) {
        try {
            return time.toMillis();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether something is too old by what was said when it was kept, or by what is said now. */
    boolean isOver(int kind, long created, long until) {
        long now = now();
        return now >= until
                || of(kind).filter(time -> now - created >= millis(time)).isPresent();
    }
}
