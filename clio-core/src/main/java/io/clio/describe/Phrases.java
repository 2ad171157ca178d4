package io.clio.describe;

import io.clio.privacy.text.Lexicon;
import io.clio.privacy.text.Stems;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The candidate phrases of a text: runs of one to four words that neither begin nor end with a function word and cross
 * no punctuation; in scripts without spaces, runs of two to six characters. This is the candidate step of RAKE (Rose et
 * al., 2010, section 1.2.1), with one function word allowed inside so that phrases read well.
 */
final class Phrases {
    private static final int MOST_WORDS = 4;
    private static final int MOST_CONTENT_WORDS = 3;
    private static final int MOST_FUNCTION_WORDS = 1;
    private static final int MOST_CHARACTERS = 6;

    private Phrases() {}

    /**
     * The phrases of a text.
     *
     * @param text a redacted text
     * @return its phrases by key, each once, as first written
     */
    static Map<String, Phrase> of(String text) {
        Map<String, Phrase> phrases = new LinkedHashMap<>();
        List<Token> tokens = Words.of(text);
        Lexicon lexicon = Lexicon.of(tokens);
        BitSet function = functionWords(tokens, lexicon);
        Consumer<Phrase> sink = phrase -> phrases.putIfAbsent(phrase.key(), phrase);
        for (int start = 0; start < tokens.size(); start++) {
            if (tokens.get(start).glued()) {
                gluedFrom(text, tokens, start, lexicon, function, sink);
            } else {
                spacedFrom(text, tokens, start, lexicon, sink);
            }
        }
        return phrases;
    }

    private static void spacedFrom(String text, List<Token> tokens, int start, Lexicon lexicon, Consumer<Phrase> sink) {
        if (!canBound(tokens.get(start), lexicon)
                || isHyphen(text, tokens.get(start).start() - 1)) {
            return;
        }
        StringBuilder key = new StringBuilder();
        int content = 0;
        boolean generic = true;
        for (int end = start; end < tokens.size() && end - start < MOST_WORDS; end++) {
            Token token = tokens.get(end);
            if (token.glued() || (end > start && !follows(text, tokens.get(end - 1), token))) {
                return;
            }
            key.append(end > start ? " " : "").append(Stems.of(token.folded()));
            boolean function = lexicon.isFunctionWord(token.folded());
            content += function ? 0 : 1;
            generic &= lexicon.isGeneric(token.folded());
            if (content > MOST_CONTENT_WORDS || end - start + 1 - content > MOST_FUNCTION_WORDS) {
                return;
            }
            if (canBound(token, lexicon) && !isHyphen(text, token.end())) {
                String surface = text.substring(tokens.get(start).start(), token.end());
                sink.accept(new Phrase(key.toString(), surface, content, generic));
            }
        }
    }

    private static void gluedFrom(
            String text, List<Token> tokens, int start, Lexicon lexicon, BitSet function, Consumer<Phrase> sink) {
        StringBuilder key = new StringBuilder();
        boolean meaning = false;
        for (int end = start; end < tokens.size() && end - start < MOST_CHARACTERS; end++) {
            Token token = tokens.get(end);
            boolean adjacent =
                    end == start || (token.glued() && tokens.get(end - 1).end() == token.start());
            if (!adjacent || function.get(end)) {
                return;
            }
            key.append(token.folded());
            meaning |= UnicodeScript.of(token.folded().codePointAt(0)) != UnicodeScript.HIRAGANA;
            if (end > start && meaning) {
                String surface = text.substring(tokens.get(start).start(), token.end());
                boolean generic = lexicon.isGeneric(key.toString());
                sink.accept(new Phrase(key.toString(), surface, (end - start + 2) / 2, generic));
            }
        }
    }

    /**
     * Which glued tokens belong to a function word; of several words that begin at one place the longest counts. A
     * function word that lies within a compound is none.
     */
    private static BitSet functionWords(List<Token> tokens, Lexicon lexicon) {
        BitSet function = new BitSet();
        int compoundEnd = 0;
        for (int start = 0; start < tokens.size(); start++) {
            StringBuilder word = new StringBuilder();
            int functionEnd = start;
            for (int end = start; end < tokens.size() && end - start < MOST_CHARACTERS; end++) {
                if (!tokens.get(end).glued()) {
                    break;
                }
                word.append(tokens.get(end).folded());
                if (lexicon.isFunctionWord(word.toString())) {
                    functionEnd = end + 1;
                } else if (lexicon.isCompound(word.toString())) {
                    compoundEnd = Math.max(compoundEnd, end + 1);
                }
            }
            if (functionEnd > Math.max(start, compoundEnd)) {
                function.set(start, functionEnd);
            }
        }
        return function;
    }

    /** A phrase begins and ends with a word that carries meaning by itself. */
    private static boolean canBound(Token token, Lexicon lexicon) {
        String word = token.folded();
        if (lexicon.isFunctionWord(word)) {
            return false;
        }
        boolean anyLetter = word.chars().anyMatch(Character::isLetter);
        return anyLetter && (word.length() > 1 || word.codePointAt(0) >= 0x2E80);
    }

    /** "carry-on" is not to be torn apart. */
    private static boolean isHyphen(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) == '-';
    }

    /** Only a space, a hyphen or a slash may stand between two words of a phrase. */
    private static boolean follows(String text, Token left, Token right) {
        int gap = right.start() - left.end();
        return gap == 1 && " -/".indexOf(text.charAt(left.end())) >= 0;
    }
}
