package io.clio.onnx;

import io.clio.wordpiece.WordPieceTokenizer;

/**
 * Word pieces with the tokens that a model of the BERT family expects around a text.
 *
 * <p>Takes any string in linear time, broken surrogate pairs included. Immutable and thread-safe.
 */
final class BertTokenizer implements ModelTokenizer {
    private final WordPieceTokenizer pieces;
    private final int[] opening;
    private final int[] closing;

    /**
     * Makes a tokenizer.
     *
     * @param pieces splits texts
     * @param opening tokens before a text
     * @param closing tokens after a text
     */
    BertTokenizer(WordPieceTokenizer pieces, int[] opening, int[] closing) {
        this.pieces = pieces;
        this.opening = opening.clone();
        this.closing = closing.clone();
    }

    @Override
    public int[] tokenize(String text) {
        return pieces.tokenize(text);
    }

    @Override
    public int[] opening() {
        return opening.clone();
    }

    @Override
    public int[] closing() {
        return closing.clone();
    }
}
