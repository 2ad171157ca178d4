package io.clio.privacy.detect;

/** Character classes of folded text, where letters and digits that matter to a detector are ASCII. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isLower(c) || isUpper(c);
    }

    static boolean isAlnum(char c) {
        return isLetter(c) || isDigit(c);
    }

    /** A letter or digit of a script that puts spaces between words, so that a run of them is one word. */
    static boolean isSpacedWordChar(char c) {
        return c < 128 ? isAlnum(c) : Character.isLetterOrDigit(c) && !isUnspaced(c);
    }

    /** A letter of a script written without spaces (Thai to Khmer, kana, Han, Hangul with its particles). */
    static boolean isUnspaced(char c) {
        return (c >= 0x0E00 && c <= 0x0EFF)
                || (c >= 0x1000 && c <= 0x109F)
                || (c >= 0x1780 && c <= 0x17FF)
                || (c >= 0x2E80 && c <= 0xD7FF)
                || (c >= 0xF900 && c <= 0xFAFF);
    }

    static String digitsOf(CharSequence text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    static String alnumOf(CharSequence text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isAlnum(c)) {
                kept.append(isLower(c) ? (char) (c - 'a' + 'A') : c);
            }
        }
        return kept.toString();
    }
}
