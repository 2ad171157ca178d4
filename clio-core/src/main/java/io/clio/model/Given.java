package io.clio.model;

import java.util.Optional;

/**
 * What a model gave for a question.
 *
 * @param answer what was read from its answer; empty if it gave none of the form that was asked for
 * @param problem why there is none, or only a part of one, as a short code without any text; empty if there is an
 *     answer
 * @param <A> the type of an answer
 */
public record Given<A>(Optional<A> answer, String problem) {
    /**
     * An answer.
     *
     * @param answer what was read
     * @param <A> its type
     * @return the answer
     */
    public static <A> Given<A> of(A answer) {
        return new Given<>(Optional.of(answer), "");
    }

    static <A> Given<A> partly(A answer, String problem) {
        return new Given<>(Optional.of(answer), problem);
    }

    static <A> Given<A> failed(String problem) {
        return new Given<>(Optional.empty(), problem);
    }
}
