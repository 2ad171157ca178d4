package io.clio.sentencepiece;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.clio.onnx.ModelTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A tokenizer of Hugging Face's library, without truncation and padding. Safe for use by several threads. */
final class SentencePieceTokenizer implements ModelTokenizer {
    private static final String PROBE = "a";
    private static final char REPLACEMENT = '\ufffd';

    private final HuggingFaceTokenizer tokenizer;
    private final int[] opening;
    private final int[] closing;

    /**
     * Reads a tokenizer.
     *
     * @param file a {@code tokenizer.json}
     * @throws IllegalArgumentException if the library does not understand it
     */
    SentencePieceTokenizer(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    stream, Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    file + ": found something else, expected a tokenizer that Hugging Face's library reads", e);
        }
        Encoding framed = tokenizer.encode(PROBE, true, false);
        int[] ids = ids(framed);
        long[] special = framed.getSpecialTokenMask();
        int before = 0;
        while (before < ids.length && special[before] == 1) {
            before++;
        }
        int end = ids.length;
        while (end > before && special[end - 1] == 1) {
            end--;
        }
        opening = Arrays.copyOf(ids, before);
        closing = Arrays.copyOfRange(ids, end, ids.length);
    }

    @Override
    public int[] tokenize(String text) {
        return ids(tokenizer.encode(wellFormed(text), false, false));
    }

    /** Half a surrogate pair would garble what stands around it on the way to the native library. */
    private static String wellFormed(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static int[] ids(Encoding encoding) {
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public int[] opening() {
        return opening.clone();
    }

    @Override
    public int[] closing() {
        return closing.clone();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
