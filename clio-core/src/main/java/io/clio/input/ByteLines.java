package io.clio.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream as bytes, so that a line that is not UTF-8, or that is too long, spoils no other line. Holds
 * one line at a time. Lines end in LF or CR LF; a byte order mark at the start of the stream is passed over.
 */
final class ByteLines implements Records {
    private static final int BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final RecordBytes line;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long number;

    ByteLines(InputStream in, int limit) {
        this.in = in;
        this.line = new RecordBytes(limit);
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the stream
     */
    @Override
    public boolean next() throws IOException {
        line.clear();
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, position, end);
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
        return line.toArray();
    }

    /** The number of the line, from 1. */
    @Override
    public long number() {
        return number;
    }

    /** Says whether the line was longer than the limit; then its bytes were not kept. */
    @Override
    public boolean isOverLimit() {
        return line.isOverLimit();
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

    private void trim() {
        int mark = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        line.trim(mark, line.endsWith('\r') ? 1 : 0);
    }
}
