package io.clio.model;

import java.util.Map;

/**
 * How many groups are wanted, and between which numbers an answer may lie: half as many to half as many again.
 *
 * @param least the fewest
 * @param wanted the number itself
 * @param most the most
 */
record Range(int least, int wanted, int most) {
    /** The range around a number, with a lower end of its own if half the number is below that. */
    static Range around(double number, int atLeast) {
        int wanted = Math.max(atLeast, (int) Math.round(number));
        int least = Math.max(atLeast, (wanted + 1) / 2);
        return new Range(least, wanted, Math.max(least + 1, wanted + wanted / 2));
    }

    /** The numbers as a prompt says them. */
    Map<String, String> words() {
        return Map.of("least", "" + least, "wanted", "" + wanted, "most", "" + most);
    }

    /** The numbers without the one in the middle. */
    Map<String, String> ends() {
        return Map.of("least", "" + least, "most", "" + most);
    }
}
