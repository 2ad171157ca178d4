package io.clio.release;

import io.clio.privacy.detect.Detectors;
import io.clio.privacy.text.Terms;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every released text satisfies: its shape, no structured identifier (I5), and every content term
 * written by enough users (I3).
 */
final class TextRules {
    /** The punctuation of titles in the scripts we serve; no symbols, no emoji, no brackets but round ones. */
    private static final String PUNCTUATION =
            " '\u2019\"\u201c\u201d\u2018.,;:!?\u00bf\u00a1()-\u2013\u2014/&+#%_\u00b7\u2026"
                    + "\u3002\u3001\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09\u300c\u300d\u300e\u300f\u30fb\u060c\u061b\u061f\u0964";

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u3000]+");
    private static final int MOST_MARKS_IN_A_ROW = 3;
    private static final int MOST_PUNCTUATION_IN_A_ROW = 3;

    private final SupportIndex index;
    private final int minTermUsers;
    private final Detectors detectors = Detectors.standard();

    TextRules(SupportIndex index, int minTermUsers) {
        this.index = index;
        this.minTermUsers = minTermUsers;
    }

    /**
     * The form in which a text is checked and released: composed, white space folded.
     *
     * @return the text, or nothing if it is missing or too long to look at
     */
    static Optional<String> normal(@Nullable String text, int longest) {
        if (text == null || text.length() > 8 * longest) {
            return Optional.empty();
        }
        String spaced = SPACES.matcher(text).replaceAll(" ").strip();
        return Optional.of(Normalizer.normalize(spaced, Normalizer.Form.NFC));
    }

    /**
     * What is wrong with a text.
     *
     * @param text in normal form
     * @param longest how many characters it may have
     * @param rows the rows that it describes
     * @return nothing if it may be released
     */
    Optional<Refusal> check(String text, int longest, int[] rows) {
        if (text.isBlank() || text.length() > longest || !isWellFormed(text)) {
            return Optional.of(new Refusal(Withheld.TEXT_MALFORMED, Set.of()));
        }
        if (detectors.any(text)) {
            return Optional.of(new Refusal(Withheld.TEXT_IDENTIFIER, Set.of()));
        }
        Set<String> unsupported = unsupported(Terms.required(text), rows);
        return unsupported.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(Withheld.TEXT_UNSUPPORTED_TERM, unsupported));
    }

    private Set<String> unsupported(Set<String> terms, int[] rows) {
        Set<String> failing = new TreeSet<>();
        index.usersOf(rows, terms).forEach((term, users) -> {
            if (users < minTermUsers) {
                failing.add(term);
            }
        });
        return failing;
    }

    private static boolean isWellFormed(String text) {
        int marks = 0;
        int punctuation = 0;
        boolean anyLetter = false;
        int previous = ' ';
        for (int at = 0; at < text.length(); ) {
            int code = text.codePointAt(at);
            at += Character.charCount(code);
            boolean letter = Character.isLetterOrDigit(code) && !isInvisible(code);
            boolean mark =
                    isMark(code) && !isInvisible(code) && (Character.isLetterOrDigit(previous) || isMark(previous));
            marks = mark ? marks + 1 : 0;
            punctuation = mark || letter ? 0 : punctuation + 1;
            anyLetter |= letter;
            boolean allowed = letter || mark || PUNCTUATION.indexOf(code) >= 0 || isJoinerIn(text, at, previous);
            if (!allowed || marks > MOST_MARKS_IN_A_ROW || punctuation > MOST_PUNCTUATION_IN_A_ROW) {
                return false;
            }
            previous = code;
        }
        return anyLetter;
    }

    private static boolean isMark(int code) {
        int type = Character.getType(code);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Letters and marks that show nothing, and could carry a hidden message: fillers and variation selectors. */
    private static boolean isInvisible(int code) {
        return code == 0x034F
                || code == 0x115F
                || code == 0x1160
                || code == 0x17B4
                || code == 0x17B5
                || (code >= 0x180B && code <= 0x180F)
                || code == 0x3164
                || (code >= 0xFE00 && code <= 0xFE0F)
                || code == 0xFFA0
                || (code >= 0xE0100 && code <= 0xE01EF);
    }

    /** Persian and the scripts of India need joiners inside words; anywhere else they could carry a hidden message. */
    private static boolean isJoinerIn(String text, int next, int previous) {
        int code = text.codePointBefore(next);
        return (code == 0x200C || code == 0x200D)
                && previous >= 0x0600
                && previous < 0x0E00
                && (Character.isLetter(previous) || isMark(previous))
                && next < text.length()
                && Character.isLetter(text.codePointAt(next));
    }

    /**
     * Why a text may not be released.
     *
     * @param reason the rule that it broke
     * @param terms the terms that are to blame, if that is the rule
     */
    record Refusal(Withheld reason, Set<String> terms) {}
}
