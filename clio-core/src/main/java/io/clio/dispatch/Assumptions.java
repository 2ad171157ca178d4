package io.clio.dispatch;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an estimate of costs is made: how many conversations it looks at, and what it assumes. Immutable.
 *
 * <p>Whoever has run a part of his conversations knows better than the defaults: {@code Pipeline.modelReport} says how
 * long answers were.
 */
@CheckReturnValue
public final class Assumptions {
    private static final int DEFAULT_SAMPLE = 1000;
    private static final Assumptions STANDARD = new Assumptions(DEFAULT_SAMPLE, Map.of());

    private final int sample;
    private final Map<Assumption, Interval> own;

    private Assumptions(int sample, Map<Assumption, Interval> own) {
        this.sample = sample;
        this.own = Map.copyOf(own);
    }

    /**
     * A sample of 1,000 conversations, and of each assumption its default.
     *
     * @return the assumptions
     */
    public static Assumptions standard() {
        return STANDARD;
    }

    /**
     * The same with another sample.
     *
     * @param conversations how many are drawn and held in memory, at least 2; all if there are fewer
     * @return assumptions
     * @throws IllegalArgumentException if it is lower
     */
    public Assumptions sampling(int conversations) {
        if (conversations < 2) {
            throw new IllegalArgumentException("a sample must have at least 2 conversations, got " + conversations);
        }
        return new Assumptions(conversations, own);
    }

    /**
     * The same with one thing assumed otherwise.
     *
     * @param what the thing
     * @param range what is expected of it, and between what it lies with 95 %; the ends are above 0
     * @return assumptions
     * @throws IllegalArgumentException if the lower end is 0
     */
    public Assumptions with(Assumption what, Interval range) {
        if (range.low() <= 0) {
            throw new IllegalArgumentException(what + " must be above 0, got " + range);
        }
        Map<Assumption, Interval> all = new EnumMap<>(Assumption.class);
        all.putAll(own);
        all.put(Objects.requireNonNull(what, "what"), range);
        return new Assumptions(sample, all);
    }

    /**
     * How many conversations are looked at.
     *
     * @return at least 2
     */
    public int sample() {
        return sample;
    }

    /**
     * What is assumed of a thing.
     *
     * @param what the thing
     * @return the range
     */
    public Interval of(Assumption what) {
        return own.getOrDefault(what, what.usual());
    }

    /** What differs from the defaults. */
    @Override
    public String toString() {
        return "Assumptions[sample=" + sample + (own.isEmpty() ? "" : ", " + new EnumMap<>(own)) + "]";
    }
}
