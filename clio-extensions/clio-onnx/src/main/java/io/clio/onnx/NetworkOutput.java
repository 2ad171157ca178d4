package io.clio.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of a network that is read, and what is done with it. Immutable.
 *
 * @param name of the output
 * @param pooling how its token states become a vector; a sentence vector is pooled as a single token
 * @param perToken whether it holds a state per token
 */
record NetworkOutput(String name, Pooling pooling, boolean perToken) {
    private static final String SENTENCE = "sentence_embedding";
    private static final List<String> STATES = List.of("last_hidden_state", "token_embeddings");
    private static final int TOKEN_RANK = 3;
    private static final int SENTENCE_RANK = 2;

    /**
     * Chooses the output: the one that is asked for; else the sentence vector, unless a pooling is asked for; else the
     * states of the tokens.
     *
     * @param outputs what the network says of them
     * @param settings what is asked for
     * @return the output
     * @throws IllegalArgumentException if there is none that will do
     */
    static NetworkOutput of(Map<String, NodeInfo> outputs, EncoderSettings settings) {
        String name = settings.output() != null ? settings.output() : known(outputs, settings.pooling());
        NodeInfo output = name == null ? null : outputs.get(name);
        if (name == null || output == null) {
            throw new IllegalArgumentException("found the outputs " + outputs.keySet() + ", expected "
                    + (settings.output() != null
                            ? settings.output()
                            : (settings.pooling() == null ? SENTENCE + " or " : "") + String.join(" or ", STATES)
                                    + "; another can be named"));
        }
        int rank = rank(name, output);
        if (rank == SENTENCE_RANK && settings.pooling() != null) {
            throw new IllegalArgumentException("output " + name + ": found one vector per text, expected one per token"
                    + " for the pooling " + settings.pooling());
        }
        if (rank == SENTENCE_RANK) {
            return new NetworkOutput(name, Pooling.CLS, false);
        }
        if (settings.pooling() != null) {
            return new NetworkOutput(name, settings.pooling(), true);
        }
        Pooling pooling = settings.fallback()
                .get()
                .orElseThrow(() -> new IllegalArgumentException("output " + name
                        + ": found one vector per token and no word on how they are pooled, expected"
                        + " 1_Pooling/config.json or an explicit pooling"));
        return new NetworkOutput(name, pooling, true);
    }

    private static @Nullable String known(Map<String, NodeInfo> outputs, @Nullable Pooling pooling) {
        if (pooling == null && outputs.containsKey(SENTENCE)) {
            return SENTENCE;
        }
        return STATES.stream().filter(outputs::containsKey).findFirst().orElse(null);
    }

    private static int rank(String name, NodeInfo output) {
        if (!(output.getInfo() instanceof TensorInfo tensor)
                || (tensor.type != OnnxJavaType.FLOAT
                        && tensor.type != OnnxJavaType.FLOAT16
                        && tensor.type != OnnxJavaType.BFLOAT16)) {
            throw new IllegalArgumentException("output " + name + ": found "
                    + output.getInfo().getClass().getSimpleName()
                    + " of another type, expected a tensor of float32, float16 or bfloat16");
        }
        int rank = tensor.getShape().length;
        if (rank != TOKEN_RANK && rank != SENTENCE_RANK) {
            throw new IllegalArgumentException(
                    "output " + name + ": found the shape " + Arrays.toString(tensor.getShape())
                            + ", expected texts × tokens × dimensions or texts × dimensions");
        }
        return rank;
    }

    /**
     * Checks what came out.
     *
     * @param shape of the output
     * @param texts how many went in
     * @param tokens of each text
     * @throws IllegalStateException if the network gave another number of texts or tokens than it got
     */
    void check(long[] shape, int texts, int tokens) {
        boolean whole = shape.length == (perToken ? TOKEN_RANK : SENTENCE_RANK)
                && shape[0] == texts
                && (!perToken || shape[1] == tokens)
                && shape[shape.length - 1] > 0;
        if (!whole) {
            throw new IllegalStateException("output " + name + ": found the shape " + Arrays.toString(shape) + " for "
                    + texts + " texts of " + tokens + " tokens");
        }
    }
}
