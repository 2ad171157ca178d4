package io.clio.privacy.text;

import java.util.ArrayList;
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
        return new LinkedHashSet<>(inOrder(Words.of(text)));
    }

    /**
     * The terms that have to be supported before a text may be released.
     *
     * @param text a title or a summary
     * @return its terms, each once, in order
     */
    public static Set<String> required(String text) {
        return new LinkedHashSet<>(inOrder(Words.of(text)));
    }

    /**
     * The terms of a text one after the other, as often as they occur; the same for raw and for released text, so that
     * a sequence of one can be looked for in the other.
     *
     * @param tokens the tokens of a text
     * @return its terms
     */
    public static List<String> inOrder(List<Token> tokens) {
        List<String> terms = new ArrayList<>(tokens.size());
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
    private static void addContent(Token token, List<String> terms) {
        if (!GenericWords.contains(token.folded())) {
            terms.add(Stems.of(token.folded()));
        }
    }

    /** A character that stands alone has no pair, so it must be supported itself. */
    private static void addPairs(List<Token> tokens, int from, int end, List<String> terms) {
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
