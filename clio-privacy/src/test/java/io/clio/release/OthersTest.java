package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.facet.Facet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of users of their own, but for the last; two of them are enough. */
class OthersTest {
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de"), "?");
    private static final int ROWS = 50;

    private static EffectiveUsers users(int busyFrom) {
        int[] userOfRow =
                IntStream.range(0, ROWS).map(row -> Math.min(row, busyFrom)).toArray();
        int[] noGroup = new int[ROWS];
        Arrays.fill(noGroup, EffectiveUsers.NONE);
        return new EffectiveUsers(userOfRow, noGroup, IntStream.range(0, ROWS).toArray(), ROWS, 0);
    }

    private static Topic topic(int from, int to, int cellFrom, int cellTo, Topic... children) {
        int[] rows = IntStream.range(from, to).toArray();
        int[] cell = IntStream.range(cellFrom, cellTo).toArray();
        Topic topic = new Topic(
                new Candidate.Node(rows, Draft.of("Bread", ""), List.of(), List.of()),
                rows,
                rows.length,
                rows.length,
                new TreeMap<>(Map.of(
                        "language",
                        List.of(new Cell(LANGUAGE, new Cell.Label(0, "en"), cell, cell.length, cell.length)))));
        topic.children.addAll(List.of(children));
        return topic;
    }

    private static boolean hasOther(Topic root, Topic of) {
        return new Others(Scene.PAIRS, users(ROWS), List.of(root))
                .of(of, "language")
                .isPresent();
    }

    @Test
    void what_is_left_is_shown_if_it_is_enough() {
        Topic topic = topic(0, 10, 0, 8);

        assertThat(new Others(Scene.PAIRS, users(ROWS), List.of(topic)).of(topic, "language"))
                .contains(new FacetCell("other", true, 2, 2));
        assertThat(hasOther(topic(0, 10, 0, 9), topic)).isFalse();
        assertThat(new Others(Scene.PAIRS, users(ROWS), List.of(topic)).of(topic, "turns"))
                .isEmpty();
    }

    @Test
    void where_no_cell_is_shown_all_are_not_others() {
        Topic topic = topic(0, 10, 0, 5);
        topic.allCells().get(0).hide(Withheld.CELL_SUPPRESSED);

        assertThat(hasOther(topic, topic)).isFalse();
    }

    @Test
    void others_are_not_shown_beside_cells_that_share_rows() {
        // A row has both labels: it would be found from the sum of all three cells.
        Topic topic = topic(0, 10, 0, 5);
        Cell second = new Cell(LANGUAGE, new Cell.Label(1, "de"), new int[] {4, 5, 6}, 3, 3);
        topic.cells.put("language", List.of(topic.allCells().get(0), second));
        assertThat(hasOther(topic, topic)).isFalse();

        second.hide(Withheld.CELL_SUPPRESSED);
        assertThat(hasOther(topic, topic)).isTrue();
    }

    @Test
    void others_of_whom_one_user_has_too_many_are_not_shown() {
        Topic topic = topic(0, 10, 0, 6);
        Others halves = new Others(Scene.PAIRS.withMaxShare(0.5), users(8), List.of(topic));
        Others less = new Others(Scene.PAIRS.withMaxShare(0.49), users(8), List.of(topic));

        assertThat(halves.of(topic, "language")).as("two of four").isPresent();
        assertThat(less.of(topic, "language")).isEmpty();
    }

    @Test
    void others_that_differ_by_one_from_those_above_or_below_are_not_shown() {
        // Left of the child are rows 8 and 9; of the root these and row 10.
        Topic child = topic(0, 10, 0, 8);
        Topic root = topic(0, 11, 0, 8, child);

        assertThat(hasOther(root, root)).isFalse();
        assertThat(hasOther(root, child)).isFalse();

        Topic grandchild = topic(0, 10, 0, 8);
        Topic between = topic(0, 10, 0, 8, grandchild);
        Topic top = topic(0, 11, 0, 8, between);
        assertThat(hasOther(top, grandchild)).as("two levels above").isFalse();
    }

    @Test
    void others_that_are_the_same_or_differ_by_enough_are_shown() {
        Topic child = topic(0, 10, 0, 8);
        assertThat(hasOther(topic(0, 10, 0, 8, child), child)).isTrue();

        Topic farther = topic(0, 10, 0, 8);
        Topic root = topic(0, 12, 0, 8, farther);
        assertThat(hasOther(root, root)).isTrue();
        assertThat(hasOther(root, farther)).isTrue();
    }

    @Test
    void others_that_differ_by_one_from_a_cell_above_or_below_are_not_shown() {
        // Left of the root are rows 8, 9 and 10; a cell of the child has rows 8 and 9.
        Topic child = topic(6, 10, 8, 10);
        Topic root = topic(0, 11, 0, 8, child);
        assertThat(hasOther(root, root)).isFalse();

        child.allCells().get(0).hide(Withheld.CELL_SUPPRESSED);
        assertThat(hasOther(root, root))
                .as("a cell that is hidden tells nothing")
                .isTrue();
    }

    @Test
    void sets_of_which_none_lies_within_the_other_tell_nothing() {
        // Left of the child are rows 5 and 6; of the root rows 8, 9 and 10.
        Topic child = topic(0, 7, 0, 5);
        assertThat(hasOther(topic(0, 11, 0, 8, child), child)).isTrue();
    }

    @Test
    void a_topic_that_is_hidden_tells_nothing_and_has_no_others() {
        Topic child = topic(0, 10, 0, 8);
        Topic root = topic(0, 11, 0, 8, child);
        child.hide(Withheld.NODE_SUPPRESSED);

        assertThat(hasOther(root, root)).isTrue();
        assertThat(hasOther(root, child)).isFalse();
    }

    @Test
    void others_that_differ_by_parts_of_conversations_are_shown_if_these_have_no_part_among_them() {
        // Left of the child are rows 8 and 9, of the root rows 10 to 13, too.
        Topic child = topic(0, 10, 0, 8);
        Topic root = topic(0, 14, 0, 8, child);
        int[] conversationOfRow = IntStream.range(0, ROWS).toArray();
        assertThat(hasOther(conversationOfRow, root)).isTrue();

        conversationOfRow[10] = 8;
        assertThat(hasOther(conversationOfRow, root)).as("three came").isTrue();
        conversationOfRow[11] = 8;
        assertThat(hasOther(conversationOfRow, root)).as("two came").isTrue();
        conversationOfRow[12] = 8;
        assertThat(hasOther(conversationOfRow, root)).as("one came").isFalse();
    }

    private static boolean hasOther(int[] conversationOfRow, Topic root) {
        int[] users = IntStream.range(0, ROWS).toArray();
        int[] noGroup = new int[ROWS];
        Arrays.fill(noGroup, EffectiveUsers.NONE);
        return new Others(
                        Scene.PAIRS,
                        new EffectiveUsers(users, noGroup, conversationOfRow.clone(), ROWS, 0),
                        List.of(root))
                .of(root, "language")
                .isPresent();
    }
}
