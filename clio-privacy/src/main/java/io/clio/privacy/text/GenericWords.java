package io.clio.privacy.text;

import java.util.Set;

/**
 * The words that may stand in released text whoever wrote them: a reviewed list of about 2,000 English words that say
 * nothing about anybody, bundled with the library and independent of any data.
 *
 * <p>It is one list of one language on purpose: a function word of one language is a telling word in another (German
 * "die", Danish "dog"), so words of other languages need support like any other word. Immutable and thread-safe.
 */
public final class GenericWords {
    private static final Set<String> WORDS = WordLists.read("generic-en");

    private GenericWords() {}

    /**
     * Says whether a word is generic.
     *
     * @param folded a folded word
     * @return true if it needs no support
     */
    public static boolean contains(String folded) {
        return WORDS.contains(folded);
    }
}
