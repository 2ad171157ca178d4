package io.clio.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * The elements of one JSON array, or the JSON values of a stream one after the other, as bytes. Holds one element at a
 * time. An element that is broken inside spoils no other as long as its quotes and brackets tell where it ends;
 * otherwise {@link #next()} throws, because what comes after cannot be told apart.
 */
final class JsonElements implements Records {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final RecordBytes element;
    private final boolean array;
    private final JsonStructure structure = new JsonStructure();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private boolean started;
    private boolean ended;
    private long number;

    private JsonElements(InputStream in, int limit, boolean array) {
        this.in = in;
        this.element = new RecordBytes(limit);
        this.array = array;
    }

    /** The elements of the array that the stream is. */
    static JsonElements ofArray(InputStream in, int limit) {
        return new JsonElements(in, limit, true);
    }

    /** The values of the stream, with nothing but white space between them. */
    static JsonElements ofValues(InputStream in, int limit) {
        return new JsonElements(in, limit, false);
    }

    @Override
    public boolean next() throws IOException {
        if (!started) {
            start();
        }
        element.clear();
        structure.reset();
        if (ended || !(array ? scanElement() : scanValue())) {
            requireNothingMore();
            return false;
        }
        return true;
    }

    private void start() throws IOException {
        started = true;
        if (more() && buffer[position] == (byte) 0xEF) {
            for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
                require(more() && buffer[position++] == (byte) expected, "UTF-8", "bytes that are not");
            }
        }
        if (array) {
            require(skipSpace() && buffer[position] == '[', "a JSON array", "something else");
            position++;
        }
    }

    /** Reads up to the comma or the bracket after the element. */
    private boolean scanElement() throws IOException {
        number++;
        int from = position;
        while (true) {
            if (position == filled) {
                append(from);
                require(more(), "the end of the array", "the end of the file");
                from = position;
            }
            byte b = buffer[position];
            if (structure.isOutside() && (b == ',' || b == ']')) {
                append(from);
                position++;
                ended = b == ']';
                boolean isNone = ended && number == 1 && structure.isEmpty();
                number -= isNone ? 1 : 0;
                return !isNone;
            }
            structure.take(b);
            position++;
            skipInString();
        }
    }

    /** Reads up to the bracket that closes the value. */
    private boolean scanValue() throws IOException {
        if (!skipSpace()) {
            ended = true;
            return false;
        }
        number++;
        byte first = buffer[position];
        require(first == '{' || first == '[', "a JSON object or array", "something else");
        int from = position;
        do {
            if (position == filled) {
                append(from);
                require(more(), "the end of a JSON value", "the end of the file");
                from = position;
            }
            structure.take(buffer[position++]);
            skipInString();
        } while (!structure.isOutside());
        append(from);
        return true;
    }

    /** Most bytes are inside strings, and most of those say nothing about where a string ends. */
    private void skipInString() {
        if (structure.inString()) {
            int p = position;
            if (p > 0 && buffer[p - 1] == '\\') {
                return;
            }
            while (p < filled && buffer[p] != '"' && buffer[p] != '\\') {
                p++;
            }
            position = p;
        }
    }

    private void requireNothingMore() throws IOException {
        require(!skipSpace(), "nothing after the end of the array", "more");
    }

    private boolean skipSpace() throws IOException {
        while (more()) {
            if (!JsonStructure.isSpace(buffer[position])) {
                return true;
            }
            position++;
        }
        return false;
    }

    private boolean more() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private void append(int from) {
        element.append(buffer, from, position);
    }

    private static void require(boolean fits, String expected, String found) throws LostTrackException {
        if (!fits) {
            throw new LostTrackException(expected, found);
        }
    }

    @Override
    public byte[] bytes() {
        return element.toArray();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isOverLimit() {
        return element.isOverLimit();
    }

    @Override
    public String unit() {
        return array ? "element" : "value";
    }
}
