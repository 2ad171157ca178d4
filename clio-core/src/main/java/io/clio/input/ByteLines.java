package io.clio.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, so that a line that is not UTF-8, or that is too long, spoils no other line. Holds
 * one line at a time. Lines end in LF or CR LF; a byte order mark at the start of the stream is passed over.
 */
final class ByteLines implements Records {
    private static final int BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private byte[] line = new byte[1024];
    private int length;
    private boolean overLimit;
    private long number;

    ByteLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the stream
     */
    @Override
    public boolean next() throws IOException {
        length = 0;
        overLimit = false;
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            append(end);
            boolean ended = end < filled;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        if (any) {
            number++;
            trim();
        }
        return any;
    }

    /** The bytes of the line, without its end. */
    @Override
    public byte[] bytes() {
        return Arrays.copyOf(line, length);
    }

    /** The number of the line, from 1. */
    @Override
    public long number() {
        return number;
    }

    /** Says whether the line was longer than the limit; then its bytes were not kept. */
    @Override
    public boolean isOverLimit() {
        return overLimit;
    }

    @Override
    public String unit() {
        return "line";
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private void append(int end) {
        int more = end - position;
        if (overLimit || more > limit - length) {
            overLimit = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
        System.arraycopy(buffer, position, line, length, more);
        length += more;
    }

    private void trim() {
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            length -= 3;
            System.arraycopy(line, 3, line, 0, length);
        }
    }
}
