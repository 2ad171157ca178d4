package io.clio.privacy.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The function words and the generic words of one language, from bundled lists: where phrases may begin and end, and
 * which of them say little. It decides how titles read, never what may be released; that is {@link GenericWords}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Lexicon {
    private static final List<String> LANGUAGES = List.of(
            "en", "es", "de", "fr", "pt", "it", "nl", "ru", "zh", "ja", "ar", "sv", "da", "no", "fi", "pl", "tr", "hi",
            "id", "vi", "th", "ko", "uk", "cs", "ro", "hu", "el", "he");
    private static final List<Lexicon> ALL =
            LANGUAGES.stream().map(Lexicon::new).toList();
    private static final Lexicon ENGLISH = ALL.get(0);
    /** For each function word of any language a bit per language. */
    private static final Map<String, Integer> LANGUAGES_OF = languagesOf();
    /** With fewer function words a guess is no better than the default. */
    private static final int FEWEST_HITS = 2;

    private final Set<String> functionWords;
    private final Set<String> genericWords;

    private Lexicon(String language) {
        this.functionWords = WordLists.read("stopwords-" + language);
        this.genericWords = WordLists.read("generic-" + language);
    }

    /**
     * The lexicon of the language whose function words a text uses most; English if that is not clear.
     *
     * @param tokens the tokens of a text
     * @return a lexicon
     */
    public static Lexicon of(List<Token> tokens) {
        int[] hits = new int[ALL.size()];
        boolean beyondLatin = false;
        for (Token token : tokens) {
            int languages = LANGUAGES_OF.getOrDefault(token.folded(), 0);
            for (; languages != 0; languages &= languages - 1) {
                hits[Integer.numberOfTrailingZeros(languages)]++;
            }
            beyondLatin |= token.folded().charAt(0) >= 0x0370;
        }
        int best = 0;
        for (int language = 1; language < hits.length; language++) {
            best = hits[language] > hits[best] ? language : best;
        }
        return hits[best] >= FEWEST_HITS || beyondLatin ? ALL.get(best) : ENGLISH;
    }

    /**
     * Says whether a word only serves grammar, so that no phrase should begin or end with it.
     *
     * @param folded a folded word
     * @return true if it is a function word
     */
    public boolean isFunctionWord(String folded) {
        return functionWords.contains(folded);
    }

    /**
     * Says whether a word says little.
     *
     * @param folded a folded word
     * @return true if it is a function word or a generic one
     */
    public boolean isGeneric(String folded) {
        return functionWords.contains(folded) || genericWords.contains(folded);
    }

    private static Map<String, Integer> languagesOf() {
        Map<String, Integer> languages = new HashMap<>();
        for (int language = 0; language < ALL.size(); language++) {
            for (String word : ALL.get(language).functionWords) {
                languages.merge(word, 1 << language, (a, b) -> a | b);
            }
        }
        return languages;
    }
}
