package io.clio.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
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
     * @param hashOfRow for each row a keyed hash of its content
     * @param before the rows that counted in earlier releases
     * @param most how many rows of a user count
     */
    static BitSet counted(int[] userOfRow, int[] hashOfRow, BitSet before, int most) {
        BitSet counted = new BitSet(userOfRow.length);
        counted.set(0, userOfRow.length);
        rowsOfHeavyUsers(userOfRow, most).values().forEach(rows -> {
            rows.sort(Comparator.comparing((Integer row) -> !before.get(row))
                    .thenComparing(row -> hashOfRow[row])
                    .thenComparing(Comparator.naturalOrder()));
            rows.subList(most, rows.size()).forEach(counted::clear);
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
