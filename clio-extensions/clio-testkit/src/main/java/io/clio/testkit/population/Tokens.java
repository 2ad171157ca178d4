package io.clio.testkit.population;

/**
 * A rough count of the tokens a language model sees: a quarter of a token a character, three quarters a Chinese or
 * Japanese character.
 */
final class Tokens {

    private static final char FIRST_EAST_ASIAN = '\u2E80';

    private Tokens() {}

    static double in(CharSequence text) {
        int quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            quarters += text.charAt(i) < FIRST_EAST_ASIAN ? 1 : 3;
        }
        return quarters / 4.0;
    }
}
