package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts where a conversation is split into several rows. Three users and three conversations are enough. */
class SplitRowsTest {
    private static final PrivacyPolicy THREE =
            PrivacyPolicy.standard().withMinUsers(3).withMinConversations(3).withMaxShare(0.5);

    /** Each conversation is of another user. */
    private static EffectiveUsers ofConversations(int... conversationOfRow) {
        int[] noGroup = new int[conversationOfRow.length];
        Arrays.fill(noGroup, EffectiveUsers.NONE);
        return new EffectiveUsers(
                conversationOfRow.clone(), noGroup, conversationOfRow.clone(), conversationOfRow.length, 0);
    }

    private static int[] rows(int... rows) {
        return rows;
    }

    @Test
    void it_is_known_whether_any_conversation_is_split() {
        assertThat(ofConversations(0, 1, 2).splits()).isFalse();
        assertThat(ofConversations(0, 1, 0).splits()).isTrue();
    }

    @Test
    void rows_of_one_conversation_count_once() {
        EffectiveUsers users = ofConversations(0, 0, 1, 1, 2);

        assertThat(users.conversations(rows(0, 1, 2, 3))).isEqualTo(2);
        assertThat(users.conversations(rows(0, 1, 2, 3, 4), 2)).isEqualTo(1);
        assertThat(users.areEnough(THREE, rows(0, 1, 2, 3, 4), 5)).isTrue();
        assertThat(users.areEnough(THREE, rows(0, 1, 2, 3, 4), 4)).isFalse();
    }

    @Test
    void no_rows_pass_and_a_few_do_not() {
        EffectiveUsers users = ofConversations(0, 0, 1, 1, 2);

        assertThat(users.areNoneOrEnough(THREE, rows())).isTrue();
        assertThat(users.areNoneOrEnough(THREE, rows(0, 1, 2, 3))).isFalse();
        assertThat(users.areNoneOrEnough(THREE, rows(0, 2, 4))).isTrue();
    }

    @Test
    void alone_are_the_rows_of_conversations_without_a_part_among_the_others() {
        EffectiveUsers users = ofConversations(0, 0, 1, 1, 2);

        assertThat(users.aloneIn(rows(0, 3, 4, 4), 3, rows(0, 1), 1)).containsExactly(3, 4);
        assertThat(users.aloneIn(rows(0, 3, 4), 3, rows(0, 1), 0)).containsExactly(3, 4);
        assertThat(users.aloneIn(rows(0, 3, 4), 3, rows(0, 4), 1))
                .as("what stands before")
                .containsExactly(0, 3);
        assertThat(users.aloneIn(rows(0, 3), 2, rows(1, 2, 4), 0)).isEmpty();
        assertThat(ofConversations(0, 1, 2).aloneIn(rows(0, 2, 1), 2, rows(1), 0))
                .as("nothing is split")
                .containsExactly(0, 2);
    }

    @Test
    void sets_are_apart_if_no_conversation_is_in_two_of_them() {
        EffectiveUsers users = ofConversations(0, 0, 1, 1, 2);

        assertThat(users.areApart(List.of(rows(0, 1), rows(2, 3), rows(4)))).isTrue();
        assertThat(users.areApart(List.of(rows(0), rows(1, 2)))).isFalse();
        assertThat(users.areApart(List.of(rows(0), rows(0)))).isFalse();
        assertThat(users.areApart(List.of(rows(0, 2), rows()))).isTrue();
    }

    @Test
    void a_user_with_a_text_of_the_group_and_one_of_nobody_counts_once() {
        int none = EffectiveUsers.NONE;
        // Users 0 and 1 share the text of group 0; row 2 is nobody's; user 2 has group 1 alone.
        EffectiveUsers users =
                new EffectiveUsers(new int[] {0, 1, none, 2}, new int[] {0, 0, 0, 1}, new int[] {0, 1, 2, 3}, 3, 2);

        assertThat(users.of(rows(0, 1))).isEqualTo(1);
        assertThat(users.of(rows(0, 1, 2))).isEqualTo(1);
        assertThat(users.of(rows(2))).isZero();
        assertThat(users.of(rows(0, 1, 2, 3))).isEqualTo(2);
        assertThat(users.of(rows(3))).isEqualTo(1);
    }

    /** Row {@code i} of 20 is a part of conversation {@code i / 2}, each of another user. */
    private static ShownSets shown(int[]... sets) {
        EffectiveUsers users =
                ofConversations(IntStream.range(0, 20).map(row -> row / 2).toArray());
        return new ShownSets(THREE, ReleaseLedger.Scope.RELEASES, users, 20, List.of(sets), List.of());
    }

    @Test
    void sets_that_differ_by_enough_rows_may_still_differ_by_too_few_conversations() {
        int[] shown = IntStream.range(0, 10).toArray();

        assertThat(shown(shown).mayShow(IntStream.range(0, 16).toArray()))
                .as("three conversations came")
                .isTrue();
        assertThat(shown(shown).mayShow(IntStream.range(0, 14).toArray()))
                .as("two conversations of four rows came")
                .isFalse();
    }

    @Test
    void parts_whose_conversations_are_shown_otherwise_are_no_difference() {
        // The second halves of five conversations, of which the first halves are shown: nothing is told of anybody.
        int[] firstHalves = rows(0, 2, 4, 6, 8);

        assertThat(shown(firstHalves).mayShow(IntStream.range(0, 10).toArray())).isTrue();
        // Two conversations more are two alone, though seven rows came.
        assertThat(shown(firstHalves).mayShow(IntStream.range(0, 14).toArray())).isFalse();
        assertThat(shown(firstHalves).mayShow(IntStream.range(0, 16).toArray())).isTrue();
    }

    @Test
    void a_conversation_with_a_part_in_either_set_is_in_both_even_if_they_share_no_part_of_it() {
        // Three conversations are whole in both sets. Of five the first halves were shown; of three of them the second
        // halves are new: so two conversations are gone.
        int[] shown = rows(0, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15);

        assertThat(shown(shown).mayShow(rows(1, 3, 5, 10, 11, 12, 13, 14, 15))).isFalse();
        assertThat(shown(shown).mayShow(rows(1, 3, 5, 7, 9, 10, 11, 12, 13, 14, 15)))
                .as("none is gone")
                .isTrue();
    }

    /** From one part on every second one, so one of each of some conversations. */
    private static int[] halves(int from, int to) {
        return IntStream.range(from, to).filter(row -> (row - from) % 2 == 0).toArray();
    }

    @Test
    void sets_of_the_same_conversations_are_compared_even_if_they_share_no_part() {
        int[] firstOfTen = halves(0, 20);

        assertThat(shown(firstOfTen).mayShow(halves(1, 20))).as("of all ten").isTrue();
        assertThat(shown(firstOfTen).mayShow(halves(1, 16)))
                .as("two conversations are gone")
                .isFalse();
        assertThat(shown(firstOfTen).mayShowBeside(rows(), List.of(halves(1, 8), halves(9, 16))))
                .as("two are left of ten without four and four")
                .isFalse();
        assertThat(shown(firstOfTen).mayShowBeside(rows(), List.of(halves(1, 8), halves(9, 14))))
                .as("three are left")
                .isTrue();
    }

    @Test
    void sets_that_make_up_a_shown_set_and_share_conversations_tell_how_many_are_in_one_alone() {
        // All of ten conversations were shown. Of the parts the first has eight of them, the other five.
        int[] all = IntStream.range(0, 20).toArray();
        int[] eight = IntStream.range(0, 15).toArray();
        int[] five = IntStream.range(15, 20).toArray();
        int[] apart = IntStream.range(14, 20).toArray();

        assertThat(shown(all).mayShowBeside(all, List.of(rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), apart)))
                .as("no conversation is in both")
                .isTrue();
        assertThat(shown(all).mayShowBeside(new int[0], List.of(eight, five)))
                .as("one conversation is in both")
                .isFalse();
    }
}
