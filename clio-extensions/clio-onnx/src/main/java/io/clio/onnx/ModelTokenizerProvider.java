package io.clio.onnx;

import java.nio.file.Path;

/**
 * Reads tokenizers of a kind that {@code clio-onnx} does not read itself. Found by {@link java.util.ServiceLoader}; two
 * that read one kind are an error, since the order of a class path must not decide a result.
 *
 * <p>An implementation has a public constructor without parameters that does nothing costly.
 */
public interface ModelTokenizerProvider {

    /**
     * Says whether this provider reads a kind of tokenizer.
     *
     * @param type the field {@code model.type} of a {@code tokenizer.json}, such as {@code Unigram}
     * @return true if it does
     */
    boolean reads(String type);

    /**
     * Reads a tokenizer.
     *
     * @param file a {@code tokenizer.json}
     * @return a new tokenizer, closed by the embedder that uses it
     * @throws IllegalArgumentException if the file cannot be understood; the message names it
     */
    ModelTokenizer read(Path file);
}
