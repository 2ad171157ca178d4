package io.clio.release;

import io.clio.privacy.detect.Detectors;
import io.clio.privacy.detect.RecognizerFailedException;
import io.clio.privacy.text.Terms;
import io.clio.privacy.text.Words;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every released text satisfies: its shape, no structured identifier (I5), no user id (I6), every
 * content term written by enough users (I3), and no sequence of terms that only a few users wrote (I4).
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
    private final Detectors detectors;

    TextRules(SupportIndex index, int minTermUsers) {
        this(index, minTermUsers, Detectors.standard());
    }

    TextRules(SupportIndex index, int minTermUsers, Detectors detectors) {
        this.index = index;
        this.minTermUsers = minTermUsers;
        this.detectors = detectors;
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
     * A text that somebody would release.
     *
     * @param text in normal form
     * @param longest how many characters it may have
     * @param rows the rows that it describes
     * @param given terms that the gate itself put in, and that need no support
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Claim(String text, int longest, int[] rows, Set<String> given) {
        Claim(String text, int longest, int[] rows) {
            this(text, longest, rows, Set.of());
        }
    }

    /** What is wrong with a text alone: nothing if it may be released. */
    Optional<Refusal> check(String text, int longest, int[] rows) {
        return check(List.of(new Claim(text, longest, rows))).get(0);
    }

    /**
     * What is wrong with each of some texts. Raw text is read once for all of them.
     *
     * @return for each claim nothing if it may be released
     */
    List<Optional<Refusal>> check(List<Claim> claims) {
        List<Optional<Refusal>> refusals = new ArrayList<>();
        List<SupportScan.Question> questions = new ArrayList<>();
        List<Integer> askedBy = new ArrayList<>();
        for (Claim claim : claims) {
            Optional<Refusal> refusal = checkForm(claim.text, claim.longest);
            refusals.add(refusal);
            List<String> terms = refusal.isPresent() ? List.of() : Terms.inOrder(Words.of(claim.text));
            if (terms.size() >= SupportScan.SEQUENCE || !claim.given.containsAll(terms)) {
                askedBy.add(refusals.size() - 1);
                questions.add(new SupportScan.Question(claim.rows, terms));
            }
        }
        List<SupportScan.Counts> counts = index.count(questions, minTermUsers);
        for (int i = 0; i < counts.size(); i++) {
            Set<String> given = claims.get(askedBy.get(i)).given;
            refusals.set(askedBy.get(i), judge(questions.get(i).terms(), given, counts.get(i)));
        }
        return refusals;
    }

    /** What is wrong with a text whoever wrote its words: its shape, or that it names somebody. */
    Optional<Refusal> checkForm(String text, int longest) {
        if (text.isBlank() || text.length() > longest || !isWellFormed(text)) {
            return Optional.of(new Refusal(Withheld.TEXT_MALFORMED, Set.of()));
        }
        if (holdsIdentifier(text)) {
            return Optional.of(new Refusal(Withheld.TEXT_IDENTIFIER, Set.of()));
        }
        return index.namesAnybody(text)
                ? Optional.of(new Refusal(Withheld.TEXT_NAMES_A_USER, Set.of()))
                : Optional.empty();
    }

    /** Also where a recogniser fails: nobody knows then. */
    private boolean holdsIdentifier(String text) {
        try {
            return detectors.any(text);
        } catch (RecognizerFailedException unknown) {
            return true;
        }
    }

    private Optional<Refusal> judge(List<String> terms, Set<String> given, SupportScan.Counts counts) {
        Set<String> unsupported = new TreeSet<>();
        for (int i = 0; i < terms.size(); i++) {
            if (counts.terms()[i] < minTermUsers && !given.contains(terms.get(i))) {
                unsupported.add(terms.get(i));
            }
        }
        if (!unsupported.isEmpty()) {
            return Optional.of(new Refusal(Withheld.TEXT_UNSUPPORTED_TERM, unsupported));
        }
        Set<String> endsOfSequences = new TreeSet<>();
        for (int i = 0; i < counts.sequences().length; i++) {
            int wrote = counts.sequences()[i];
            if (wrote != SupportScan.Counts.NOWHERE && wrote < minTermUsers) {
                endsOfSequences.add(terms.get(i + SupportScan.SEQUENCE - 1));
            }
        }
        return endsOfSequences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(Withheld.TEXT_RARE_SEQUENCE, endsOfSequences));
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
     * @param terms the terms that are to blame; of a sequence one without which it is none
     */
    record Refusal(Withheld reason, Set<String> terms) {}
}
