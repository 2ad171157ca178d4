package io.clio.release;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of a run, numbered as the run does, and behind them the rows that earlier releases counted and that are
 * gone. Users and groups of similar texts have the numbers of the ledger, new ones the next.
 */
final class AllRows {
    private final LedgerState state;
    private final int present;
    private final long[] nameOfRow;
    private final int[] ledgerRow;
    private final int[] rowOfLedgerRow;
    private final int[] userOfRow;
    private final int[] groupOfRow;
    private final int[] conversationOfRow;
    private long[] userNames;
    private int users;
    private int groups;

    AllRows(SupportIndex index, LedgerState state) {
        this.state = state;
        this.present = index.rows();
        LastingNames.Names names = index.names().orElse(LastingNames.Names.NONE); // without a ledger nobody asks
        this.ledgerRow = ledgerRows(names, present);
        this.rowOfLedgerRow = new int[state.rows().length];
        Arrays.fill(rowOfLedgerRow, LongIds.NONE);
        for (int row = 0; row < present; row++) {
            if (ledgerRow[row] != LongIds.NONE) {
                rowOfLedgerRow[ledgerRow[row]] = row;
            }
        }
        int size = present;
        for (int row = 0; row < rowOfLedgerRow.length; row++) {
            rowOfLedgerRow[row] = rowOfLedgerRow[row] == LongIds.NONE ? size++ : rowOfLedgerRow[row];
        }
        this.nameOfRow = names.ofRow();
        this.userOfRow = new int[size];
        this.groupOfRow = new int[size];
        this.conversationOfRow = new int[size];
        for (int row = 0; row < rowOfLedgerRow.length; row++) {
            userOfRow[rowOfLedgerRow[row]] = state.userOfRow()[row];
            groupOfRow[rowOfLedgerRow[row]] = state.groupOfRow()[row];
        }
        this.userNames = state.users();
        this.users = userNames.length;
        this.groups = state.groups();
        numberUsers(index, names.ofUser());
        numberGroups(index);
        numberConversations(index);
    }

    /** How many of some rows are rows of the run, and not gone. */
    int present(BitSet some) {
        return some.get(0, present).cardinality();
    }

    private int[] ledgerRows(LastingNames.Names names, int present) {
        LongIds known = new LongIds();
        for (long name : state.rows()) {
            known.add(name);
        }
        int[] rows = new int[present];
        for (int row = 0; row < present; row++) {
            rows[row] = state.rows().length == 0 ? LongIds.NONE : known.get(names.ofRow()[row]);
        }
        return rows;
    }

    private void numberUsers(SupportIndex index, long[] names) {
        LongIds known = new LongIds();
        for (long name : state.users()) {
            known.add(name);
        }
        for (int row = 0; row < index.rows(); row++) {
            int user = index.userOf(row);
            // Without a ledger a user has no name that lasts, and is known by his number.
            userOfRow[row] = user == EffectiveUsers.NONE ? user : known.add(names.length == 0 ? user : names[user]);
            if (userOfRow[row] == users) {
                userNames = users < userNames.length ? userNames : Arrays.copyOf(userNames, 2 * users + 64);
                userNames[users++] = names.length == 0 ? user : names[user];
            }
        }
    }

    /** A text keeps its group, and so do those that are found to be similar to it now. */
    private void numberGroups(SupportIndex index) {
        int most = 0;
        for (int row = 0; row < index.rows(); row++) {
            most = Math.max(most, index.groupOf(row) + 1);
        }
        int[] lasting = new int[most];
        Arrays.fill(lasting, EffectiveUsers.NONE);
        for (int row = 0; row < index.rows(); row++) {
            int group = index.groupOf(row);
            int known = lastingGroup(row);
            if (group != EffectiveUsers.NONE && known != EffectiveUsers.NONE) {
                boolean first = lasting[group] == EffectiveUsers.NONE;
                lasting[group] = first ? known : Math.min(known, lasting[group]);
            }
        }
        for (int row = 0; row < index.rows(); row++) {
            int group = index.groupOf(row);
            int known = lastingGroup(row);
            if (known == EffectiveUsers.NONE && group != EffectiveUsers.NONE) {
                lasting[group] = lasting[group] == EffectiveUsers.NONE ? groups++ : lasting[group];
                known = lasting[group];
            }
            groupOfRow[row] = known;
        }
    }

    /** A conversation has the number of one of its rows, that which it has in the ledger if it is known there. */
    private void numberConversations(SupportIndex index) {
        for (int row = 0; row < rowOfLedgerRow.length; row++) {
            conversationOfRow[rowOfLedgerRow[row]] = rowOfLedgerRow[state.conversationOfRow()[row]];
        }
        int[] lasting = new int[present];
        Arrays.fill(lasting, LongIds.NONE);
        for (int row = 0; row < present; row++) {
            if (ledgerRow[row] != LongIds.NONE && lasting[index.conversationOf(row)] == LongIds.NONE) {
                lasting[index.conversationOf(row)] = conversationOfRow[row];
            }
        }
        for (int row = 0; row < present; row++) {
            int conversation = index.conversationOf(row);
            lasting[conversation] = lasting[conversation] == LongIds.NONE ? row : lasting[conversation];
            conversationOfRow[row] = lasting[conversation];
        }
    }

    private int lastingGroup(int row) {
        return ledgerRow[row] == LongIds.NONE ? EffectiveUsers.NONE : state.groupOfRow()[ledgerRow[row]];
    }

    int size() {
        return userOfRow.length;
    }

    /** A counter of effective users over all rows; it serves one thread. */
    EffectiveUsers users() {
        return new EffectiveUsers(userOfRow, groupOfRow, conversationOfRow, users, groups);
    }

    /** A set of the ledger in the numbers of the run, ascending. */
    int[] ofLedger(int[] set) {
        return Arrays.stream(set).map(row -> rowOfLedgerRow[row]).sorted().toArray();
    }

    /** What the ledger knows of rows, users and groups, once it is told of the rows of this run that are used. */
    Numbered numbered(BitSet used) {
        int known = state.rows().length;
        int[] ledgerRowOf = new int[size()];
        for (int row = 0; row < known; row++) {
            ledgerRowOf[rowOfLedgerRow[row]] = row;
        }
        IntList added = new IntList();
        used.stream()
                .filter(row -> row < ledgerRow.length && ledgerRow[row] == LongIds.NONE)
                .forEach(row -> {
                    ledgerRowOf[row] = known + added.size();
                    added.add(row);
                });
        long[] rows = Arrays.copyOf(state.rows(), known + added.size());
        int[] userOf = Arrays.copyOf(state.userOfRow(), rows.length);
        int[] groupOf = Arrays.copyOf(state.groupOfRow(), rows.length);
        int[] conversationOf = Arrays.copyOf(state.conversationOfRow(), rows.length);
        Map<Integer, Integer> firstOf = new HashMap<>();
        for (int row = 0; row < known; row++) {
            firstOf.putIfAbsent(conversationOfRow[rowOfLedgerRow[row]], conversationOf[row]);
        }
        for (int i = 0; i < added.size(); i++) {
            rows[known + i] = nameOfRow[added.get(i)];
            userOf[known + i] = userOfRow[added.get(i)];
            groupOf[known + i] = groupOfRow[added.get(i)];
            Integer first = firstOf.putIfAbsent(conversationOfRow[added.get(i)], known + i);
            conversationOf[known + i] = first == null ? known + i : first;
        }
        return new Numbered(
                rows, userOf, groupOf, conversationOf, Arrays.copyOf(userNames, users), groups, ledgerRowOf);
    }

    /**
     * Rows as a ledger keeps them.
     *
     * @param ledgerRowOf for each row that is used its number in the ledger
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbered(
            long[] rows,
            int[] userOfRow,
            int[] groupOfRow,
            int[] conversationOfRow,
            long[] users,
            int groups,
            int[] ledgerRowOf) {}
}
