package io.clio.wordpiece;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The tokenizer of BERT models: basic splitting, then the greedy longest match of WordPiece.
 *
 * <p>Controls vanish; punctuation and Chinese characters stand alone. In uncased models accents are stripped and
 * letters put in lower case. A word of more than 100 characters, or with a part that is in no piece, is one
 * {@code [UNK]}. Token for token the same as Hugging Face's {@code BertTokenizer}, with one exception on purpose: a
 * text in which {@code [SEP]} or another special token is written out is text, and never becomes that token.
 *
 * <p>Takes any string in linear time, broken surrogate pairs included. Immutable and thread-safe.
 *
 * <p>Source: J. Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019, section 3; Y. Wu et al.,
 * "Google's Neural Machine Translation System", 2016, section 4.1.
 */
public final class WordPieceTokenizer {
    private static final int FIRST_DECOMPOSABLE = 0xC0;

    private final WordPieceRules rules;
    private final PieceTrie starts;
    private final PieceTrie continuations;
    private final int unknown;

    /**
     * Makes a tokenizer.
     *
     * @param vocabulary ids by piece, among them that for unknown words; no piece empty
     * @param rules how texts are split
     */
    public WordPieceTokenizer(Map<String, Integer> vocabulary, WordPieceRules rules) {
        this.rules = rules;
        unknown = Objects.requireNonNull(vocabulary.get(rules.unknown()), rules.unknown());
        String continuation = rules.continuation();
        var first = new HashMap<String, Integer>();
        var later = new HashMap<String, Integer>();
        vocabulary.forEach((piece, id) -> {
            if (piece.startsWith(continuation) && piece.length() > continuation.length()) {
                later.put(piece.substring(continuation.length()), id);
            } else {
                first.put(piece, id);
            }
        });
        starts = new PieceTrie(first);
        continuations = new PieceTrie(later);
    }

    /**
     * Splits a text.
     *
     * @param text any string
     * @return the ids of its pieces, without special tokens around them; not cut, however long the text is
     */
    public int[] tokenize(String text) {
        var splitting = new Splitting();
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (c < FIRST_DECOMPOSABLE) {
                splitting.accept(c, c);
            } else if (rules.stripAccents()) {
                // One character at a time: reordering of marks, the costly part, concerns marks that vanish, and words
                // that are unknown anyway.
                decomposed(text.substring(i, next)).codePoints().forEach(d -> splitting.accept(d, d));
            } else {
                splitting.acceptWhole(c, text.substring(i, next));
            }
        }
        return splitting.finish();
    }

    private static String decomposed(String character) {
        return Normalizer.normalize(character, Normalizer.Form.NFD);
    }

    /** One text on its way from characters to pieces. Confined to one call. */
    private final class Splitting {
        private final char[] word = new char[2 * rules.longestWord()];
        private int wordChars;
        private int wordLength;
        private int[] pieces = new int[64];
        private int count;

        /** Takes a character that does not decompose, and the one whose class decides what it is. */
        void accept(int character, int classified) {
            int c = rules.lowerCase() ? Character.toLowerCase(character) : character;
            switch (CharacterClass.of(rules.lowerCase() ? Character.toLowerCase(classified) : classified)) {
                case DROP -> {}
                case SPACE -> endWord();
                case ALONE -> {
                    endWord();
                    append(c);
                    endWord();
                }
                case WORD -> append(c);
            }
        }

        /**
         * Takes a character that keeps its accents. A mark belongs to its word. One with a double is of the double's
         * class, but for the Greek accent whose double is the grave accent: that stands alone for being ASCII.
         */
        void acceptWhole(int c, String character) {
            String decomposed = decomposed(character);
            int base = decomposed.codePointAt(0);
            if (isMark(c) && CharacterClass.of(base) == CharacterClass.DROP) {
                append(c);
            } else if (decomposed.length() == Character.charCount(base)) {
                accept(c, base == '`' ? c : base);
            } else if (rules.lowerCase()) {
                character.toLowerCase(Locale.ROOT).codePoints().forEach(this::append);
            } else {
                append(c);
            }
        }

        /** A mark of any kind: which kind differs between versions of Unicode, and so between JDKs. */
        private static boolean isMark(int c) {
            int type = Character.getType(c);
            return type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || type == Character.ENCLOSING_MARK;
        }

        int[] finish() {
            endWord();
            return Arrays.copyOf(pieces, count);
        }

        private void append(int c) {
            if (wordLength < rules.longestWord()) {
                wordChars += Character.toChars(c, word, wordChars);
            }
            wordLength++;
        }

        private void endWord() {
            if (wordLength > rules.longestWord()) {
                emit(unknown);
            } else {
                matchWord();
            }
            wordChars = 0;
            wordLength = 0;
        }

        private void matchWord() {
            int before = count;
            int at = 0;
            while (at < wordChars) {
                long match = (at == 0 ? starts : continuations).longest(word, at, wordChars);
                if (PieceTrie.length(match) == 0) {
                    count = before;
                    emit(unknown);
                    return;
                }
                emit(PieceTrie.id(match));
                at += PieceTrie.length(match);
            }
        }

        private void emit(int piece) {
            if (count == pieces.length) {
                pieces = Arrays.copyOf(pieces, 2 * count);
            }
            pieces[count++] = piece;
        }
    }
}
