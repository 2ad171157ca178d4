package io.clio.release;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a ledger knows of all releases over one data set. Rows, users, groups of similar texts and sets of rows have
 * numbers that last. Immutable by agreement: nobody changes an array.
 *
 * <p>Every set that was ever shown stays, once however often it was shown, for whoever was shown it has it still. Of
 * whole releases, which serve to show a topic as it was, the last few stay.
 *
 * @param rows for each row that stood in a set its lasting name
 * @param userOfRow for each row the number of its user, or {@link EffectiveUsers#NONE}
 * @param groupOfRow for each row the number of its group of similar texts, or {@link EffectiveUsers#NONE}
 * @param conversationOfRow for each row the first row of the conversation that it is a part of; most often itself
 * @param users for each user a lasting name
 * @param groups how many groups have a number
 * @param sets the sets of rows that were shown, each ascending
 * @param families the sets that were shown beside one another: parts of a whole, and what is left of it; each ascending
 * @param releases the last releases, the latest first
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of up to a million conversations; never compared
record LedgerState(
        long[] rows,
        int[] userOfRow,
        int[] groupOfRow,
        int[] conversationOfRow,
        long[] users,
        int groups,
        List<int[]> sets,
        List<int[]> families,
        List<Shown> releases) {
    static final LedgerState EMPTY = new LedgerState(
            new long[0], new int[0], new int[0], new int[0], new long[0], 0, List.of(), List.of(), List.of());

    /** The same sets and families, and no tree that could be shown as it was. */
    LedgerState withoutReleases() {
        return new LedgerState(
                rows, userOfRow, groupOfRow, conversationOfRow, users, groups, sets, families, List.of());
    }

    /**
     * A release.
     *
     * @param proposal the name of what was proposed, see {@link Proposal}
     * @param total the number of the set of all its rows
     * @param users their effective users
     * @param termUsers how many users wrote each word of its titles and labels at least
     * @param input what was read, as it was released
     * @param report what was held back, as it was released
     * @param roots its topmost topics
     */
    record Shown(
            long proposal,
            int total,
            int users,
            int termUsers,
            InputReport input,
            Report report,
            List<ShownTopic> roots) {
        /** Says whether the same is shown, whatever was proposed and held back. */
        boolean showsTheSameAs(Shown other) {
            return total == other.total
                    && users == other.users
                    && termUsers == other.termUsers
                    && roots.equals(other.roots);
        }
    }

    /** The figures of a privacy report that hang on the data. */
    record Report(Map<Withheld, Integer> withheld, int covered, long suppressed, long suppressedAtLeast) {}

    /**
     * A topic as it was shown.
     *
     * @param set the number of the set of its rows
     * @param users its effective users
     * @param words its title and its summary
     * @param cells for each facet its cells
     * @param children the topics below it
     */
    record ShownTopic(
            int set,
            int users,
            Wording.Released words,
            SortedMap<String, List<ShownCell>> cells,
            List<ShownTopic> children) {}

    /** A cell as it was shown. */
    record ShownCell(Cell.Label label, int set, int users) {}
}
