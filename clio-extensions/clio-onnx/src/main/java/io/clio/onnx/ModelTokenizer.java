package io.clio.onnx;

/**
 * Splits texts into the pieces that a model was trained on.
 *
 * <p>An implementation is safe for use by several threads, takes any string, broken surrogate pairs included, and gives
 * the same pieces for the same text. A special token that is written out in a text should stay text.
 */
public interface ModelTokenizer extends AutoCloseable {

    /**
     * Splits a text.
     *
     * @param text any string
     * @return the ids of its pieces, without special tokens around them; not cut, however long the text is
     */
    int[] tokenize(String text);

    /**
     * The tokens that stand before the pieces in a model's input.
     *
     * @return their ids, often one; a new array
     */
    int[] opening();

    /**
     * The tokens that stand after the pieces in a model's input.
     *
     * @return their ids, often one; a new array
     */
    int[] closing();

    /** Frees what the tokenizer holds; by default nothing. */
    @Override
    default void close() {}
}
