package io.clio.privacy.text;

import io.clio.privacy.detect.Redactor;
import java.util.Set;

/** What the redactor leaves in place of an identifier: its kind in square brackets. */
final class Placeholders {
    private static final Set<String> ALL = Redactor.PLACEHOLDERS;
    private static final int LONGEST =
            ALL.stream().mapToInt(String::length).max().orElseThrow();

    private Placeholders() {}

    /**
     * Where the placeholder that begins here ends.
     *
     * @param text a text
     * @param open the index of an opening bracket
     * @return the index behind the closing bracket, or −1 if no placeholder begins here
     */
    static int endOf(String text, int open) {
        int close = text.indexOf(']', open);
        if (close < 0 || close + 1 - open > LONGEST || !ALL.contains(text.substring(open, close + 1))) {
            return -1;
        }
        return close + 1;
    }
}
