package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Interval RANGE = Interval.of(10, 20, 80);

    @Test
    void its_ends_are_two_standard_deviations_away() {
        assertThat(RANGE.at(-1.96)).isCloseTo(10, Offset.offset(1e-9));
        assertThat(RANGE.at(0)).isEqualTo(20);
        assertThat(RANGE.at(1.96)).isCloseTo(80, Offset.offset(1e-9));
        assertThat(RANGE.at(0.98)).isCloseTo(40, Offset.offset(1e-9));
        assertThat(Interval.exactly(3).at(5)).isEqualTo(3);
    }

    @Test
    void it_holds_what_lies_between_its_ends() {
        assertThat(RANGE.contains(10)).isTrue();
        assertThat(RANGE.contains(80)).isTrue();
        assertThat(RANGE.contains(9.9)).isFalse();
        assertThat(RANGE.contains(80.1)).isFalse();
    }

    @Test
    void an_order_that_is_none_is_refused_and_so_is_an_assumption_of_nothing() {
        assertThatThrownBy(() -> Interval.of(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.of(-1, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.of(1, 2, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        Assumptions standard = Assumptions.standard();
        Interval nothing = Interval.of(0, 1, 2);
        assertThatThrownBy(() -> standard.with(Assumption.TEXT, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text");
        assertThatThrownBy(() -> standard.sampling(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_assumed_is_the_default_or_what_was_set() {
        Assumptions own = Assumptions.standard().with(Assumption.TEXT, RANGE).sampling(7);

        assertThat(own.of(Assumption.TEXT)).isEqualTo(RANGE);
        assertThat(own.of(Assumption.NAME)).isEqualTo(Assumption.NAME.usual());
        assertThat(own.sample()).isEqualTo(7);
        assertThat(own.toString()).contains("7", "text").doesNotContain("name");
    }
}
