package io.clio.http;

/** Text that can be sent as UTF-8, which half a surrogate pair cannot. */
public final class WellFormed {
    private static final int REPLACEMENT = 0xFFFD;

    private WellFormed() {}

    /**
     * Makes a text such that it can be sent.
     *
     * @param text any text
     * @return the same, with U+FFFD for each half of a pair
     */
    public static String of(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
