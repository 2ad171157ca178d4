package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three users and three conversations are enough here; but where it is said, each row is a user of its own. */
class ShownSetsTest {
    private static final int ROWS = 400;
    private static final PrivacyPolicy THREE =
            PrivacyPolicy.standard().withMinUsers(3).withMinConversations(3);

    private static int[] to(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static int[] rows(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
    }

    private static ShownSets shown(int[]... sets) {
        return shown(List.of(), sets);
    }

    private static ShownSets shown(List<int[]> families, int[]... sets) {
        return shown(to(0, ROWS), families, sets);
    }

    private static ShownSets shown(int[] userOfRow, List<int[]> families, int[]... sets) {
        return shown(ReleaseLedger.Scope.RELEASES, userOfRow, families, sets);
    }

    private static ShownSets inAnotherTree(int[]... sets) {
        return shown(ReleaseLedger.Scope.TREES, to(0, ROWS), List.of(), sets);
    }

    private static ShownSets shown(ReleaseLedger.Scope scope, int[] userOfRow, List<int[]> families, int[]... sets) {
        int[] noGroup = new int[ROWS];
        Arrays.fill(noGroup, EffectiveUsers.NONE);
        return new ShownSets(
                THREE,
                scope,
                new EffectiveUsers(userOfRow, noGroup, to(0, ROWS), ROWS, 0),
                ROWS,
                List.of(sets),
                families);
    }

    private static int[] family(int... ids) {
        return ids;
    }

    @Test
    void where_nothing_was_shown_everything_may_be() {
        assertThat(shown().mayShow(to(0, 1))).isTrue();
        assertThat(shown().size()).isZero();
    }

    @Test
    void of_two_trees_a_set_may_cross_another_if_what_either_has_alone_is_enough() {
        int[] shown = to(0, 5);
        int[] crossing = rows(to(0, 4), to(10, 13));

        assertThat(inAnotherTree(shown).mayShow(crossing)).isTrue();
        assertThat(shown(shown).mayShow(crossing)).as("one is gone").isFalse();
        assertThat(inAnotherTree(crossing).mayShow(shown)).isTrue();
        assertThat(shown(crossing).mayShow(shown)).as("one came").isFalse();
    }

    @Test
    void of_two_trees_no_set_may_be_shown_that_differs_from_another_by_a_few() {
        assertThat(inAnotherTree(to(0, 6)).mayShow(to(0, 5))).isFalse();
        assertThat(inAnotherTree(to(0, 6)).mayShow(to(0, 8))).isFalse();
        assertThat(inAnotherTree(to(0, 6)).mayShow(to(0, 3))).isTrue();
        assertThat(inAnotherTree(to(0, 6)).mayShow(to(0, 9))).isTrue();
        assertThat(inAnotherTree(to(0, 6)).mayShow(rows(to(0, 4), to(10, 12))))
                .as("two for two")
                .isFalse();
        assertThat(inAnotherTree(to(0, 6)).mayShow(to(0, 6))).isTrue();
    }

    @Test
    void of_two_trees_no_set_may_be_several_parts_of_the_other_but_for_a_few() {
        int[] nearlyBoth = rows(to(0, 4), to(5, 11));
        ShownSets apart = inAnotherTree(to(0, 6), to(6, 11));
        ShownSets beside = shown(ReleaseLedger.Scope.TREES, to(0, ROWS), List.of(family(0, 1)), to(0, 6), to(6, 11));

        assertThat(apart.mayShow(nearlyBoth)).isTrue();
        assertThat(beside.mayShow(nearlyBoth)).isFalse();
        assertThat(beside.mayShow(to(0, 11))).isTrue();
        assertThat(beside.mayShow(rows(to(0, 3), to(6, 9)))).isTrue();
        assertThat(inAnotherTree(nearlyBoth).mayShowBeside(to(0, 12), List.of(to(0, 6), to(6, 11))))
                .isFalse();
    }

    @Test
    void a_set_is_known_by_its_rows() {
        ShownSets sets = shown(to(0, 5), to(5, 9));

        assertThat(sets.size()).isEqualTo(2);
        assertThat(sets.idOf(to(5, 9))).isEqualTo(1);
        assertThat(sets.idOf(to(5, 10))).isEqualTo(-1);
        assertThat(sets.get(1)).containsExactly(5, 6, 7, 8);
        assertThat(sets.mayShow(to(0, 5))).isTrue();
    }

    @Test
    void rows_in_common_are_counted_anew_each_time() {
        ShownSets sets = shown(to(0, 5), to(4, 9), to(20, 30));

        for (int time = 0; time < 2; time++) {
            assertThat(sets.common(to(3, 7))).isEqualTo(Map.of(0, 2, 1, 3));
        }
    }

    @Test
    void one_or_two_more_or_fewer_are_too_few_and_three_are_not() {
        ShownSets sets = shown(to(10, 20));

        assertThat(sets.mayShow(to(10, 21))).isFalse();
        assertThat(sets.mayShow(to(10, 22))).isFalse();
        assertThat(sets.mayShow(to(10, 23))).isTrue();
        assertThat(sets.mayShow(to(11, 20))).isFalse();
        assertThat(sets.mayShow(to(12, 20))).isFalse();
        assertThat(sets.mayShow(to(13, 20))).isTrue();
    }

    @Test
    void both_who_came_and_who_went_must_be_enough() {
        ShownSets sets = shown(to(10, 20));

        assertThat(sets.mayShow(to(12, 24))).isFalse();
        assertThat(sets.mayShow(to(14, 22))).isFalse();
        assertThat(sets.mayShow(to(14, 24))).isTrue();
    }

    @Test
    void a_set_that_shares_nothing_with_those_that_were_shown_may_be_shown() {
        assertThat(shown(to(10, 20)).mayShow(to(20, 21))).isTrue();
    }

    @Test
    void each_set_that_was_shown_is_compared() {
        assertThat(shown(to(0, 10), to(20, 30), to(40, 50)).mayShow(rows(to(0, 10), to(20, 30), to(41, 50))))
                .isFalse();
    }

    @Test
    void conversations_of_too_few_users_are_no_more_than_the_users() {
        int[] userOfRow = to(0, ROWS);
        Arrays.fill(userOfRow, 100, 200, 7);
        ShownSets sets = shown(userOfRow, List.of(), to(10, 20));

        assertThat(sets.mayShow(rows(to(10, 20), to(100, 200)))).isFalse();
        assertThat(sets.mayShow(rows(to(10, 20), to(100, 201)))).isFalse();
        assertThat(sets.mayShow(rows(to(10, 20), to(100, 202)))).isTrue();
        assertThat(sets.mayShow(rows(to(10, 20), to(100, 399)))).isTrue();
    }

    @Test
    void a_change_that_one_shown_set_has_beyond_another_could_be_told_before() {
        ShownSets sets = shown(to(0, 10), to(0, 11));

        // Gone from the second is row 10, which the two sets tell apart already.
        assertThat(sets.mayShow(rows(to(0, 10), to(20, 23)))).isTrue();
        // Added to the first is row 10.
        assertThat(sets.mayShow(rows(to(0, 3), to(6, 11)))).isTrue();
        // The same numbers of other rows nobody could tell.
        assertThat(sets.mayShow(rows(to(0, 9), to(20, 23)))).isFalse();
        assertThat(sets.mayShow(rows(to(0, 3), to(6, 10), to(30, 31)))).isFalse();
        assertThat(sets.mayShow(rows(to(0, 10), to(30, 31)))).isFalse();
    }

    @Test
    void a_change_between_shown_sets_of_which_none_lies_within_the_other_could_not_be_told() {
        assertThat(shown(to(0, 10), rows(to(1, 11))).mayShow(rows(to(0, 10), to(20, 23))))
                .isFalse();
        assertThat(shown(to(0, 10), rows(to(1, 11))).mayShow(rows(to(0, 3), to(6, 11))))
                .isFalse();
    }

    @Test
    void a_whole_is_shown_only_if_parts_that_were_shown_together_leave_nothing_or_enough_of_it() {
        ShownSets sets = shown(List.of(family(0, 1)), to(0, 5), to(5, 10));

        assertThat(sets.mayShow(to(0, 10))).isTrue();
        assertThat(sets.mayShow(to(0, 11))).isFalse();
        assertThat(sets.mayShow(to(0, 12))).isFalse();
        assertThat(sets.mayShow(to(0, 13))).isTrue();
    }

    @Test
    void parts_that_were_never_shown_together_are_not_taken_from_a_whole() {
        assertThat(shown(List.of(family(0), family(1)), to(0, 5), to(5, 10)).mayShow(to(0, 11)))
                .isTrue();
        assertThat(shown(List.of(family(0, 0)), to(0, 5), to(5, 10)).mayShow(to(0, 11)))
                .isTrue();
        assertThat(shown(List.of(family(0, 1)), to(0, 5), to(5, 15)).mayShow(to(0, 11)))
                .as("a part that is not inside the whole")
                .isTrue();
    }

    @Test
    void parts_that_share_rows_must_leave_enough_of_a_whole() {
        ShownSets sets = shown(List.of(family(0, 1)), to(0, 6), to(4, 10));

        assertThat(sets.mayShow(to(0, 10))).isFalse();
        assertThat(sets.mayShow(to(0, 13))).isTrue();
    }

    @Test
    void sets_differ_by_enough_whatever_could_be_told_before() {
        ShownSets sets = shown(to(0, 10), to(0, 11));

        assertThat(sets.differByEnough(to(0, 10), to(0, 10))).isTrue();
        assertThat(sets.differByEnough(to(0, 11), to(0, 10))).isFalse();
        assertThat(sets.differByEnough(to(0, 10), to(0, 11))).isFalse();
        assertThat(sets.differByEnough(to(0, 13), to(0, 10))).isTrue();
        assertThat(sets.differByEnough(to(0, 10), to(0, 13))).isTrue();
    }

    @Test
    void what_is_left_of_a_whole_stands_behind_its_parts() {
        ShownSets sets = shown(to(0, 1));
        List<int[]> parts = List.of(to(0, 3), to(5, 7));

        assertThat(sets.withRest(to(0, 7), parts)).containsExactly(parts.get(0), parts.get(1), new int[] {3, 4});
        assertThat(sets.withRest(rows(to(0, 3), to(5, 7)), parts)).hasSize(2);
    }

    @Test
    void parts_must_leave_enough_of_every_set_that_was_shown() {
        List<int[]> parts = List.of(to(0, 5), to(5, 10));

        assertThat(shown(to(0, 11)).mayShowBeside(to(0, 30), parts)).isFalse();
        assertThat(shown(to(0, 13)).mayShowBeside(to(0, 30), parts)).isTrue();
        assertThat(shown(to(0, 11)).mayShowBeside(to(0, 30), List.of(to(0, 5))))
                .as("one part alone was judged by itself")
                .isTrue();
        assertThat(shown(to(0, 10)).mayShowBeside(to(0, 30), parts))
                .as("nothing is left")
                .isTrue();
    }

    @Test
    void parts_of_a_whole_that_was_shown_are_left_to_suppression() {
        assertThat(shown(to(0, 11)).mayShowBeside(to(0, 11), List.of(to(0, 5), to(5, 10))))
                .isTrue();
    }

    @Test
    void parts_that_were_shown_together_may_be_again() {
        int[] whole = to(0, 30);
        List<int[]> parts = List.of(to(0, 5), to(5, 10));

        assertThat(shown(List.of(family(1, 2)), to(0, 11), to(0, 5), to(5, 10)).mayShowBeside(whole, parts))
                .isTrue();
        assertThat(shown(List.of(family(1), family(2)), to(0, 11), to(0, 5), to(5, 10))
                        .mayShowBeside(whole, parts))
                .isFalse();
        assertThat(shown(List.of(family(1)), to(0, 11), to(0, 5)).mayShowBeside(whole, parts))
                .as("the other part is new")
                .isFalse();
    }

    @Test
    void what_is_left_of_a_whole_must_be_allowed_itself() {
        List<int[]> parts = List.of(to(0, 5), to(5, 10));

        assertThat(shown(to(10, 14)).mayShowBeside(to(0, 15), parts)).isFalse();
        assertThat(shown(to(10, 14)).mayShowBeside(to(0, 14), parts)).isTrue();
        assertThat(shown(to(10, 14)).mayShowBeside(to(0, 10), parts)).isTrue();
    }
}
