package io.clio.model;

/**
 * About how many tokens a text has: a quarter for a letter of English or a space, half for other ASCII and the
 * alphabets below U+0800, one for other characters and for angle brackets, which are quoted by such, two for those that
 * take two UTF-16 units. Closer to the truth for prose than the dispatcher's estimate, which must never be too low.
 */
final class Length {
    private static final int QUARTERS = 4;
    private static final int ASCII = 0x80;
    private static final int ALPHABETS = 0x800;

    private Length() {}

    static long tokens(String text) {
        return (text.codePoints().mapToLong(Length::quarters).sum() + QUARTERS - 1) / QUARTERS;
    }

    /** The start of a text of so many tokens. */
    static String start(String text, int tokens) {
        int end = 0;
        long left = (long) QUARTERS * tokens;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= quarters(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    /** The end of a text of so many tokens. */
    static String end(String text, int tokens) {
        int start = text.length();
        long left = (long) QUARTERS * tokens;
        while (start > 0) {
            int point = text.codePointBefore(start);
            left -= quarters(point);
            if (left < 0) {
                break;
            }
            start -= Character.charCount(point);
        }
        return text.substring(start);
    }

    private static int quarters(int point) {
        if (point == '<' || point == '>') {
            return QUARTERS;
        }
        if (point < ASCII) {
            boolean isPlain = point == ' ' || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
            return isPlain ? 1 : 2;
        }
        return point < ALPHABETS ? 2 : point <= Character.MAX_VALUE ? QUARTERS : 2 * QUARTERS;
    }
}
