package io.clio.input;

import java.util.Arrays;

/**
 * Follows the brackets and strings of JSON byte by byte, and no more of it: what is inside an element may be broken
 * without its end getting lost. It gives up as soon as a bracket or a quote stands where none can, for from there on
 * text may pass for structure and structure for text.
 */
final class JsonStructure {
    private static final int DEEPEST = 1 << 16;

    private byte[] open = new byte[64];
    private int depth;
    private boolean inString;
    private boolean escaped;
    private byte last;

    /** Forgets what was: an element begins. */
    void reset() {
        depth = 0;
        inString = false;
        escaped = false;
        last = 0;
    }

    boolean inString() {
        return inString;
    }

    /** Says whether everything that was opened is closed. */
    boolean isOutside() {
        return depth == 0 && !inString;
    }

    /** Says whether anything but white space has come since the start of the element. */
    boolean isEmpty() {
        return last == 0;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Takes the next byte. */
    void take(byte b) throws LostTrackException {
        if (inString) {
            takeInString(b);
        } else if (!isSpace(b)) {
            takeOutside(b);
            last = b;
        }
    }

    private void takeInString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
        }
    }

    private void takeOutside(byte b) throws LostTrackException {
        switch (b) {
            case '"' -> {
                require(last == 0 || last == '{' || last == '[' || last == ',' || last == ':', "a quote");
                inString = true;
            }
            case '{', '[' -> open(b);
            case '}', ']' -> close(b);
            case ',' -> {}
            case ':' -> require(depth > 0, "a colon");
            default -> require(last != '"' && last != '}' && last != ']', "text after a string or a bracket");
        }
    }

    private void open(byte b) throws LostTrackException {
        boolean allowed = depth == 0 ? last == 0 : open[depth - 1] == '{' ? last == ':' : last == '[' || last == ',';
        require(allowed, "an opening bracket");
        if (depth == DEEPEST) {
            throw new LostTrackException("JSON", "brackets that are nested too deep to be followed");
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = b;
    }

    private void close(byte b) throws LostTrackException {
        require(depth > 0 && open[depth - 1] == (b == '}' ? '{' : '['), "a closing bracket");
        depth--;
    }

    private static void require(boolean allowed, String what) throws LostTrackException {
        if (!allowed) {
            throw new LostTrackException("well-formed JSON", what + " where none can stand");
        }
    }
}
