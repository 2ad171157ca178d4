package io.clio.describe;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/**
 * How often phrases occur, by a 64-bit hash of their key: open addressing over two arrays, 12 bytes a slot, so that
 * tens of millions of phrases fit where a map of strings would not. Two keys with one hash are counted together, which
 * at ten million phrases has a chance of about one in 400,000.
 */
final class PhraseCounts {
    private static final HashFunction HASH = Hashing.murmur3_128(0);

    private long[] hashes = new long[1 << 10];
    private int[] counts = new int[1 << 10];
    private int size;

    void add(String key) {
        int slot = slot(hash(key));
        if (counts[slot]++ == 0) {
            hashes[slot] = hash(key);
            size++;
            if (size > hashes.length / 2) {
                grow();
            }
        }
    }

    int get(String key) {
        return counts[slot(hash(key))];
    }

    private static long hash(String key) {
        return HASH.hashUnencodedChars(key).asLong();
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (counts[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[2 * oldHashes.length];
        counts = new int[2 * oldCounts.length];
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldCounts[old] != 0) {
                int slot = slot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                counts[slot] = oldCounts[old];
            }
        }
    }
}
