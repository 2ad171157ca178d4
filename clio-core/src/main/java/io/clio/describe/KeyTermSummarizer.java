package io.clio.describe;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.privacy.text.Lexicon;
import io.clio.privacy.text.Stems;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import io.clio.spi.Summarizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes a cluster by its key terms: a title of up to three phrases that share no word, and a summary that lists
 * more. Needs no model; stateless.
 */
public final class KeyTermSummarizer implements Summarizer {
    private static final int MOST_IN_TITLE = 3;
    private static final int MOST_IN_SUMMARY = 6;
    private static final int LONGEST_TITLE = 60;
    /** Below this a parent's strongest phrase is hardly commoner in it than elsewhere. */
    private static final double VAGUE = 0.1;
    /** A phrase this much weaker than the strongest says nothing that a title needs. */
    private static final double WEAKEST = 0.15;

    /** A summarizer. */
    public KeyTermSummarizer() {}

    @Override
    public List<Draft> summarize(List<Portrait> clusters) {
        Set<String> taken = new HashSet<>();
        List<Draft> drafts = new ArrayList<>(clusters.size());
        for (Portrait cluster : clusters) {
            taken.addAll(cluster.taken());
            Draft draft = describe(cluster, taken);
            taken.add(draft.title().reveal());
            drafts.add(draft);
        }
        return drafts;
    }

    private static Draft describe(Portrait cluster, Set<String> taken) {
        List<String> phrases = distinct(cluster.keyTerms(), cluster.rejected());
        if (phrases.isEmpty()) {
            return Draft.of("", "");
        }
        String ofChildren = titleFrom(cluster.children());
        boolean vague = cluster.keyTerms().get(0).score() < VAGUE;
        boolean borrow = vague && !ofChildren.isEmpty() && cluster.rejected().isEmpty() && !taken.contains(ofChildren);
        return Draft.of(borrow ? ofChildren : title(phrases, taken), summary(phrases));
    }

    /** The leading phrases of the largest children, for a parent whose own words are too common to name it. */
    private static String titleFrom(List<Draft> children) {
        return children.stream()
                .map(child -> child.title().reveal())
                .map(title -> title.substring(0, title.indexOf(',') < 0 ? title.length() : title.indexOf(',')))
                .filter(lead -> !lead.isBlank())
                .distinct()
                .limit(MOST_IN_TITLE)
                .collect(Collectors.joining("; "));
    }

    private static String title(List<String> phrases, Set<String> taken) {
        String title = "";
        for (String phrase : phrases.subList(0, Math.min(phrases.size(), MOST_IN_TITLE))) {
            String longer = title.isEmpty() ? capitalised(phrase) : title + ", " + phrase;
            if (!title.isEmpty() && longer.length() > LONGEST_TITLE) {
                break;
            }
            title = longer;
        }
        for (int next = 1; next < phrases.size() && taken.contains(title); next++) {
            title = capitalised(phrases.get(0)) + ", " + phrases.get(next);
        }
        return title;
    }

    private static String summary(List<String> phrases) {
        List<String> listed = phrases.subList(0, Math.min(phrases.size(), MOST_IN_SUMMARY));
        return "Frequent phrases: " + String.join(", ", listed) + ".";
    }

    /** The strongest phrases, each of which says something that those before it do not; generic ones only in need. */
    private static List<String> distinct(List<KeyTerm> terms, Set<String> rejected) {
        List<String> phrases = new ArrayList<>();
        Set<String> said = new HashSet<>(rejected);
        boolean informative = false;
        for (KeyTerm term : terms) {
            Set<String> stems = contentStems(term.text().reveal());
            boolean generic = isGeneric(term.text().reveal());
            boolean strong =
                    phrases.isEmpty() || term.score() >= WEAKEST * terms.get(0).score();
            boolean needed = !generic || !informative;
            if (strong && needed && stems.stream().noneMatch(said::contains)) {
                informative |= !generic;
                phrases.add(term.text().reveal());
                said.addAll(stems);
            }
        }
        return phrases;
    }

    private static boolean isGeneric(String phrase) {
        List<Token> tokens = Words.of(phrase);
        Lexicon lexicon = Lexicon.of(tokens);
        return tokens.stream().allMatch(token -> lexicon.isGeneric(token.folded()));
    }

    private static Set<String> contentStems(String phrase) {
        List<Token> tokens = Words.of(phrase);
        Lexicon lexicon = Lexicon.of(tokens);
        return tokens.stream()
                .map(Token::folded)
                .filter(word -> !lexicon.isFunctionWord(word))
                .map(Stems::of)
                .collect(Collectors.toSet());
    }

    private static String capitalised(String phrase) {
        int first = phrase.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + phrase.substring(Character.charCount(first));
    }

    @Override
    public String name() {
        return "key terms";
    }
}
