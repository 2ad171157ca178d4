package io.clio.privacy.detect;

import java.util.Arrays;

/**
 * Recognises random tokens of no known issuer: at least twenty characters, letters and digits mixed, and as irregular
 * as random text in two measures, Shannon entropy and changes between character classes.
 *
 * <p>Words, camelCase and snake_case names, file names and dates are long runs of one class, with a change at the
 * beginning of each word at most (a capital before small letters counts as one class with them). Random text changes
 * class at about every second character.
 */
final class EntropyDetector implements Detector {
    private static final int SHORTEST = 20;
    private static final int SHORTEST_SEGMENT = 10;
    private static final int ENOUGH_RANDOM = 16;
    private static final double CHANGES_PER_CHAR = 0.24;
    private static final double BITS = 2.75;

    @Override
    public void find(Folded text, Sink sink) {
        if (text.longestRun() < SHORTEST) {
            return;
        }
        String content = text.text();
        int start = 0;
        for (int i = 0; i <= content.length(); i++) {
            if (i < content.length() && isToken(content.charAt(i))) {
                continue;
            }
            if (i - start >= SHORTEST && randomChars(content, start, i) >= ENOUGH_RANDOM) {
                sink.accept(Kinds.KEY, start, i);
            }
            start = i + 1;
        }
    }

    private static boolean isToken(char c) {
        return c < 128 && (Ascii.isAlnum(c) || "_-+/=".indexOf(c) >= 0);
    }

    /** How many characters of a token lie in segments that look random. */
    private static int randomChars(String text, int start, int end) {
        int random = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i < end && Ascii.isAlnum(text.charAt(i))) {
                continue;
            }
            if (i - from >= SHORTEST_SEGMENT && looksRandom(text, from, i)) {
                random += i - from;
            }
            from = i + 1;
        }
        return random;
    }

    private static boolean looksRandom(String text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Ascii.isDigit(text.charAt(i)) ? 1 : 0;
        }
        int length = end - start;
        return digits > 0
                && digits < length
                && changes(text, start, end) >= CHANGES_PER_CHAR * length
                && entropy(text, start, end) >= BITS;
    }

    private static int changes(String text, int start, int end) {
        int changes = 0;
        for (int i = start + 1; i < end; i++) {
            char before = text.charAt(i - 1);
            char now = text.charAt(i);
            boolean same =
                    Ascii.isDigit(before) == Ascii.isDigit(now) && !(Ascii.isLower(before) && Ascii.isUpper(now));
            changes += same ? 0 : 1;
        }
        return changes;
    }

    /** Bits per character of the distribution of characters. */
    private static double entropy(String text, int start, int end) {
        int[] counts = new int[128];
        for (int i = start; i < end; i++) {
            counts[text.charAt(i)]++;
        }
        double length = end - start;
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> -count / length * Math.log(count / length) / Math.log(2))
                .sum();
    }
}
