package io.clio.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StatisticsProperties {
    /** No success in 20 trials: the bound is 1 - 0.05^(1/20). */
    @Example
    void bounds_are_those_of_clopper_and_pearson() {
        assertThat(new Proportion(0, 20).upper(0.95)).isCloseTo(1 - Math.pow(0.05, 1 / 20.0), within(1e-9));
        assertThat(new Proportion(20, 20).lower(0.95)).isCloseTo(Math.pow(0.05, 1 / 20.0), within(1e-9));
        assertThat(new Proportion(0, 20).lower(0.95)).isZero();
        assertThat(new Proportion(20, 20).upper(0.95)).isEqualTo(1);
        // Tabulated: 10 of 100, two-sided 95 %, is 0.0490 to 0.1762.
        assertThat(new Proportion(10, 100).lower(0.975)).isCloseTo(0.0490, within(5e-5));
        assertThat(new Proportion(10, 100).upper(0.975)).isCloseTo(0.1762, within(5e-5));
    }

    @Property
    void bounds_lie_on_both_sides_and_mirror_one_another(
            @ForAll @IntRange(min = 1, max = 3000) int trials, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int successes = (int) (share * trials);
        Proportion some = new Proportion(successes, trials);
        Proportion others = new Proportion(trials - successes, trials);

        assertThat(some.lower(0.95)).isLessThanOrEqualTo(some.value());
        assertThat(some.upper(0.95)).isGreaterThanOrEqualTo(some.value());
        assertThat(some.upper(0.95)).isCloseTo(1 - others.lower(0.95), within(1e-9));
    }

    @Example
    void the_area_is_one_for_numbers_apart_and_a_half_for_the_same() {
        assertThat(Auc.of(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
        assertThat(Auc.of(new double[] {1, 2}, new double[] {3, 4})).isEqualTo(1);
        assertThat(Auc.of(new double[] {5, 5, 5}, new double[] {5, 5})).isEqualTo(0.5);
        assertThat(Auc.of(new double[] {1, 3}, new double[] {2, 2})).isEqualTo(0.5);
        assertThat(Auc.of(new double[] {2, 3}, new double[] {1, 2})).isEqualTo(0.875);
    }

    @Example
    void membership_holds_only_if_chance_does_not_explain_it() {
        assertThat(Membership.judgement(0.53, 0.01)).isEqualTo(Judgement.HELD);
        assertThat(Membership.judgement(0.54, 0.01)).isEqualTo(Judgement.OPEN);
        assertThat(Membership.judgement(0.58, 0.01)).isEqualTo(Judgement.OPEN);
        assertThat(Membership.judgement(0.59, 0.01)).isEqualTo(Judgement.LEAKED);
        // The standard error of 100 pairs: too few, whatever comes out.
        assertThat(Membership.judgement(0.50, 0.041)).isEqualTo(Judgement.OPEN);
    }

    @Property
    void the_area_is_that_of_counting_pairs(
            @ForAll @Size(min = 1, max = 12) double[] first, @ForAll @Size(min = 1, max = 12) double[] second) {
        double above = 0;
        for (double one : first) {
            for (double other : second) {
                above += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        double area = above / (first.length * second.length);

        assertThat(Auc.of(first, second)).isCloseTo(Math.max(area, 1 - area), within(1e-9));
    }
}
