package io.clio.release;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups similar texts: in canonical order each text joins the first leader that it is similar enough to, or becomes a
 * leader. A member is similar to its leader and never to a member alone, so groups do not drift.
 *
 * <p>Candidates are found by bands of their signatures, at most {@value #MOST_CANDIDATES} for a text; beyond that a
 * similar leader can be missed, and an account then counts that should not.
 */
final class TextGroups {
    private static final int MOST_CANDIDATES = 400;
    private static final int NONE = -1;

    private final List<short @Nullable []> signatures;
    private final double similar;
    private final int[] heads;
    private final int[] next;
    private final int[] leaders;
    private final int mask;
    private int count;

    private TextGroups(List<short @Nullable []> signatures, double similar) {
        this.signatures = signatures;
        this.similar = similar;
        int buckets = Integer.highestOneBit(Math.max(1, signatures.size())) * 2;
        this.mask = buckets - 1;
        this.heads = new int[Signature.BANDS * buckets];
        this.next = new int[Signature.BANDS * signatures.size()];
        this.leaders = new int[signatures.size()];
        Arrays.fill(heads, NONE);
    }

    /**
     * For each row the number of its group, or {@link EffectiveUsers#NONE} if no other user has a similar text.
     *
     * @param signatures for each row in canonical order its signature, null if it has none
     * @param userOfRow for each row its user
     * @param similar the least similarity to the leader
     */
    static int[] of(List<short @Nullable []> signatures, int[] userOfRow, double similar) {
        TextGroups groups = new TextGroups(signatures, similar);
        int[] groupOfRow = new int[userOfRow.length];
        for (int row = 0; row < userOfRow.length; row++) {
            short[] signature = userOfRow[row] == EffectiveUsers.NONE ? null : signatures.get(row);
            groupOfRow[row] = signature == null ? NONE : groups.groupOf(row, signature);
        }
        return withoutThoseOfOneUser(groupOfRow, userOfRow, groups.count);
    }

    private int groupOf(int row, short[] signature) {
        int group = firstSimilar(signature);
        return group == NONE ? lead(row, signature) : group;
    }

    private int firstSimilar(short[] signature) {
        int first = Integer.MAX_VALUE;
        int looked = 0;
        for (int band = 0; band < Signature.BANDS; band++) {
            int group = heads[slot(signature, band)];
            while (group != NONE && looked < MOST_CANDIDATES) {
                short[] leader = signatures.get(leaders[group]);
                if (group < first && leader != null && Signature.similarity(leader, signature) >= similar) {
                    first = group;
                }
                looked++;
                group = next[Signature.BANDS * group + band];
            }
        }
        return first == Integer.MAX_VALUE ? NONE : first;
    }

    private int lead(int row, short[] signature) {
        int group = count++;
        leaders[group] = row;
        for (int band = 0; band < Signature.BANDS; band++) {
            int slot = slot(signature, band);
            next[Signature.BANDS * group + band] = heads[slot];
            heads[slot] = group;
        }
        return group;
    }

    private int slot(short[] signature, int band) {
        return band * (mask + 1) + (Signature.band(signature, band) & mask);
    }

    private static int[] withoutThoseOfOneUser(int[] groupOfRow, int[] userOfRow, int count) {
        int[] user = new int[count];
        boolean[] shared = new boolean[count];
        Arrays.fill(user, NONE);
        for (int row = 0; row < groupOfRow.length; row++) {
            int group = groupOfRow[row];
            if (group != NONE) {
                shared[group] |= user[group] != NONE && user[group] != userOfRow[row];
                user[group] = userOfRow[row];
            }
        }
        int[] renumbered = new int[count];
        int next = 0;
        for (int group = 0; group < count; group++) {
            renumbered[group] = shared[group] ? next++ : NONE;
        }
        return Arrays.stream(groupOfRow)
                .map(group -> group == NONE ? NONE : renumbered[group])
                .toArray();
    }
}
