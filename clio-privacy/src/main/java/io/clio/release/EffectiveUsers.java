package io.clio.release;

import java.util.Arrays;
import java.util.List;

/**
 * Counts effective users: over a set of rows, the size of a largest matching between accounts and groups of similar
 * texts, so that many accounts with one text count once.
 *
 * <p>An account that has a group to itself among the rows counts at once, for no largest matching is lost by that; only
 * for the others a matching is looked for, by Hopcroft and Karp, <i>An n^5/2 algorithm for maximum matchings in
 * bipartite graphs</i> (SIAM J. Comput. 2, 1973). Counts conversations too: the rows of one that counts as several are
 * one conversation. Holds scratch space, so an instance serves one thread.
 */
final class EffectiveUsers {
    /** The group of a row whose text no other account has, and the user of a row that names none. */
    static final int NONE = -1;

    private static final int SHARED = -2;

    private final int[] userOfRow;
    private final int[] groupOfRow;
    private final int[] conversationOfRow;
    private final int[] userSeen;
    private final int[] groupSeen;
    private final int[] groupUser;
    private final int[] rowsOfUser;
    private final int[] conversationSeen;
    private final int[] firstRow;
    private final boolean splits;
    private int round;

    /**
     * A counter.
     *
     * @param userOfRow for each row the number of its user, or {@link #NONE}
     * @param groupOfRow for each row the number of its group of similar texts, or {@link #NONE}
     * @param conversationOfRow for each row the number of its conversation, below the number of rows
     * @param users how many users have a number
     * @param groups how many groups have a number
     */
    EffectiveUsers(int[] userOfRow, int[] groupOfRow, int[] conversationOfRow, int users, int groups) {
        this.userOfRow = userOfRow;
        this.groupOfRow = groupOfRow;
        this.conversationOfRow = conversationOfRow;
        this.userSeen = new int[users];
        this.groupSeen = new int[groups];
        this.groupUser = new int[groups];
        this.rowsOfUser = new int[Math.max(users, groups)];
        this.conversationSeen = new int[conversationOfRow.length];
        this.firstRow = new int[conversationOfRow.length];
        for (int row = conversationOfRow.length - 1; row >= 0; row--) {
            firstRow[conversationOfRow[row]] = row;
        }
        this.splits = Arrays.stream(conversationOfRow).distinct().count() < conversationOfRow.length;
    }

    /** Whether there are conversations of several rows. */
    boolean splits() {
        return splits;
    }

    /** How many rows there are in all. */
    int rows() {
        return userOfRow.length;
    }

    int of(int[] rows) {
        return of(rows, rows.length);
    }

    /** Over the first rows of an array. */
    int of(int[] rows, int size) {
        round++;
        int own = 0;
        boolean shared = false;
        for (int i = 0; i < size; i++) {
            int user = userOfRow[rows[i]];
            if (user != NONE) {
                int group = groupOfRow[rows[i]];
                if (group == NONE) {
                    own += see(user);
                } else {
                    shared = true;
                    groupUser[group] = groupSeen[group] != round || groupUser[group] == user ? user : SHARED;
                    groupSeen[group] = round;
                }
            }
        }
        return shared ? own + ofShared(rows, size) : own;
    }

    /** How many conversations the rows are of. */
    int conversations(int[] rows) {
        return conversations(rows, rows.length);
    }

    /** Over the first rows of an array. */
    int conversations(int[] rows, int size) {
        round++;
        int seen = 0;
        for (int i = 0; i < size; i++) {
            int conversation = conversationOfRow[rows[i]];
            seen += conversationSeen[conversation] == round ? 0 : 1;
            conversationSeen[conversation] = round;
        }
        return seen;
    }

    /** Says whether the first rows of an array stand for enough users and conversations (I1). */
    boolean areEnough(PrivacyPolicy policy, int[] rows, int size) {
        return policy.isEnough(size, size) && policy.isEnough(of(rows, size), conversations(rows, size));
    }

    /** Says whether some rows are none, or stand for enough. */
    boolean areNoneOrEnough(PrivacyPolicy policy, int[] rows) {
        return rows.length == 0 || areEnough(policy, rows, rows.length);
    }

    /**
     * Of what a set has without another the rows of conversations that have no part in the other. These are what is
     * found when numbers of conversations are subtracted; where no conversation is split, they are all.
     *
     * @param left rows that are left, and as many behind them as one likes
     * @param size how many are left
     * @param others the rows of the other, and before them as many as one likes
     * @param from the first of the others
     */
    int[] aloneIn(int[] left, int size, int[] others, int from) {
        if (!splits) {
            return Arrays.copyOf(left, size);
        }
        round++;
        for (int i = from; i < others.length; i++) {
            conversationSeen[conversationOfRow[others[i]]] = round;
        }
        return Arrays.stream(left, 0, size)
                .filter(row -> conversationSeen[conversationOfRow[row]] != round)
                .toArray();
    }

    /**
     * Of each conversation of some rows the first row that it has anywhere, ascending: two sets of rows have the same
     * if they are of the same conversations. The rows themselves where no conversation is split.
     */
    int[] oncePerConversation(int[] rows) {
        return splits
                ? Arrays.stream(rows)
                        .map(row -> firstRow[conversationOfRow[row]])
                        .sorted()
                        .distinct()
                        .toArray()
                : rows;
    }

    /** Says whether no conversation is in two of several sets of rows. */
    boolean areApart(List<int[]> sets) {
        int[] together = sets.stream().flatMapToInt(Arrays::stream).toArray();
        return sets.stream().mapToInt(this::conversations).sum() == conversations(together);
    }

    private int see(int user) {
        if (userSeen[user] == round) {
            return 0;
        }
        userSeen[user] = round;
        return 1;
    }

    /** Users who have a group to themselves among these rows, and a matching for those who have not. */
    private int ofShared(int[] rows, int size) {
        int own = 0;
        for (int i = 0; i < size; i++) {
            int user = userOfRow[rows[i]];
            int group = groupOfRow[rows[i]];
            if (user != NONE && group != NONE && groupUser[group] == user) {
                own += see(user);
            }
        }
        IntList edgeUsers = new IntList();
        IntList edgeGroups = new IntList();
        for (int i = 0; i < size; i++) {
            int user = userOfRow[rows[i]];
            if (user != NONE && userSeen[user] != round) {
                edgeUsers.add(user);
                edgeGroups.add(groupOfRow[rows[i]]);
            }
        }
        return own + Matching.size(edgeUsers.toArray(), edgeGroups.toArray());
    }

    /**
     * Says whether an account, or a group of similar texts, has too large a part of the conversations of rows (I11).
     */
    boolean areDominated(PrivacyPolicy policy, int[] rows) {
        int largest = Math.max(largest(rows, userOfRow), largest(rows, groupOfRow));
        return largest > policy.maxShare() * conversations(rows);
    }

    private int largest(int[] rows, int[] ownerOfRow) {
        round++;
        int largest = 0;
        for (int row : rows) {
            int conversation = conversationOfRow[row];
            if (userOfRow[row] != NONE && ownerOfRow[row] != NONE && conversationSeen[conversation] != round) {
                conversationSeen[conversation] = round;
                largest = Math.max(largest, ++rowsOfUser[ownerOfRow[row]]);
            }
        }
        for (int row : rows) {
            if (userOfRow[row] != NONE && ownerOfRow[row] != NONE) {
                rowsOfUser[ownerOfRow[row]] = 0;
            }
        }
        return largest;
    }
}
