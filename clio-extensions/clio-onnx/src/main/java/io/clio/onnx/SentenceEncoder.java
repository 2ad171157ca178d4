package io.clio.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * One loaded model that turns one text at a time into one vector, on the calling thread.
 *
 * <p>Safe for use by several threads at once. Must not be closed while a text is being encoded.
 */
final class SentenceEncoder implements AutoCloseable {
    /** Numbers per vector. */
    static final int DIMENSIONS = 384;

    private static final int MOST_TOKENS = 256;
    private static final int MOST_PIECES = MOST_TOKENS - 2;
    private static final String STATES = "last_hidden_state";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;

    private SentenceEncoder(OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a model.
     *
     * @param model which one
     * @return the loaded model
     * @throws IllegalStateException if its artifact is missing or ONNX Runtime cannot run it
     */
    static SentenceEncoder load(MiniLmModel model) {
        ClassLoader artifacts = SentenceEncoder.class.getClassLoader();
        byte[] network = model.network(artifacts);
        var tokenizer = new WordPieceTokenizer(model.tokenizer(artifacts));
        try (var options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = UsageReporting.silentEnvironment();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new SentenceEncoder(environment, environment.createSession(network, options), tokenizer);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load the " + model.precision() + " model", e);
        }
    }

    /**
     * Says what computes the vectors.
     *
     * @return the version of ONNX Runtime
     */
    String runtimeVersion() {
        return environment.getVersion();
    }

    /**
     * Encodes a text.
     *
     * @param text any text; the middle of a long one is left out
     * @param vectors where the vector goes
     * @param offset index of its first number
     * @throws IllegalStateException if ONNX Runtime fails
     */
    void encode(String text, float[] vectors, int offset) {
        long[] tokens = frame(tokenizer.tokenize(text));
        long[] shape = {1, tokens.length};
        long[] ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.allocate(tokens.length), shape);
                var result = session.run(
                        Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types), Set.of(STATES))) {
            MeanPooling.pool(((OnnxTensor) result.get(0)).getFloatBuffer(), vectors, offset, DIMENSIONS);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot encode a text of " + tokens.length + " tokens", e);
        }
    }

    private long[] frame(int[] pieces) {
        int kept = Math.min(pieces.length, MOST_PIECES);
        int head = kept - kept / 2;
        long[] tokens = new long[kept + 2];
        tokens[0] = tokenizer.classification();
        for (int i = 0; i < kept; i++) {
            tokens[i + 1] = pieces[i < head ? i : pieces.length - kept + i];
        }
        tokens[kept + 1] = tokenizer.separator();
        return tokens;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close the model", e);
        }
    }
}
