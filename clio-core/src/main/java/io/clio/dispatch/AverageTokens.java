package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.llm.PromptMessage;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/**
 * About how many tokens a prompt has, as often too many as too few. Each script has its weight for a letter; signs that
 * stand together are about a token, and so are up to three digits; English, for which tokenizers know whole words, is
 * told from other languages in Latin letters by its commonest words, line by line. Weights are fitted to o200k over the
 * languages that docs/llm-dispatch.md lists.
 */
final class AverageTokens {
    private static final int PER_MESSAGE = 4;
    private static final int PER_REQUEST = 3;

    private static final double ENGLISH_WORD = 0.84;
    private static final double ENGLISH_LETTER = 0.052;
    private static final double LATIN_LETTER = 0.27;
    private static final double OTHER_LATIN_LETTER = 0.5;
    private static final double GREEK = 0.41;
    private static final double CYRILLIC = 0.29;
    private static final double HEBREW = 0.44;
    private static final double ARABIC = 0.38;
    private static final double HAN = 0.83;
    private static final double KANA = 0.56;
    private static final double HANGUL = 0.76;
    private static final double INDIC = 0.39;
    private static final double SOUTH_EAST_ASIAN = 0.47;
    private static final double OTHER = 0.4;
    private static final double SUPPLEMENTARY = 2;
    private static final double SIGNS = 0.81;
    private static final double DIGITS = 1;
    private static final int DIGITS_OF_A_TOKEN = 3;
    private static final double LINE = 0.5;
    private static final int ASCII = 0x80;

    /** A line in which so many of the words are these is English; one of a few words is half taken for it. */
    private static final double SHARE = 0.25;

    private static final int PRIOR_COMMON = 2;
    private static final int PRIOR_WORDS = 8;
    private static final int LONGEST_COMMON = 4;
    private static final Set<String> COMMON = Set.of(
            "the", "of", "and", "to", "a", "in", "is", "you", "that", "it", "for", "on", "with", "as", "i", "be", "are",
            "can", "what", "how", "my", "your", "this", "have", "not", "me");

    private AverageTokens() {}

    static long inputTokens(CompletionRequest request) {
        double tokens = PER_REQUEST;
        for (PromptMessage message : request.messages()) {
            tokens += PER_MESSAGE + tokens(message.text().reveal());
        }
        tokens += request.schema().map(schema -> tokens(schema.json())).orElse(0.0);
        tokens += request.prefill()
                .map(SensitiveText::reveal)
                .map(AverageTokens::tokens)
                .orElse(0.0);
        return StrictMath.round(tokens);
    }

    static double tokens(String text) {
        double tokens = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '<') {
                tokens += new Line().read(text, from, i).tokens();
                from = i;
            }
        }
        return tokens + new Line().read(text, from, text.length()).tokens();
    }

    private static double weight(int point) {
        if (point < ASCII) {
            return point == '\n' ? LINE : 0;
        }
        if (point > Character.MAX_VALUE) {
            return SUPPLEMENTARY;
        }
        return switch (UnicodeScript.of(point)) {
            case LATIN -> OTHER_LATIN_LETTER;
            case GREEK -> GREEK;
            case CYRILLIC -> CYRILLIC;
            case HEBREW -> HEBREW;
            case ARABIC -> ARABIC;
            case HAN -> HAN;
            case HIRAGANA, KATAKANA -> KANA;
            case HANGUL -> HANGUL;
            case DEVANAGARI, BENGALI, TAMIL, TELUGU, KANNADA, MALAYALAM, GUJARATI -> INDIC;
            case THAI, LAO, KHMER, MYANMAR -> SOUTH_EAST_ASIAN;
            default -> OTHER;
        };
    }

    /** Counts what is in a part of a text. */
    private static final class Line {
        private int words;
        private int common;
        private int letters;
        private double others;

        Line read(String text, int from, int to) {
            int start = -1;
            int digits = 0;
            boolean afterSign = false;
            for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
                int point = text.codePointAt(i);
                boolean isPlain = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
                letters += isPlain ? 1 : 0;
                others += isPlain ? 0 : weight(point);
                boolean isDigit = point >= '0' && point <= '9';
                others += isDigit && digits % DIGITS_OF_A_TOKEN == 0 ? DIGITS : 0;
                digits = isDigit ? digits + 1 : 0;
                boolean isSign = point > ' ' && point < ASCII && !isPlain && !isDigit;
                others += isSign && !afterSign ? SIGNS : 0;
                afterSign = isSign;
                boolean inWord = isPlain || (point >= ASCII && UnicodeScript.of(point) == UnicodeScript.LATIN);
                if (inWord && start < 0) {
                    start = i;
                } else if (!inWord && start >= 0) {
                    word(text, start, i);
                    start = -1;
                }
            }
            if (start >= 0) {
                word(text, start, to);
            }
            return this;
        }

        private void word(String text, int start, int end) {
            words++;
            if (end - start <= LONGEST_COMMON
                    && COMMON.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
                common++;
            }
        }

        double tokens() {
            double english = StrictMath.min(1, (double) (common + PRIOR_COMMON) / (words + PRIOR_WORDS) / SHARE);
            return others
                    + english * (ENGLISH_WORD * words + ENGLISH_LETTER * letters)
                    + (1 - english) * LATIN_LETTER * letters;
        }
    }
}
