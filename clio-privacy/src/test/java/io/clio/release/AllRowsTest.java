package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllRowsTest {
    private static final int NONE = EffectiveUsers.NONE;
    private static final String RYE = "please tell me how to bake a loaf of dark rye bread in a small gas oven at home";
    private static final String BIKE =
            "why does the rear wheel of my old racing bike make a clicking noise whenever it rains hard";

    /** Three with one text, two with another, one with a short one, and one of nobody known. */
    private static SupportIndex index() {
        SupportIndex.Builder builder = SupportIndex.builder(Scene.PAIRS, 42, ReleaseLedger.inMemory());
        List<String> texts = List.of(RYE, RYE, RYE, BIKE, BIKE, "rye bread", "oats");
        for (int row = 0; row < texts.size(); row++) {
            Subject subject = row == 6 ? Subject.unknown() : Subject.ofUser("user" + row);
            builder.add(subject, builder.digest(List.of(SensitiveText.of(texts.get(row))), List.of()));
        }
        return builder.build(IntStream.range(0, texts.size()).toArray());
    }

    private static LedgerState state(long[] rows, int[] userOfRow, int[] groupOfRow, long[] users, int groups) {
        int[] whole = IntStream.range(0, rows.length).toArray();
        return new LedgerState(rows, userOfRow, groupOfRow, whole, users, groups, List.of(), List.of(), List.of());
    }

    private static AllRows.Numbered all(AllRows rows) {
        BitSet used = new BitSet();
        used.set(0, rows.size());
        return rows.numbered(used);
    }

    @Test
    void without_a_past_rows_users_and_groups_are_numbered_as_they_come() {
        SupportIndex index = index();
        AllRows.Numbered numbered = all(new AllRows(index, LedgerState.EMPTY));

        assertThat(numbered.rows()).isEqualTo(index.names().orElseThrow().ofRow());
        assertThat(numbered.ledgerRowOf()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(numbered.userOfRow()).containsExactly(0, 1, 2, 3, 4, 5, NONE);
        assertThat(numbered.groupOfRow()).containsExactly(0, 0, 0, 1, 1, NONE, NONE);
        assertThat(numbered.users())
                .hasSize(6)
                .startsWith(index.names().orElseThrow().ofUser()[0]);
        assertThat(numbered.groups()).isEqualTo(2);
    }

    @Test
    void what_the_ledger_knows_keeps_its_numbers_and_what_is_new_gets_the_next() {
        SupportIndex index = index();
        LastingNames.Names names = index.names().orElseThrow();
        LedgerState before = state(
                new long[] {77, names.ofRow()[1], names.ofRow()[4]},
                new int[] {0, 2, 1},
                new int[] {3, 5, NONE},
                new long[] {770, names.ofUser()[4], names.ofUser()[1]},
                9);

        AllRows rows = new AllRows(index, before);
        AllRows.Numbered numbered = all(rows);

        assertThat(rows.size()).as("one is gone").isEqualTo(8);
        assertThat(rows.ofLedger(new int[] {0, 1, 2})).containsExactly(1, 4, 7);
        assertThat(numbered.ledgerRowOf()).containsExactly(3, 1, 4, 5, 2, 6, 7, 0);
        assertThat(numbered.userOfRow()).containsExactly(0, 2, 1, 3, 4, 5, 6, NONE);
        assertThat(numbered.groupOfRow())
                .as("the first text keeps group 5; one bike was in none, and its like get the next")
                .containsExactly(3, 5, NONE, 5, 5, 9, NONE, NONE);
        assertThat(numbered.groups()).isEqualTo(10);
        assertThat(numbered.users())
                .startsWith(770, names.ofUser()[4], names.ofUser()[1])
                .hasSize(7);
    }

    @Test
    void a_new_text_that_is_like_two_groups_joins_the_older_and_the_others_stay_in_theirs() {
        SupportIndex index = index();
        LastingNames.Names names = index.names().orElseThrow();
        LedgerState before = state(
                new long[] {names.ofRow()[0], names.ofRow()[2]},
                new int[] {0, 1},
                new int[] {4, 2},
                new long[] {names.ofUser()[0], names.ofUser()[2]},
                5);

        AllRows.Numbered numbered = all(new AllRows(index, before));

        assertThat(numbered.groupOfRow()).containsExactly(4, 2, 2, 5, 5, NONE, NONE);
    }

    @Test
    void only_rows_that_are_used_are_taken_up() {
        SupportIndex index = index();
        BitSet used = new BitSet();
        used.set(2);
        used.set(5);

        AllRows.Numbered numbered = new AllRows(index, LedgerState.EMPTY).numbered(used);

        long[] names = index.names().orElseThrow().ofRow();
        assertThat(numbered.rows()).containsExactly(names[2], names[5]);
        assertThat(numbered.ledgerRowOf()[2]).isZero();
        assertThat(numbered.ledgerRowOf()[5]).isEqualTo(1);
    }

    @Test
    void rows_of_the_run_are_told_from_those_that_are_gone() {
        AllRows rows = new AllRows(
                index(), state(new long[] {1, 2}, new int[] {0, 0}, new int[] {NONE, NONE}, new long[] {3}, 0));
        BitSet some = new BitSet();
        some.set(5, 9);

        assertThat(rows.present(some)).isEqualTo(2);
        assertThat(rows.users().of(new int[] {5, 7, 8})).isEqualTo(2);
    }
}
