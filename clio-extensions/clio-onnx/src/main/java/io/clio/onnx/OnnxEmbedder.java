package io.clio.onnx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.spi.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A sentence transformer of one's own, from a folder with its ONNX export, in process: nothing is sent anywhere.
 *
 * <pre>{@code
 * try (OnnxEmbedder embedder = OnnxEmbedder.at(Path.of("multilingual-e5-small")).prefix("query: ").multilingual(true).build()) {
 *     Insights insights = Clio.pipeline().from(conversations).embedder(embedder).run();
 * }
 * }</pre>
 *
 * <p>The folder holds what such exports hold: {@code model.onnx} or {@code onnx/model.onnx}; {@code tokenizer.json}, or
 * {@code vocab.txt} with or without {@code tokenizer_config.json}; and, as far as they are there, {@code config.json},
 * {@code sentence_bert_config.json}, {@code modules.json}, {@code 1_Pooling/config.json} and
 * {@code config_sentence_transformers.json}. What they say holds unless it is set here. Tokenizers of the type
 * WordPiece are read; for others an extension offers a {@link ModelTokenizerProvider}. A network is code: load only one
 * whose origin you trust.
 *
 * <p>The vector of a text depends on the text alone, bit for bit, whatever stands beside it, in which order, and on how
 * many threads: each text goes through the network by itself, without padding. On another kind of processor or with
 * another version of ONNX Runtime the last bits may differ. A text that is too long keeps its start and its end.
 *
 * <p>Safe for use by several threads. Its own threads are daemons, and end with {@link #close()}.
 */
public final class OnnxEmbedder implements Embedder, AutoCloseable {
    private final ParallelEncoder encoder;
    private final boolean multilingual;
    private final String name;

    private OnnxEmbedder(SentenceEncoder encoder, int threads, boolean multilingual, String name) {
        this.encoder = new ParallelEncoder(encoder, threads);
        this.multilingual = multilingual;
        this.name = name;
    }

    /**
     * Starts an embedder.
     *
     * @param directory the folder of the export; read in {@link Builder#build()}
     * @return a builder with the settings of the export and one thread per processor
     */
    public static Builder at(Path directory) {
        return new Builder(directory);
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

    /** What {@link Builder#multilingual(boolean)} said; false by default. */
    @Override
    public boolean alignsLanguages() {
        return multilingual;
    }

    /** The label or else a hash of the network, and every setting that a vector depends on; no path. */
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
        private final Path directory;
        private @Nullable Path network;
        private @Nullable ModelTokenizer tokenizer;
        private @Nullable Pooling pooling;
        private @Nullable String prefix;
        private @Nullable Boolean unit;
        private @Nullable Integer maxTokens;
        private @Nullable Boolean lowerCase;
        private @Nullable String output;
        private @Nullable String label;
        private boolean multilingual;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * Names the network, for exports with several, such as {@code onnx/model_quantized.onnx}.
         *
         * @param file relative to the folder
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder network(Path file) {
            network = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Takes a tokenizer in place of that in the folder.
         *
         * @param tokenizer closed with the embedder, or if the embedder cannot be built
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder tokenizer(ModelTokenizer tokenizer) {
            this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
            return this;
        }

        /**
         * Sets how the states of a text's tokens become its vector. Without this, a network that gives sentence vectors
         * itself is taken at its word. With this, modules of the export that come after its pooling are left out.
         *
         * @param pooling as the model was trained
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder pooling(Pooling pooling) {
            this.pooling = Objects.requireNonNull(pooling, "pooling");
            return this;
        }

        /**
         * Sets what stands before each text, as some models were trained with.
         *
         * @param prefix such as {@code "query: "}, with its space; empty for none
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder prefix(String prefix) {
            this.prefix = Objects.requireNonNull(prefix, "prefix");
            return this;
        }

        /**
         * Sets whether vectors are scaled to unit length, so that closeness is the cosine.
         *
         * @param unit by default true, unless the export names another measure and has no module Normalize
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder normalize(boolean unit) {
            this.unit = unit;
            return this;
        }

        /**
         * Sets how long texts may be; the middle of a longer one is left out.
         *
         * @param tokens the tokens around the text included; at least 1, and no more than the model has places for
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder maxTokens(int tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("maxTokens must be >= 1, got " + tokens);
            }
            maxTokens = tokens;
            return this;
        }

        /**
         * Sets whether letters are put in lower case and, unless the tokenizer says otherwise, lose their accents. For
         * WordPiece tokenizers from the folder only.
         *
         * @param lower as the model was trained
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder lowerCase(boolean lower) {
            lowerCase = lower;
            return this;
        }

        /**
         * Names the output that is read, where it is none of {@code sentence_embedding}, {@code last_hidden_state} and
         * {@code token_embeddings}.
         *
         * @param name of an output of the network, with a vector per token or per text
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder output(String name) {
            output = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Says whether the model gives texts of one meaning in two languages vectors that are close; see
         * {@link Embedder#alignsLanguages()}.
         *
         * @param multilingual false by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder multilingual(boolean multilingual) {
            this.multilingual = multilingual;
            return this;
        }

        /**
         * Sets what the model is called in a result's provenance.
         *
         * @param name of the model and its version; no path and no secret, for it is released
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder name(String name) {
            label = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets how many threads encode texts; no vector depends on it.
         *
         * @param threads at least 1; by default one per processor
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
         * Loads the model and encodes a first text with it.
         *
         * @return a new embedder
         * @throws IllegalArgumentException if something in the folder is missing, broken or of no known kind; the
         *     message names the file, the field, what was found and what was expected
         * @throws IllegalStateException if ONNX Runtime cannot run the network
         */
        public OnnxEmbedder build() {
            ModelTokenizer given = tokenizer;
            tokenizer = null;
            EncoderSettings settings;
            Path file;
            ModelTokenizer used;
            try {
                var export = new ModelExport(directory);
                file = export.network(network);
                settings = new EncoderSettings(
                        pooling,
                        export::pooling,
                        unit != null ? unit : export.unit(),
                        export.maxTokens(maxTokens),
                        prefix != null ? prefix : export.prefix(),
                        0, // a quantised network scales by what else is in a batch
                        output);
                used = given != null ? given : export.tokenizer(lowerCase);
            } catch (RuntimeException e) {
                if (given != null) {
                    given.close();
                }
                throw e;
            }
            SentenceEncoder loaded = SentenceEncoder.load(file, used, settings);
            return new OnnxEmbedder(loaded, threads, multilingual, describe(file, loaded, settings));
        }

        private String describe(Path file, SentenceEncoder loaded, EncoderSettings settings) {
            String model = label != null ? label : "onnx model " + ModelExport.id(file);
            return model + ", "
                    + loaded.pooling()
                    + (settings.unit() ? ", unit length, " : ", any length, ")
                    + settings.maxTokens() + " tokens, "
                    + (settings.prefix().isEmpty() ? "" : "prefix \"" + settings.prefix() + "\", ")
                    + "onnxruntime " + loaded.runtimeVersion() + ", batch 1";
        }
    }
}
