package io.clio.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Hugging Face's own tokenizer, through DJL, without truncation, padding and special tokens. */
final class ReferenceTokenizer {
    /** The description that both tokenizers read. */
    static final String JSON = MiniLmModel.INT8.tokenizer(ReferenceTokenizer.class.getClassLoader());

    private static final ReferenceTokenizer UNCASED = new ReferenceTokenizer(JSON);

    private final HuggingFaceTokenizer tokenizer;

    ReferenceTokenizer(String json) {
        tokenizer = load(json);
    }

    static int[] tokenize(String text) {
        return UNCASED.pieces(text);
    }

    int[] pieces(String text) {
        return Arrays.stream(tokenizer.encode(wellFormed(text)).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** One half of a surrogate pair by itself would make the native bridge lose every character outside the BMP. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static HuggingFaceTokenizer load(String json) {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                    Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
