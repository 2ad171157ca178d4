package io.clio.sentencepiece;

import io.clio.onnx.ModelTokenizer;
import io.clio.onnx.ModelTokenizerProvider;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads the tokenizers of multilingual models: Unigram, as in XLM-R and the multilingual E5 models, and BPE.
 *
 * <p>Splitting is done by Hugging Face's native library, unpacked into a temporary folder that is deleted when the
 * process ends. The library that wraps it would report its use over the network; {@link #read(Path)} switches that off
 * for the whole process, by system properties, before it is loaded. A special token that is written out in a text
 * becomes that token.
 */
public final class SentencePieceProvider implements ModelTokenizerProvider {
    private static final Set<String> TYPES = Set.of("Unigram", "BPE");

    /** Does nothing; the native library is loaded in {@link #read(Path)}. */
    public SentencePieceProvider() {}

    @Override
    public boolean reads(String type) {
        return TYPES.contains(type);
    }

    /**
     * Reads a tokenizer.
     *
     * @throws IllegalArgumentException if the file cannot be understood; the message names it
     * @throws IllegalStateException if the environment of the process asks for reports over the network
     */
    @Override
    public ModelTokenizer read(Path file) {
        OfflineLibrary.prepare();
        return new SentencePieceTokenizer(file);
    }
}
