package io.clio.release;

import io.clio.privacy.text.GenericWords;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Auditors that are code: the same draft always gets the same verdict, offline and at no cost.
 *
 * <p>Like every auditor they only add to the rules of the gate, which do not rest on them.
 */
public final class Auditors {
    private static final Pattern PERSONAL = Pattern.compile("\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir)\\b\\.? \\p{Lu}"
            + "|\\b\\d{1,3}[- ]years?[- ]old\\b|\\baged \\d"
            + "|\\b(?:GmbH|Ltd|Inc|LLC|S\\.A|PLC|AG)\\b"
            + "|\\b\\p{Lu}\\p{L}+ (?:Street|Lane|Road|Avenue|School|Hospital|Clinic|Church|Bank|family)\\b"
            + "|\\bnamed \\p{Lu}|\\bthe only \\p{L}+");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5,}");

    private Auditors() {}

    /**
     * Rejects what reads as if it were about one person, one family or one organisation: forms of address, ages, legal
     * forms, addresses, long numbers, and two capitalised words in a row that are not generic. It knows English and
     * misses single names.
     *
     * @return the auditor, thread-safe
     */
    public static PrivacyAuditor personalDetails() {
        return PrivacyAuditor.each(draft ->
                isPersonal(draft.title().reveal()) || isPersonal(draft.summary().reveal())
                        ? Verdict.REJECTED
                        : Verdict.APPROVED);
    }

    private static boolean isPersonal(String text) {
        return PERSONAL.matcher(text).find() || LONG_NUMBER.matcher(text).find() || hasFullName(text);
    }

    private static boolean hasFullName(String text) {
        List<Token> words = Words.of(text);
        for (int i = 0; i + 1 < words.size(); i++) {
            Token first = words.get(i);
            Token second = words.get(i + 1);
            boolean besides = text.substring(first.end(), second.start()).equals(" ");
            if (besides && isNameLike(text, first) && isNameLike(text, second)) {
                return true;
            }
        }
        return false;
    }

    /** Capitalised, and neither an acronym nor a word that says nothing about anybody. */
    private static boolean isNameLike(String text, Token word) {
        String written = text.substring(word.start(), word.end());
        return Character.isUpperCase(written.codePointAt(0))
                && written.chars().anyMatch(Character::isLowerCase)
                && !GenericWords.contains(word.folded());
    }
}
