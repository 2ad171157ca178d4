package io.clio.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which script most of a text is written in. Thread-safe. */
public final class Scripts {
    /**
     * A character of these scripts says about as much as four letters of an alphabet, and foreign names in Latin are
     * long.
     */
    private static final int WEIGHT_OF_A_SYLLABLE = 4;
    /** Of a Japanese text without Latin, at least this part is kana; Chinese borrows one now and then. */
    private static final double FEWEST_KANA = 0.1;
    /** A letter or two may be a formula. */
    private static final int LEAST = 3;

    private Scripts() {}

    /**
     * The script in which more than half of a text is written, a syllable or ideograph counting as four letters.
     *
     * @param prose a text
     * @return the script; {@link UnicodeScript#HIRAGANA} stands for Japanese as it is usually written, with kana and
     *     ideographs. Nothing if no script has more than half, or there are hardly any letters
     */
    public static Optional<UnicodeScript> leading(String prose) {
        Map<UnicodeScript, Integer> weights = new EnumMap<>(UnicodeScript.class);
        int all = 0;
        int kana = 0;
        int next;
        for (int at = 0; at < prose.length(); at = next) {
            int code = prose.codePointAt(at);
            next = at + Character.charCount(code);
            if (!Character.isLetter(code)) {
                continue;
            }
            UnicodeScript script = UnicodeScript.of(code);
            if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) {
                continue;
            }
            boolean isKana = script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
            kana += isKana ? 1 : 0;
            int weight =
                    isKana || script == UnicodeScript.HAN || script == UnicodeScript.HANGUL ? WEIGHT_OF_A_SYLLABLE : 1;
            weights.merge(isKana ? UnicodeScript.HAN : script, weight, Integer::sum);
            all += weight;
        }
        int half = all / 2;
        boolean japanese =
                kana * WEIGHT_OF_A_SYLLABLE > FEWEST_KANA * weights.getOrDefault(UnicodeScript.HAN, 0) && kana > 0;
        return all < LEAST
                ? Optional.empty()
                : weights.entrySet().stream()
                        .filter(entry -> entry.getValue() > half)
                        .map(Map.Entry::getKey)
                        .map(script -> japanese && script == UnicodeScript.HAN ? UnicodeScript.HIRAGANA : script)
                        .findFirst();
    }

    /**
     * A text without the letters of other scripts; digits, marks and spaces stay.
     *
     * @param script the script to keep
     * @param prose a text
     * @return the text, with a space for each letter that is left out
     */
    public static String only(UnicodeScript script, String prose) {
        return letters(prose, script, true);
    }

    /**
     * A text without the letters of one script.
     *
     * @param script the script to leave out
     * @param prose a text
     * @return the text, with a space for each letter that is left out
     */
    public static String without(UnicodeScript script, String prose) {
        return letters(prose, script, false);
    }

    private static String letters(String prose, UnicodeScript script, boolean keep) {
        StringBuilder kept = new StringBuilder(prose.length());
        prose.codePoints()
                .map(code -> !Character.isLetter(code) || (UnicodeScript.of(code) == script) == keep ? code : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
