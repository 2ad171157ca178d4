package io.clio.privacy.detect;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.jspecify.annotations.Nullable;

/**
 * What each code point folds to; see {@link Folded} for the rules.
 *
 * <p>The basic plane is tabulated once, because normalising a code point costs a hundred times as much as looking it
 * up.
 */
final class FoldTable {
    /** In the table: the code point vanishes. */
    static final char DROPPED = 0;
    /** In the table: the code point becomes several chars; ask {@link #fold}. */
    static final char EXPANDS = 0xFFFF;

    private static final char[] BASIC = tabulate();

    private FoldTable() {}

    private static char[] tabulate() {
        char[] table = new char[0x10000];
        for (int c = 0; c < table.length; c++) {
            String folded = fold(c);
            table[c] = folded.isEmpty() ? DROPPED : folded.length() > 1 ? EXPANDS : folded.charAt(0);
        }
        return table;
    }

    /** The folded char of a char of the basic plane, {@link #DROPPED} or {@link #EXPANDS}. */
    static char ofBasic(char c) {
        return BASIC[c];
    }

    /** The folded form of any code point. */
    static String fold(int codePoint) {
        if (isIdeograph(codePoint) || isSurrogate(codePoint)) {
            return Character.toString(codePoint);
        }
        String single = foldSimple(codePoint);
        return single != null ? single : foldCompatible(codePoint);
    }

    private static boolean isIdeograph(int c) {
        return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x3FFFF);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Whatever needs no normalisation; null if the code point does. */
    private static @Nullable String foldSimple(int c) {
        if (c < 128) {
            return isStrayControl(c) ? "" : Character.toString(c);
        }
        String ascii = Confusables.ascii(c);
        if (!ascii.isEmpty()) {
            return ascii;
        }
        if (isFiller(c)) {
            return "";
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            case Character.SPACE_SEPARATOR -> " ";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "\n";
            case Character.DASH_PUNCTUATION -> "-";
            case Character.DECIMAL_DIGIT_NUMBER -> Integer.toString(Character.digit(c, 10));
            default -> null;
        };
    }

    static boolean isStrayControl(int c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    }

    /** Letters and signs that show nothing: Hangul fillers, the empty Braille cell. */
    private static boolean isFiller(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
    }

    private static String foldCompatible(int c) {
        String self = Character.toString(c);
        String composed = Normalizer.normalize(self, Form.NFKC);
        String parts = hasAsciiLookalikes(c) ? Normalizer.normalize(composed, Form.NFD) : composed;
        if (!parts.equals(self)) {
            StringBuilder folded = new StringBuilder();
            parts.codePoints().forEach(part -> folded.append(part == c ? self : fold(part)));
            return folded.toString();
        }
        return isDingbatDigit(c) ? Integer.toString((c - 0x2775) % 10) : self;
    }

    /** The circled one to ten, three times over, which compatibility normalisation leaves alone. */
    private static boolean isDingbatDigit(int c) {
        return c >= 0x2776 && c <= 0x2793;
    }

    private static boolean hasAsciiLookalikes(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.LATIN || script == UnicodeScript.GREEK || script == UnicodeScript.CYRILLIC;
    }
}
