package io.clio.onnx;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokenizer of uncased BERT models: basic splitting, then the greedy longest match of WordPiece.
 *
 * <p>Controls vanish, accents are stripped, letters put in lower case; punctuation and Chinese characters stand alone.
 * A word of more than 100 characters, or with a part that is in no piece, is one {@code [UNK]}. Token for token the
 * same as Hugging Face's {@code BertTokenizer}, with one exception on purpose: a text in which {@code [SEP]} or another
 * special token is written out is text, and never becomes that token.
 *
 * <p>Takes any string in linear time, broken surrogate pairs included. Immutable and thread-safe.
 *
 * <p>Source: J. Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019, section 3; Y. Wu et al.,
 * "Google's Neural Machine Translation System", 2016, section 4.1.
 */
final class WordPieceTokenizer {
    private static final String CONTINUATION = "##";
    private static final int LONGEST_WORD = 100;
    private static final int FIRST_DECOMPOSABLE = 0xC0;

    private final PieceTrie starts;
    private final PieceTrie continuations;
    private final int unknown;
    private final int classification;
    private final int separator;

    /**
     * Makes a tokenizer.
     *
     * @param json the {@code tokenizer.json} of the model
     * @throws IllegalArgumentException if its vocabulary cannot be read or lacks a special token
     */
    WordPieceTokenizer(String json) {
        Map<String, Integer> vocabulary = VocabularyReader.read(json);
        unknown = special(vocabulary, "[UNK]");
        classification = special(vocabulary, "[CLS]");
        separator = special(vocabulary, "[SEP]");
        var first = new HashMap<String, Integer>();
        var later = new HashMap<String, Integer>();
        vocabulary.forEach((piece, id) -> {
            if (piece.startsWith(CONTINUATION) && piece.length() > CONTINUATION.length()) {
                later.put(piece.substring(CONTINUATION.length()), id);
            } else {
                first.put(piece, id);
            }
        });
        starts = new PieceTrie(first);
        continuations = new PieceTrie(later);
    }

    private static int special(Map<String, Integer> vocabulary, String name) {
        Integer id = vocabulary.get(name);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + name);
        }
        return id;
    }

    /**
     * The token that opens a model's input.
     *
     * @return its id
     */
    int classification() {
        return classification;
    }

    /**
     * The token that closes a model's input.
     *
     * @return its id
     */
    int separator() {
        return separator;
    }

    /**
     * Splits a text.
     *
     * @param text any string
     * @return the ids of its pieces, without special tokens around them
     */
    int[] tokenize(String text) {
        var splitting = new Splitting();
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (c < FIRST_DECOMPOSABLE) {
                splitting.accept(c);
            } else {
                // One character at a time: reordering of marks, the costly part, concerns marks that vanish, and words
                // that are unknown anyway.
                Normalizer.normalize(text.substring(i, next), Normalizer.Form.NFD)
                        .codePoints()
                        .forEach(splitting::accept);
            }
        }
        return splitting.finish();
    }

    /** One text on its way from characters to pieces. Confined to one call. */
    private final class Splitting {
        private final char[] word = new char[2 * LONGEST_WORD];
        private int wordChars;
        private int wordLength;
        private int[] pieces = new int[64];
        private int count;

        void accept(int decomposed) {
            int c = Character.toLowerCase(decomposed);
            switch (CharacterClass.of(c)) {
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

        int[] finish() {
            endWord();
            return Arrays.copyOf(pieces, count);
        }

        private void append(int c) {
            if (wordLength < LONGEST_WORD) {
                wordChars += Character.toChars(c, word, wordChars);
            }
            wordLength++;
        }

        private void endWord() {
            if (wordLength > LONGEST_WORD) {
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
