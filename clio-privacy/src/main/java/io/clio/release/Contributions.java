package io.clio.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds what one user adds to any count (I11): of a user with more conversations than count, those with the lowest
 * keyed hashes of their content are taken, whatever the order in which they were read. Those that counted in earlier
 * releases come first: otherwise whoever goes on writing would seem to take conversations back.
 */
final class Contributions {
    private Contributions() {}

    /**
     * The rows that count.
     *
     * @param userOfRow for each row its user; rows of nobody known all count
     * @param conversationOfRow for each row its conversation, whose rows count all or not at all
     * @param hashOfRow for each row a keyed hash of its content
     * @param before the rows that counted in earlier releases
     * @param most how many conversations of a user count
     */
    static BitSet counted(int[] userOfRow, int[] conversationOfRow, int[] hashOfRow, BitSet before, int most) {
        BitSet counted = new BitSet(userOfRow.length);
        counted.set(0, userOfRow.length);
        rowsOfHeavyUsers(userOfRow, most).values().forEach(rows -> {
            Map<Integer, List<Integer>> conversations = new LinkedHashMap<>();
            rows.forEach(row -> conversations
                    .computeIfAbsent(conversationOfRow[row], unused -> new ArrayList<>())
                    .add(row));
            conversations.values().stream()
                    .sorted(Comparator.comparing(
                                    (List<Integer> parts) -> parts.stream().noneMatch(before::get))
                            .thenComparing(parts -> hashOfRow[parts.get(0)])
                            .thenComparing(parts -> parts.get(0)))
                    .skip(most)
                    .forEach(parts -> parts.forEach(counted::clear));
        });
        return counted;
    }

    private static Map<Integer, List<Integer>> rowsOfHeavyUsers(int[] userOfRow, int most) {
        IntList rowsOfUser = new IntList();
        for (int user : userOfRow) {
            while (user >= rowsOfUser.size()) {
                rowsOfUser.add(0);
            }
            if (user != EffectiveUsers.NONE) {
                rowsOfUser.set(user, rowsOfUser.get(user) + 1);
            }
        }
        Map<Integer, List<Integer>> heavy = new HashMap<>();
        for (int row = 0; row < userOfRow.length; row++) {
            int user = userOfRow[row];
            if (user != EffectiveUsers.NONE && rowsOfUser.get(user) > most) {
                heavy.computeIfAbsent(user, unused -> new ArrayList<>()).add(row);
            }
        }
        return heavy;
    }
}
