package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.privacy.text.Lexicon;
import io.clio.privacy.text.Stems;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked of titles without a model. */
final class Titles {
    private Titles() {}

    /** A title without its capitals, by which two are told to be the same. */
    static String key(SensitiveText title) {
        return title.reveal().strip().toLowerCase(Locale.ROOT);
    }

    /** Title and summary as one text. */
    static SensitiveText both(Draft draft) {
        return draft.summary().isBlank()
                ? draft.title()
                : SensitiveText.of(
                        draft.title().reveal() + ": " + draft.summary().reveal());
    }

    /** The stems of the words that say something. */
    static Set<String> stems(Collection<SensitiveText> texts) {
        Set<String> stems = new HashSet<>();
        for (SensitiveText text : texts) {
            List<Token> tokens = Words.of(text.reveal());
            Lexicon lexicon = Lexicon.of(tokens);
            tokens.stream()
                    .map(Token::folded)
                    .filter(word -> !lexicon.isFunctionWord(word))
                    .map(Stems::of)
                    .forEach(stems::add);
        }
        return stems;
    }

    /**
     * The titles that have words in common with a cluster, those with most of them first.
     *
     * @param titles any number of titles, in any order
     * @param stems what the cluster is about
     * @param most how many to give
     * @param stemsOf remembers the stems of titles that were looked at
     */
    static List<SensitiveText> likest(
            Set<String> titles, Set<String> stems, int most, Map<String, Set<String>> stemsOf) {
        Map<String, Long> common = titles.stream()
                .collect(Collectors.toMap(
                        title -> title,
                        title -> stemsOf.computeIfAbsent(title, Titles::allStems).stream()
                                .filter(stems::contains)
                                .count()));
        return common.entrySet().stream()
                .filter(title -> title.getValue() > 0)
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(title -> SensitiveText.of(title.getKey()))
                .toList();
    }

    private static Set<String> allStems(String title) {
        return Words.of(title).stream().map(token -> Stems.of(token.folded())).collect(Collectors.toUnmodifiableSet());
    }
}
