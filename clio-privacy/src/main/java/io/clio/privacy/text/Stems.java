package io.clio.privacy.text;

/**
 * A light stemmer: it takes off English plural and possessive endings, and nothing else.
 *
 * <p>The gate compares stems on both sides, so a stemmer that conflates more lets more through; this one conflates
 * little. It is the "S" stemmer of Harman, <i>How effective is suffixing?</i> (JASIS 42, 1991), table 1, applied to
 * words of ASCII letters alone.
 */
public final class Stems {
    private Stems() {}

    /**
     * The stem of a folded word.
     *
     * @param folded a folded word
     * @return its stem
     */
    public static String of(String folded) {
        String word = folded.endsWith("'s") ? folded.substring(0, folded.length() - 2) : folded;
        int length = word.length();
        if (length < 4 || word.charAt(length - 1) != 's' || !isAsciiWord(word)) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.endsWith("eies") || word.endsWith("aies") ? word : word.substring(0, length - 3) + "y";
        }
        if (word.endsWith("es")) {
            return word.endsWith("aes") || word.endsWith("ees") || word.endsWith("oes")
                    ? word
                    : word.substring(0, length - 1);
        }
        return word.endsWith("us") || word.endsWith("ss") ? word : word.substring(0, length - 1);
    }

    private static boolean isAsciiWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}
