package io.clio.privacy.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The content terms of a text: what rule I3 of the release gate is about. A term is a stemmed word or number that is
 * not generic; in scripts without spaces it is a pair of neighbouring characters.
 *
 * <p>Thread-safe.
 */
public final class Terms {
    private Terms() {}

    /**
     * The terms that a raw text supports. Of a run of glued characters these are its pairs; a character supports itself
     * only where it stands alone, or a name could be spelled out of the characters of common words.
     *
     * @param text a redacted text
     * @return its terms, each once
     */
    public static Set<String> supportedBy(String text) {
        Set<String> terms = new LinkedHashSet<>();
        List<Token> tokens = Words.of(text);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.glued()) {
                addContent(token, terms);
                continue;
            }
            if (i + 1 < tokens.size() && touches(token, tokens.get(i + 1))) {
                terms.add(token.folded() + tokens.get(i + 1).folded());
            } else if (i == 0 || !touches(tokens.get(i - 1), token)) {
                terms.add(token.folded());
            }
        }
        return terms;
    }

    /**
     * The terms that have to be supported before a text may be released.
     *
     * @param text a title or a summary
     * @return its terms, each once, in order
     */
    public static Set<String> required(String text) {
        Set<String> terms = new LinkedHashSet<>();
        List<Token> tokens = Words.of(text);
        int i = 0;
        while (i < tokens.size()) {
            if (!tokens.get(i).glued()) {
                addContent(tokens.get(i), terms);
                i++;
            } else {
                int end = endOfRun(tokens, i);
                addPairs(tokens, i, end, terms);
                i = end;
            }
        }
        return terms;
    }

    /** The list is asked for the word as it stands: its stem will not do, for "wills" and "mays" are names. */
    private static void addContent(Token token, Set<String> terms) {
        if (!GenericWords.contains(token.folded())) {
            terms.add(Stems.of(token.folded()));
        }
    }

    /** A character that stands alone has no pair, so it must be supported itself. */
    private static void addPairs(List<Token> tokens, int from, int end, Set<String> terms) {
        if (end - from == 1) {
            terms.add(tokens.get(from).folded());
        }
        for (int i = from; i + 1 < end; i++) {
            terms.add(tokens.get(i).folded() + tokens.get(i + 1).folded());
        }
    }

    private static int endOfRun(List<Token> tokens, int start) {
        int end = start + 1;
        while (end < tokens.size() && touches(tokens.get(end - 1), tokens.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean touches(Token left, Token right) {
        return left.glued() && right.glued() && left.end() == right.start();
    }
}
