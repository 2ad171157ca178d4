package io.clio.facet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers to the facets of one conversation. A facet without an answer is absent.
 *
 * <p>Immutable and thread-safe; {@link #toString()} prints the number of answers only.
 */
public final class FacetValues {
    private static final FacetValues NONE = new FacetValues(List.of());

    /** A run holds one instance per conversation, so a flat list rather than a map. */
    private final List<Answer> answers;

    private FacetValues(List<Answer> answers) {
        this.answers = answers;
    }

    private record Answer(Facet<?> facet, Object value) {}

    /**
     * No answers.
     *
     * @return the empty values
     */
    public static FacetValues none() {
        return NONE;
    }

    /**
     * A builder without answers.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The answer to a facet.
     *
     * @param facet the facet
     * @param <T> the type of the answer
     * @return the answer, or nothing if there is none
     */
    @SuppressWarnings("unchecked") // the builder takes a T for a Facet<T>
    public <T> Optional<T> get(Facet<T> facet) {
        for (Answer answer : answers) {
            if (answer.facet.equals(facet)) {
                return Optional.of((T) answer.value);
            }
        }
        return Optional.empty();
    }

    /**
     * How many facets have an answer.
     *
     * @return their number
     */
    public int size() {
        return answers.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FacetValues that && answers.equals(that.answers);
    }

    @Override
    public int hashCode() {
        return answers.hashCode();
    }

    /** Says how many answers there are, and never what they are. */
    @Override
    public String toString() {
        return "FacetValues[size=" + answers.size() + "]";
    }

    /** Collects answers; not thread-safe. */
    public static final class Builder {
        private final List<Answer> answers = new ArrayList<>();

        private Builder() {}

        /**
         * Adds an answer.
         *
         * @param facet the facet
         * @param value its answer
         * @param <T> the type of the answer
         * @return this builder
         * @throws IllegalArgumentException if the answer lies outside the facet's domain, or the facet has one already;
         *     the message does not contain the answer
         */
        public <T> Builder put(Facet<T> facet, T value) {
            if (!facet.domain().contains(value)) {
                throw new IllegalArgumentException(
                        "facet '" + facet.name() + "': the value lies outside " + facet.domain());
            }
            add(new Answer(facet, value));
            return this;
        }

        /**
         * Adds all answers of another row of values.
         *
         * @param others the answers
         * @return this builder
         * @throws IllegalArgumentException if a facet has an answer already
         */
        public Builder putAll(FacetValues others) {
            others.answers.forEach(this::add);
            return this;
        }

        private void add(Answer answer) {
            if (answers.stream().anyMatch(other -> other.facet.name().equals(answer.facet.name()))) {
                throw new IllegalArgumentException("facet '" + answer.facet.name() + "' has a value already");
            }
            answers.add(answer);
        }

        /**
         * The answers so far.
         *
         * @return the values
         */
        public FacetValues build() {
            return answers.isEmpty() ? NONE : new FacetValues(List.copyOf(answers));
        }
    }
}
