package io.clio.privacy.detect;

import java.util.regex.Pattern;

/** Recognises what digit groups with separators are most often: dates, and spans of years. */
final class Dates {
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final String YEAR = "(?:1[5-9]|20)\\d\\d";
    private static final Pattern DATE = Pattern.compile("(?:" + DAY + "([-./ ])" + MONTH + "\\1(?:" + YEAR + "|\\d\\d)"
            + "|" + MONTH + "([-./ ])" + DAY + "\\2(?:" + YEAR + "|\\d\\d)"
            + "|" + YEAR + "([-./ ])" + MONTH + "\\3" + DAY
            + "|" + YEAR + " ?[-/ ] ?" + YEAR + ")(?![0-9A-Za-z]|[-./][0-9])");

    private Dates() {}

    /** Whether the text begins with a date or a span of years. */
    static boolean begins(String text) {
        return DATE.matcher(text).lookingAt();
    }
}
