package io.clio.privacy.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tokenizer of the trusted base: runs of letters, marks and digits, with apostrophes inside a word kept.
 *
 * <p>In scripts that write no spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) each character is a token of its own and is
 * marked as glued, so that a caller can join neighbours. {@code C#} and {@code C++} are words. A zero-width joiner or
 * non-joiner inside a word, as Persian writes it, does not end the word. Placeholders that the redactor left, such as
 * {@code [email]}, are not words. One pass, linear in the length; thread-safe.
 */
public final class Words {
    private Words() {}

    /**
     * The tokens of a text.
     *
     * @param text any text
     * @return its tokens in order
     */
    public static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(Math.max(8, text.length() / 6));
        int at = 0;
        while (at < text.length()) {
            int code = text.codePointAt(at);
            int next = at + Character.charCount(code);
            if (code == '[') {
                int close = Placeholders.endOf(text, at);
                at = close > 0 ? close : next;
            } else if (!isWordPart(code)) {
                at = next;
            } else if (isGlued(code)) {
                tokens.add(token(text, at, next, true));
                at = next;
            } else {
                int end = endOfWord(text, next, code);
                tokens.add(token(text, at, end, false));
                at = end;
            }
        }
        return tokens;
    }

    /**
     * The folded form of a word: compatibility-normalised (NFKC), lower-cased without regard to locale, without
     * joiners.
     *
     * @param word a word
     * @return its folded form
     */
    public static String fold(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 0x80) {
                String folded = Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
                return folded.replace('\u2019', '\'').replace("\u200c", "").replace("\u200d", "");
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }

    private static Token token(String text, int start, int end, boolean glued) {
        return new Token(start, end, fold(text.substring(start, end)), glued);
    }

    private static int endOfWord(String text, int from, int first) {
        int end = from;
        while (end < text.length()) {
            int code = text.codePointAt(end);
            if (isApostrophe(code) && end + 1 < text.length() && Character.isLetter(text.codePointAt(end + 1))) {
                end++;
            } else if (isJoiner(code) && continues(text, end + 1)) {
                end++;
            } else if (isWordPart(code) && !isGlued(code)) {
                end += Character.charCount(code);
            } else {
                break;
            }
        }
        return end == from && isAsciiLetter(first) ? endOfLanguageName(text, end) : end;
    }

    /** {@code C#}, {@code F#} and {@code C++} are names of their own. */
    private static int endOfLanguageName(String text, int end) {
        if (text.startsWith("++", end)) {
            return end + 2;
        }
        return text.startsWith("#", end) && !text.startsWith("##", end) ? end + 1 : end;
    }

    private static boolean isAsciiLetter(int code) {
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    }

    private static boolean isApostrophe(int code) {
        return code == '\'' || code == '\u2019';
    }

    private static boolean isJoiner(int code) {
        return code == 0x200C || code == 0x200D;
    }

    private static boolean continues(String text, int at) {
        return at < text.length() && isWordPart(text.codePointAt(at)) && !isGlued(text.codePointAt(at));
    }

    private static boolean isWordPart(int code) {
        if (code < 0x80) {
            return isAsciiLetter(code) || (code >= '0' && code <= '9');
        }
        int type = Character.getType(code);
        return Character.isLetterOrDigit(code)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isGlued(int code) {
        if (code < 0x0E00) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(code);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> code == 0x30FC; // the sound mark of Kana belongs to no script
        };
    }
}
