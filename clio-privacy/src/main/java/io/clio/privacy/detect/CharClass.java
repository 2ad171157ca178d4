package io.clio.privacy.detect;

/** The three classes that the census of a text counts by, tabulated. */
final class CharClass {
    /** Neither of the others. */
    static final byte OTHER = 0;
    /** A character that keys are made of, but no digit. */
    static final byte KEY = 1;
    /** An ASCII digit; twice {@link #KEY}, so that a shift counts digits without a branch. */
    static final byte DIGIT = 2;

    private static final byte[] TABLE = tabulate();

    private CharClass() {}

    private static byte[] tabulate() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = Ascii.isDigit(c) ? DIGIT : Ascii.isLetter(c) || "_-+/=.".indexOf(c) >= 0 ? KEY : OTHER;
        }
        return table;
    }

    static byte of(char ascii) {
        return TABLE[ascii];
    }
}
