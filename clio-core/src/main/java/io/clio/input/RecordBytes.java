package io.clio.input;

import java.util.Arrays;

/** The bytes of the record that is being read, up to a limit; of a record above it none are kept. */
final class RecordBytes {
    private final int limit;
    private byte[] bytes = new byte[1024];
    private int length;
    private boolean overLimit;

    RecordBytes(int limit) {
        this.limit = limit;
    }

    /** Begins the next record. */
    void clear() {
        length = 0;
        overLimit = false;
    }

    void append(byte[] from, int start, int end) {
        int more = end - start;
        if (overLimit || more > limit - length) {
            overLimit = true;
            length = 0;
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
        System.arraycopy(from, start, bytes, length, more);
        length += more;
    }

    boolean isOverLimit() {
        return overLimit;
    }

    boolean startsWith(byte... start) {
        return length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    boolean endsWith(char end) {
        return length > 0 && bytes[length - 1] == (byte) end;
    }

    /** Leaves out the first bytes, and the last ones. */
    void trim(int first, int last) {
        length -= first + last;
        System.arraycopy(bytes, first, bytes, 0, length);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }
}
