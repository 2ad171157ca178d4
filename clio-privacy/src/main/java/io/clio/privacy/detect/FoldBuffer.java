package io.clio.privacy.detect;

import java.util.Arrays;

/** A growing folded text with the original offset of each of its chars. Confined to one thread. */
final class FoldBuffer {
    private char[] chars;
    private int[] origins;
    private int size;

    FoldBuffer(int capacity) {
        chars = new char[capacity + 1];
        origins = new int[capacity + 1];
    }

    void append(char c, int origin) {
        if (size + 1 >= chars.length) {
            chars = Arrays.copyOf(chars, 2 * chars.length + 1);
            origins = Arrays.copyOf(origins, 2 * origins.length + 1);
        }
        chars[size] = c;
        origins[size++] = origin;
    }

    void append(String folded, int origin) {
        for (int i = 0; i < folded.length(); i++) {
            append(folded.charAt(i), origin);
        }
    }

    String text() {
        return new String(chars, 0, size);
    }

    /** The offsets, closed by the length of the original. */
    int[] origins(int originalLength) {
        int[] closed = Arrays.copyOf(origins, size + 1);
        closed[size] = originalLength;
        return closed;
    }
}
