package io.clio.wordpiece;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/**
 * A prefix tree of word pieces, for the longest piece that starts at a place, without a substring per probe.
 *
 * <p>One open hash table from (node, character) to node; node 0 is the root. Immutable and thread-safe.
 */
final class PieceTrie {
    private static final int ROOT = 0;
    private static final int NO_PIECE = -1;
    private static final int FREE = 0;

    private final long[] edges;
    private final int[] targets;
    private final int[] ids;
    private int nodes = 1;

    /**
     * Builds a tree.
     *
     * @param pieces ids by piece, no piece empty
     */
    PieceTrie(Map<String, Integer> pieces) {
        int count = 1 + countPrefixes(pieces.keySet());
        int slots = Integer.highestOneBit(count) << 2;
        edges = new long[slots];
        targets = new int[slots];
        ids = new int[count];
        Arrays.fill(ids, NO_PIECE);
        pieces.forEach(this::add);
    }

    private static int countPrefixes(Collection<String> pieces) {
        int count = 0;
        String last = "";
        for (String piece : new TreeSet<>(pieces)) {
            int shared = 0;
            while (shared < last.length() && last.charAt(shared) == piece.charAt(shared)) {
                shared++;
            }
            count += piece.length() - shared;
            last = piece;
        }
        return count;
    }

    private void add(String piece, int id) {
        int node = ROOT;
        for (int i = 0; i < piece.length(); i++) {
            int slot = slot(node, piece.charAt(i));
            if (targets[slot] == FREE) {
                edges[slot] = edge(node, piece.charAt(i));
                targets[slot] = nodes++;
            }
            node = targets[slot];
        }
        ids[node] = id;
    }

    /**
     * Finds the longest piece at the start of a range.
     *
     * @param word holds the range
     * @param from start of the range
     * @param to end of the range, exclusive
     * @return length and id of the piece, packed by {@link #length(long)} and {@link #id(long)}; 0 if there is none
     */
    long longest(char[] word, int from, int to) {
        long best = 0;
        int node = ROOT;
        for (int i = from; i < to; i++) {
            node = targets[slot(node, word[i])];
            if (node == FREE) {
                break;
            }
            if (ids[node] != NO_PIECE) {
                best = ((long) (i + 1 - from) << Integer.SIZE) | ids[node];
            }
        }
        return best;
    }

    /**
     * Unpacks a length.
     *
     * @param match a match
     * @return how many characters it covers, 0 for no match
     */
    static int length(long match) {
        return (int) (match >>> Integer.SIZE);
    }

    /**
     * Unpacks an id.
     *
     * @param match a match
     * @return the id of its piece
     */
    static int id(long match) {
        return (int) match;
    }

    private int slot(int node, char c) {
        long edge = edge(node, c);
        int mask = edges.length - 1;
        int slot = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (targets[slot] != FREE && edges[slot] != edge) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long edge(int node, char c) {
        return ((long) node << Character.SIZE) | c;
    }
}
