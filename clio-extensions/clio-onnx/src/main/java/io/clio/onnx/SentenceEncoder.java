package io.clio.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One loaded model that turns texts into vectors, on the calling thread.
 *
 * <p>Safe for use by several threads at once. Must not be closed while a text is being encoded.
 */
final class SentenceEncoder implements AutoCloseable {
    private static final String PROBE = "a";
    private static final int MINI_LM_TOKENS = 256;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelTokenizer tokenizer;
    private final EncoderSettings settings;
    private final NetworkInputs inputs;
    private final NetworkOutput output;
    private final int[] opening;
    private final int[] closing;
    private final int dimensions;

    private SentenceEncoder(OrtEnvironment environment, OrtSession session, ModelTokenizer tokenizer, EncoderSettings s)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        settings = s;
        inputs = NetworkInputs.of(session.getInputInfo());
        output = NetworkOutput.of(session.getOutputInfo(), s);
        opening = tokenizer.opening();
        closing = tokenizer.closing();
        int room = room();
        int prefix = tokenizer.tokenize(s.prefix()).length;
        if (room < 2 || prefix > room / 2) {
            throw new IllegalArgumentException("found " + s.maxTokens() + " as the most tokens of a text, of which "
                    + (opening.length + closing.length) + " stand around it and " + prefix
                    + " are its prefix: expected room for twice the prefix and two more");
        }
        dimensions = run(List.of(tokens(PROBE))).get(0).length;
    }

    /**
     * Loads a published form of all-MiniLM-L6-v2.
     *
     * @param model which one
     * @return the loaded model
     * @throws IllegalStateException if its artifact is missing or ONNX Runtime cannot run it
     */
    static SentenceEncoder load(MiniLmModel model) {
        ClassLoader artifacts = SentenceEncoder.class.getClassLoader();
        byte[] network = model.network(artifacts);
        String what = "the " + model.precision() + " model";
        ModelTokenizer tokenizer =
                TokenizerFiles.json(JsonField.parse("the tokenizer of " + what, model.tokenizer(artifacts)), null);
        var settings =
                new EncoderSettings(Pooling.MEAN, Optional::empty, true, MINI_LM_TOKENS, "", model.batchTokens(), null);
        return load(what, tokenizer, settings, (environment, options) -> environment.createSession(network, options));
    }

    /**
     * Loads a network from a file, together with what it keeps in files beside it.
     *
     * @param network the ONNX file
     * @param tokenizer closed with the encoder, or if this fails
     * @param settings how the network is used
     * @return the loaded model
     * @throws IllegalArgumentException if inputs or outputs are of no known kind
     * @throws IllegalStateException if ONNX Runtime cannot run it
     */
    static SentenceEncoder load(Path network, ModelTokenizer tokenizer, EncoderSettings settings) {
        return load(
                network.toString(),
                tokenizer,
                settings,
                (environment, options) -> environment.createSession(network.toString(), options));
    }

    /** Where a session comes from. */
    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private static SentenceEncoder load(
            String what, ModelTokenizer tokenizer, EncoderSettings settings, Opening network) {
        OrtSession session = null;
        try (var options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = UsageReporting.silentEnvironment();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = network.open(environment, options);
            return new SentenceEncoder(environment, session, tokenizer, settings);
        } catch (OrtException e) {
            free(session, tokenizer);
            throw new IllegalStateException("ONNX Runtime cannot load " + what, e);
        } catch (IllegalArgumentException e) {
            free(session, tokenizer);
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            free(session, tokenizer);
            throw e;
        }
    }

    private static void free(@Nullable OrtSession session, ModelTokenizer tokenizer) {
        tokenizer.close();
        if (session != null) {
            try {
                session.close();
            } catch (OrtException e) {
                // What failed before is thrown.
            }
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
     * Says how token states become a vector.
     *
     * @return the name of the pooling, or of the output that holds sentence vectors
     */
    String pooling() {
        return output.perToken() ? output.pooling().name() : output.name();
    }

    /**
     * How long vectors are.
     *
     * @return numbers per vector
     */
    int dimensions() {
        return dimensions;
    }

    /**
     * Says how many texts may go through the network at once.
     *
     * @param tokens of each of them
     * @return at least 1
     */
    int batchSize(int tokens) {
        return Math.max(1, settings.batchTokens() / tokens);
    }

    /**
     * Splits a text as the network takes it.
     *
     * @param text any text; the middle of a long one is left out
     * @return its tokens
     */
    long[] tokens(String text) {
        return frame(tokenizer.tokenize(settings.prefix() + text));
    }

    /**
     * Encodes texts.
     *
     * @param texts the tokens of each, of one length
     * @return a vector for each
     * @throws IllegalStateException if ONNX Runtime fails
     */
    List<float[]> encode(List<long[]> texts) {
        List<float[]> vectors = run(texts);
        for (float[] vector : vectors) {
            if (vector.length != dimensions) {
                throw new IllegalStateException(
                        "the model gave a vector of " + vector.length + " dimensions, expected " + dimensions);
            }
        }
        return vectors;
    }

    private List<float[]> run(List<long[]> texts) {
        int length = texts.get(0).length;
        long[] tokens = texts.stream().flatMapToLong(Arrays::stream).toArray();
        Map<String, OnnxTensorLike> tensors = new HashMap<>();
        try {
            inputs.fill(environment, tokens, texts.size(), tensors);
            try (var result = session.run(tensors, Set.of(output.name()))) {
                var tensor = (OnnxTensor) result.get(0);
                long[] shape = tensor.getInfo().getShape();
                output.check(shape, texts.size(), length);
                FloatBuffer numbers = tensor.getFloatBuffer();
                int each = numbers.remaining() / texts.size();
                List<float[]> vectors = new ArrayList<>();
                for (int text = 0; text < texts.size(); text++) {
                    float[] vector = new float[Math.toIntExact(shape[shape.length - 1])];
                    output.pooling().pool(numbers.slice(text * each, each), settings.unit(), vector);
                    vectors.add(vector);
                }
                return vectors;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime cannot encode " + texts.size() + " texts of " + length + " tokens", e);
        } finally {
            tensors.values().forEach(OnnxTensorLike::close);
        }
    }

    private int room() {
        return settings.maxTokens() - opening.length - closing.length;
    }

    private long[] frame(int[] pieces) {
        int kept = Math.min(pieces.length, room());
        int head = kept - kept / 2;
        long[] tokens = new long[opening.length + kept + closing.length];
        int at = 0;
        for (int token : opening) {
            tokens[at++] = token;
        }
        for (int i = 0; i < kept; i++) {
            tokens[at++] = pieces[i < head ? i : pieces.length - kept + i];
        }
        for (int token : closing) {
            tokens[at++] = token;
        }
        return tokens;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close the model", e);
        }
    }
}
