package io.clio.privacy.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as detectors see it: a copy in which the tricks that hide an identifier from a machine, but not from a reader,
 * are undone, with the way back to the original offsets.
 *
 * <p>Folded per code point: compatibility forms (NFKC); every decimal digit of Unicode to ASCII; format, zero-width,
 * bidirectional, soft-hyphen and control characters and combining marks dropped; Latin, Greek and Cyrillic letters
 * without their diacritics and, where they resemble an ASCII letter, as that letter; dashes to {@code '-'}, dots to
 * {@code '.'}, likewise colons, slashes, quotes and spaces. Letter case is kept. Ordinary Cyrillic or Greek text turns
 * into a mixture that no one should read: the original is unchanged, and only detectors see this.
 *
 * <p>Immutable. {@code toString} does not show the text.
 */
public final class Folded {
    private final String text;
    /** Original offset of each folded char and, last, the original length; null if nothing was folded. */
    private final int @Nullable [] origins;

    private final boolean[] seen = new boolean[128];
    private final int digits;
    private final int longestRun;
    private final List<DigitRegion> regions;

    private Folded(String text, int @Nullable [] origins) {
        this.text = text;
        this.origins = origins;
        int count = 0;
        int run = 0;
        int longest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                run = 0;
                continue;
            }
            seen[c] = true;
            byte kind = CharClass.of(c);
            run = kind == CharClass.OTHER ? 0 : run + 1;
            longest = Math.max(longest, run);
            count += kind >> 1;
        }
        this.digits = count;
        this.longestRun = longest;
        this.regions = DigitRegion.in(text, count);
    }

    /**
     * Folds a text.
     *
     * @param text any text; unpaired surrogates are kept as they are
     * @return the folded copy
     */
    public static Folded of(CharSequence text) {
        String original = text.toString();
        return isPlain(original) ? new Folded(original, null) : fold(original);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 127 || (c < ' ' && FoldTable.isStrayControl(c))) {
                return false;
            }
        }
        return true;
    }

    private static Folded fold(String original) {
        FoldBuffer buffer = new FoldBuffer(original.length());
        for (int i = 0; i < original.length(); ) {
            char c = original.charAt(i);
            char folded = c < 127 && c >= ' ' ? c : FoldTable.ofBasic(c);
            if (Character.isSurrogate(c) || folded == FoldTable.EXPANDS) {
                int codePoint = original.codePointAt(i);
                buffer.append(FoldTable.fold(codePoint), i);
                i += Character.charCount(codePoint);
            } else {
                if (folded != FoldTable.DROPPED) {
                    buffer.append(folded, i);
                }
                i++;
            }
        }
        return new Folded(buffer.text(), buffer.origins(original.length()));
    }

    /**
     * Gives the folded text.
     *
     * @return the folded text; for detectors only, never to be released
     */
    public String text() {
        return text;
    }

    /**
     * Tells whether an ASCII character occurs.
     *
     * @param c an ASCII character
     * @return whether the folded text contains it
     */
    public boolean has(char c) {
        return seen[c];
    }

    /**
     * Counts the digits.
     *
     * @return how many digits the folded text has
     */
    public int digits() {
        return digits;
    }

    /**
     * Measures the longest run of characters that keys are made of.
     *
     * @return length of the longest run of ASCII letters, digits and {@code _ - + / = .}
     */
    public int longestRun() {
        return longestRun;
    }

    /**
     * Leads back to where a place begins.
     *
     * @param start offset in the folded text
     * @return offset in the original text
     */
    public int originalStart(int start) {
        return origins == null ? start : origins[start];
    }

    /**
     * Leads back to where a place ends; marks and zero-width characters that follow belong to it.
     *
     * @param end offset in the folded text, after the last char
     * @return offset in the original text, after the last char
     */
    public int originalEnd(int end) {
        if (origins == null || end == 0) {
            return end;
        }
        int next = end;
        while (next < text.length() && origins[next] == origins[end - 1]) {
            next++;
        }
        return origins[next];
    }

    /** The neighbourhoods with enough digits for an identifier to be looked for in them. */
    List<DigitRegion> regions() {
        return regions;
    }

    @Override
    public String toString() {
        return "Folded[length=" + text.length() + "]";
    }
}
