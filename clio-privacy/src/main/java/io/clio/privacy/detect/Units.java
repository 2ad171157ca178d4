package io.clio.privacy.detect;

import java.util.regex.Pattern;

/** Signs and words behind a number that make it a quantity. */
final class Units {
    private static final Pattern UNIT = Pattern.compile(
            " ?(?:[€$£¥%]|(?:usd|eur|euros?|dollars?|pounds?|yuan|km|kg|mg|ml|people|users|years?|años)\\b)",
            Pattern.CASE_INSENSITIVE);

    private Units() {}

    /** Whether a unit stands at {@code end}, or behind one space. */
    static boolean follow(String text, int end) {
        return UNIT.matcher(text).region(end, text.length()).lookingAt();
    }
}
