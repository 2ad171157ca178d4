package io.clio.testkit.leak;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Strings to look for in what was released, many at once. A string is found whatever stands between its letters and
 * digits, in any case, width and accent, and with letters of another script that look the same.
 *
 * <p>Not thread-safe while strings are added.
 */
public final class Needles {
    /** Letters of other scripts that pass for Latin ones. */
    private static final String LOOK_ALIKES = "аеорсухіјѕһԁɡοανι";

    private static final String LATIN = "aeopcyxijshdgoavi";

    private final int shortest;
    private final Map<String, List<Needle>> byStart = new HashMap<>();

    /**
     * Nothing to look for yet.
     *
     * @param shortest the fewest letters and digits of a string, at least 1; below six, chance finds much
     */
    public Needles(int shortest) {
        if (shortest < 1) {
            throw new IllegalArgumentException("shortest must be >= 1, got " + shortest);
        }
        this.shortest = shortest;
    }

    private record Needle(int number, String squeezed) {}

    /**
     * How many letters and digits of a string count; marks, such as the vowel signs of Hindi, do not.
     *
     * @param text the string
     * @return how many
     */
    public static int letters(String text) {
        return squeezed(text).length();
    }

    /**
     * Adds a string.
     *
     * @param number under which number it is found, at least 0; several strings may share one
     * @param text the string
     * @throws IllegalArgumentException if it has too few letters and digits
     */
    public void add(int number, String text) {
        String squeezed = squeezed(text);
        if (squeezed.length() < shortest) {
            throw new IllegalArgumentException(
                    "expected " + shortest + " letters and digits, got " + squeezed.length());
        }
        byStart.computeIfAbsent(squeezed.substring(0, shortest), unused -> new ArrayList<>(1))
                .add(new Needle(number, squeezed));
    }

    /**
     * Looks through a text.
     *
     * @param text the text
     * @return the numbers of all strings that it holds
     */
    public BitSet in(String text) {
        BitSet found = new BitSet();
        String hay = squeezed(text);
        for (int at = 0; at + shortest <= hay.length(); at++) {
            for (Needle needle : byStart.getOrDefault(hay.substring(at, at + shortest), List.of())) {
                if (hay.startsWith(needle.squeezed, at)) {
                    found.set(needle.number);
                }
            }
        }
        return found;
    }

    private static String squeezed(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(Character::isLetterOrDigit).forEach(code -> {
            int alike = LOOK_ALIKES.indexOf(code);
            bare.appendCodePoint(alike < 0 ? code : LATIN.charAt(alike));
        });
        return bare.toString();
    }
}
