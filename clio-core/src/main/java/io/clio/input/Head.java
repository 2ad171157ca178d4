package io.clio.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** The first bytes of a stream, which can be looked at before the stream is read from its start. */
final class Head {
    private static final int SIZE = 1 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private final InputStream rest;
    private final int start;

    private Head(byte[] bytes, InputStream rest) {
        this.bytes = bytes;
        this.rest = rest;
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
        int from = marked ? 3 : 0;
        while (from < bytes.length && JsonStructure.isSpace(bytes[from])) {
            from++;
        }
        this.start = from;
    }

    static Head of(InputStream in) throws IOException {
        return new Head(in.readNBytes(SIZE), in);
    }

    /** The stream from its start. */
    InputStream stream() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), rest);
    }

    boolean isBlank() {
        return start == bytes.length;
    }

    /** Whether there is a byte order mark of UTF-16, or every other of the first bytes is nought. */
    boolean isUtf16() {
        boolean marked = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        boolean alternating = bytes.length >= 4
                && (bytes[0] == 0) != (bytes[1] == 0)
                && (bytes[2] == 0) == (bytes[0] == 0)
                && (bytes[3] == 0) == (bytes[1] == 0);
        return marked || alternating;
    }

    /** The first byte that is not white space. */
    byte first() {
        return bytes[start];
    }

    /** What is there, from the first byte that is not white space. */
    byte[] text() {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /** The last byte of the first line that is not white space, or 0 if the line does not end here. */
    byte endOfFirstLine() {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        boolean whole = end < bytes.length || bytes.length < SIZE;
        while (end > start && JsonStructure.isSpace(bytes[end - 1])) {
            end--;
        }
        return whole ? bytes[end - 1] : 0;
    }

    /** The first byte of the second line that is not blank, or 0 if there is none; it may be white space. */
    byte startOfSecondLine() {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at < bytes.length ? bytes[at] : 0;
    }

    /** The first byte after the first one that is not white space, or 0 if there is none. */
    byte second() {
        int at = start + 1;
        while (at < bytes.length && JsonStructure.isSpace(bytes[at])) {
            at++;
        }
        return at < bytes.length ? bytes[at] : 0;
    }
}
