package io.clio.release;

import java.util.Arrays;

/**
 * Numbers 64-bit hashes in the order in which they come, without an object for any of them: open addressing with linear
 * probing. Reading is thread-safe once nothing is added any more.
 */
final class LongIds {
    static final int NONE = -1;
    private static final int SMALLEST = 1 << 10;

    private long[] keys = new long[SMALLEST];
    private int[] ids = new int[SMALLEST];
    private int size;

    LongIds() {
        Arrays.fill(ids, NONE);
    }

    int size() {
        return size;
    }

    /** The number of a hash, or {@link #NONE} if it has none. */
    int get(long key) {
        return ids[slotOf(key)];
    }

    /** The number of a hash; a new one gets the next. */
    int add(long key) {
        int slot = slotOf(key);
        if (ids[slot] != NONE) {
            return ids[slot];
        }
        keys[slot] = key;
        ids[slot] = size++;
        if (size > keys.length / 2) {
            grow();
        }
        return size - 1;
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ (key >>> 32)) & mask;
        while (ids[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldIds = ids;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        ids = new int[keys.length];
        Arrays.fill(ids, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldIds[i] != NONE) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                ids[slot] = oldIds[i];
            }
        }
    }
}
