package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private static final int NOBODY = EffectiveUsers.NONE;

    private static BitSet rows(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return set;
    }

    @Test
    void of_who_writes_more_than_counts_the_lowest_hashes_count() {
        assertThat(Contributions.counted(
                        new int[] {1, 1, 1, 0}, new int[] {0, 1, 2, 3}, new int[] {30, 10, 20, 99}, rows(), 2))
                .isEqualTo(rows(1, 2, 3));
    }

    @Test
    void who_writes_just_what_counts_loses_nothing() {
        assertThat(Contributions.counted(
                        new int[] {9, 9, 0, 0}, new int[] {0, 1, 2, 3}, new int[] {4, 3, 2, 1}, rows(), 2))
                .isEqualTo(rows(0, 1, 2, 3));
    }

    @Test
    void what_counted_before_comes_first() {
        assertThat(Contributions.counted(new int[] {0, 0, 0}, new int[] {0, 1, 2}, new int[] {10, 20, 30}, rows(2), 2))
                .isEqualTo(rows(0, 2));
    }

    @Test
    void hashes_are_compared_with_their_sign_and_equal_ones_by_row() {
        assertThat(Contributions.counted(new int[] {0, 0, 0}, new int[] {0, 1, 2}, new int[] {1, -1, 0}, rows(), 1))
                .isEqualTo(rows(1));
        assertThat(Contributions.counted(new int[] {0, 0, 0}, new int[] {0, 1, 2}, new int[] {7, 7, 7}, rows(), 2))
                .isEqualTo(rows(0, 1));
    }

    @Test
    void the_parts_of_a_conversation_count_as_one_and_all_or_none() {
        int[] oneUser = new int[5];
        int[] conversations = {0, 0, 1, 1, 2};

        assertThat(Contributions.counted(oneUser, conversations, new int[] {10, 10, 30, 30, 20}, rows(), 2))
                .isEqualTo(rows(0, 1, 4));
        assertThat(Contributions.counted(oneUser, conversations, new int[] {10, 10, 30, 30, 20}, rows(3), 1))
                .isEqualTo(rows(2, 3));
        assertThat(Contributions.counted(oneUser, conversations, new int[] {10, 10, 30, 30, 20}, rows(), 3))
                .isEqualTo(rows(0, 1, 2, 3, 4));
    }

    @Test
    void rows_of_nobody_known_all_count() {
        assertThat(Contributions.counted(
                        new int[] {NOBODY, NOBODY, NOBODY}, new int[] {0, 1, 2}, new int[] {1, 2, 3}, rows(), 1))
                .isEqualTo(rows(0, 1, 2));
    }
}
