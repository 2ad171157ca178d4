package io.clio.testkit.leak;

import java.util.Objects;

/**
 * One figure of a leak test.
 *
 * @param attack the attack that it is of
 * @param name what was counted
 * @param value the figure
 * @param judgement what it says
 * @param detail in words: of how many, against what; never text of a conversation
 */
public record Figure(Attack attack, String name, double value, Judgement judgement, String detail) {
    // Checks that all parts are there.
    public Figure {
        Objects.requireNonNull(attack, "attack");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(detail, "detail");
    }
}
