package io.clio.facet;

import io.clio.conversation.SensitiveText;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * The values that a facet can take.
 *
 * <p>The domain decides what may be released: {@link Score}, {@link Vocabulary}, {@link Count} and {@link Month} have
 * values that are fixed before any conversation is read, so a cell needs enough users and nothing more. {@link Labels}
 * come from the data, so the release gate also checks the words of each. {@link Text} is never released.
 *
 * @param <T> the type of a value
 */
public sealed interface Domain<T> {

    /**
     * Says whether a value lies in this domain.
     *
     * @param value the value
     * @return true if it does
     */
    boolean contains(T value);

    /** Free text: can be embedded and clustered, and is never released. */
    record Text() implements Domain<SensitiveText> {
        @Override
        public boolean contains(SensitiveText value) {
            return true;
        }
    }

    /**
     * A whole number on a closed scale.
     *
     * @param min the lowest score
     * @param max the highest score
     */
    record Score(int min, int max) implements Domain<Integer> {
        // Checks that the scale has at least two steps.
        public Score {
            if (max <= min) {
                throw new IllegalArgumentException("max must be > min (" + min + "), got " + max);
            }
        }

        @Override
        public boolean contains(Integer value) {
            return min <= value && value <= max;
        }
    }

    /**
     * One of a few values that are known beforehand.
     *
     * @param values the values, at least one, without duplicates
     */
    record Vocabulary(List<String> values) implements Domain<String> {
        // Copies the values and checks that they differ.
        public Vocabulary {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() != values.size()) {
                throw new IllegalArgumentException("a vocabulary must have values, and no value twice");
            }
        }

        @Override
        public boolean contains(String value) {
            return values.contains(value);
        }
    }

    /**
     * A number of things, released in ranges.
     *
     * @param lowerBounds the first number of each range, ascending; the last range is open
     */
    record Count(List<Integer> lowerBounds) implements Domain<Integer> {
        // Copies the bounds and checks that they ascend.
        public Count {
            lowerBounds = List.copyOf(lowerBounds);
            if (lowerBounds.isEmpty()) {
                throw new IllegalArgumentException("a count must have at least one range");
            }
            for (int i = 1; i < lowerBounds.size(); i++) {
                if (lowerBounds.get(i) <= lowerBounds.get(i - 1)) {
                    throw new IllegalArgumentException("lower bounds must ascend, got " + lowerBounds);
                }
            }
        }

        @Override
        public boolean contains(Integer value) {
            return value >= lowerBounds.get(0);
        }

        /**
         * The range that a number falls into.
         *
         * @param value a number in this domain
         * @return the index of its range
         */
        public int rangeOf(int value) {
            int range = 0;
            while (range + 1 < lowerBounds.size() && lowerBounds.get(range + 1) <= value) {
                range++;
            }
            return range;
        }

        /**
         * How a range is written: {@code 1}, {@code 3-5} or {@code 11+}.
         *
         * @param range the index of the range
         * @return its label
         */
        public String label(int range) {
            int from = lowerBounds.get(range);
            if (range + 1 == lowerBounds.size()) {
                return from + "+";
            }
            int to = lowerBounds.get(range + 1) - 1;
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** A calendar month in UTC. */
    record Month() implements Domain<YearMonth> {
        @Override
        public boolean contains(YearMonth value) {
            return 1900 <= value.getYear() && value.getYear() <= 2999;
        }
    }

    /** Any number of short labels that come from the data; each is released only if the gate finds it supported. */
    record Labels() implements Domain<List<String>> {
        @Override
        public boolean contains(List<String> value) {
            return value.stream().allMatch(Objects::nonNull);
        }
    }
}
