package io.clio.testkit.population;

/** A number in lower-case hexadecimal digits of a fixed width. */
final class Hex {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    static String of(long number, int width) {
        char[] text = new char[width];
        for (int i = 0; i < width; i++) {
            text[i] = DIGITS[(int) (number >>> (4 * (width - 1 - i))) & 15];
        }
        return new String(text);
    }
}
