package io.clio.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of CSV as in RFC 4180: fields may be quoted, quoted fields may hold delimiters, quotes (doubled) and line
 * ends. Holds one row at a time.
 *
 * <p>A row that breaks these rules ends with its first line, and reading goes on with the next line: so a lost quote
 * spoils its own row and swallows no other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRecords {
    private static final int BUFFER = 1 << 16;

    /** What is wrong with a row. */
    enum Fault {
        NONE(""),
        OVER_LIMIT("a longer one"),
        QUOTES("quotes that do not match"),
        ENCODING("bytes that are not UTF-8"),
        COLUMNS("another number of fields");

        private final String found;

        Fault(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    private enum State {
        START,
        PLAIN,
        QUOTED,
        CLOSED,
        RETURNED
    }

    private final InputStream in;
    private final int limit;
    private final byte delimiter;
    private final int columns;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int position;
    private int end;
    private boolean overLimit;
    private long nextLine = 1;
    private long line;
    private Fault fault = Fault.NONE;
    private List<String> fields = List.of();

    /**
     * Rows of a stream.
     *
     * @param in the stream
     * @param limit the longest row, in bytes
     * @param delimiter what stands between fields
     * @param columns how many fields a row has; 0 if that is not known
     */
    CsvRecords(InputStream in, int limit, char delimiter, int columns) {
        this.in = in;
        this.limit = limit;
        this.delimiter = (byte) delimiter;
        this.columns = columns;
    }

    /** Goes to the next row that is not blank. */
    boolean next() throws IOException {
        do {
            if (!scan()) {
                return false;
            }
        } while (fault == Fault.NONE && fields.size() == 1 && fields.get(0).isBlank());
        return true;
    }

    List<String> fields() {
        return fields;
    }

    Fault fault() {
        return fault;
    }

    /** The line on which the row begins, from 1. */
    long line() {
        return line;
    }

    private boolean scan() throws IOException {
        start = position;
        line = nextLine;
        overLimit = false;
        fault = Fault.NONE;
        fields = List.of();
        if (!more()) {
            return false;
        }
        long inner = 0;
        State state = State.START;
        while (true) {
            if (!more()) {
                if (state == State.QUOTED) {
                    return endWithFirstLine();
                }
                break;
            }
            byte b = buffer[position++];
            if (b == '\n') {
                if (state != State.QUOTED) {
                    break;
                }
                inner++;
            } else {
                state = after(state, b);
                if (state == State.RETURNED && more() && buffer[position] != '\n') {
                    return endWithFirstLine();
                }
            }
            if (state == State.CLOSED && isStray()) {
                return endWithFirstLine();
            }
        }
        nextLine += inner + 1;
        return finish(inner > 0);
    }

    private State after(State state, byte b) {
        boolean delimits = b == delimiter;
        return switch (state) {
            case START -> delimits ? State.START : b == '"' ? State.QUOTED : State.PLAIN;
            case PLAIN -> delimits ? State.START : State.PLAIN;
            case QUOTED -> b == '"' ? State.CLOSED : State.QUOTED;
            case CLOSED, RETURNED -> delimits ? State.START : b == '"' ? State.QUOTED : State.RETURNED;
        };
    }

    /** After a closing quote only a delimiter, a line end or another quote can stand. */
    private boolean isStray() throws IOException {
        if (!more()) {
            return false;
        }
        byte b = buffer[position];
        return b != delimiter && b != '"' && b != '\n' && b != '\r';
    }

    private boolean finish(boolean severalLines) throws IOException {
        if (overLimit || position - start > limit) {
            fault = Fault.OVER_LIMIT;
            return true;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, start, position - start))
                    .toString();
            fields = split(text);
        } catch (CharacterCodingException e) {
            fault = Fault.ENCODING;
        }
        boolean blank = fields.size() == 1 && fields.get(0).isBlank();
        if (fault == Fault.NONE && columns > 0 && fields.size() != columns && !blank) {
            fault = Fault.COLUMNS;
        }
        if (fault != Fault.NONE && severalLines) {
            Fault here = fault;
            nextLine = line;
            endWithFirstLine();
            fault = here;
        }
        return true;
    }

    /** Gives the first line of the row up, and goes back to the second. */
    private boolean endWithFirstLine() throws IOException {
        if (overLimit) {
            throw new LostTrackException("quotes that match", "a quoted field that is over the limit and never ends");
        }
        fault = Fault.QUOTES;
        fields = List.of();
        position = start;
        while (more()) {
            if (buffer[position++] == '\n') {
                break;
            }
        }
        nextLine = line + 1;
        return true;
    }

    private List<String> split(String row) {
        String text = row.endsWith("\r\n")
                ? row.substring(0, row.length() - 2)
                : row.endsWith("\n") || row.endsWith("\r") ? row.substring(0, row.length() - 1) : row;
        List<String> split = new ArrayList<>(Math.max(columns, 8));
        int at = 0;
        while (at <= text.length()) {
            StringBuilder field = new StringBuilder();
            at = text.startsWith("\"", at) ? quoted(text, at + 1, field) : plain(text, at, field);
            split.add(field.toString());
        }
        return split;
    }

    private int plain(String text, int from, StringBuilder to) {
        int comma = text.indexOf(delimiter, from);
        int stop = comma < 0 ? text.length() : comma;
        to.append(text, from, stop);
        return stop + 1;
    }

    private static int quoted(String text, int from, StringBuilder to) {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                to.append(text, at, text.length());
                return text.length() + 1;
            }
            to.append(text, at, quote);
            if (!text.startsWith("\"", quote + 1)) {
                return quote + 2;
            }
            to.append('"');
            at = quote + 2;
        }
    }

    /** Makes sure that there is a byte at the position. */
    private boolean more() throws IOException {
        if (position < end) {
            return true;
        }
        if (overLimit || position - start > limit) {
            overLimit = true;
            start = position;
        }
        makeRoom();
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    private void makeRoom() {
        if (end < buffer.length) {
            return;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            position -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }
}
