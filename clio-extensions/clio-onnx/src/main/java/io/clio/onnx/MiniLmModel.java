package io.clio.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A published form of all-MiniLM-L6-v2: which artifact holds it, and under which names. */
enum MiniLmModel {
    /** Weights of 8 bits, 23 MB. They scale by what else is in a batch, so each text goes alone. */
    INT8("int8", "all-minilm-l6-v2-q", 0),
    /** Weights of 32 bits, 90 MB. Beyond a few hundred tokens at once a batch no longer fits into the cache. */
    FP32("fp32", "all-minilm-l6-v2", 256);

    private final String precision;
    private final String resource;
    private final int batchTokens;

    MiniLmModel(String precision, String resource, int batchTokens) {
        this.precision = precision;
        this.resource = resource;
        this.batchTokens = batchTokens;
    }

    /**
     * What tells one form from the other.
     *
     * @return {@code int8} or {@code fp32}
     */
    String precision() {
        return precision;
    }

    /**
     * How many tokens go through the network at once, in texts of one length.
     *
     * @return the most; 0 if each text goes alone
     */
    int batchTokens() {
        return batchTokens;
    }

    /**
     * Reads the network.
     *
     * @param artifacts where the artifact is looked for
     * @return the ONNX file
     * @throws IllegalStateException if the artifact is not there
     */
    byte[] network(ClassLoader artifacts) {
        return read(artifacts, resource + ".onnx");
    }

    /**
     * Reads the description of the tokenizer.
     *
     * @param artifacts where the artifact is looked for
     * @return the {@code tokenizer.json}
     * @throws IllegalStateException if the artifact is not there
     */
    String tokenizer(ClassLoader artifacts) {
        return new String(read(artifacts, resource + "-tokenizer.json"), StandardCharsets.UTF_8);
    }

    private byte[] read(ClassLoader artifacts, String name) {
        try (InputStream stream = artifacts.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the " + precision + " model is not on the class path: add the artifact"
                        + " dev.langchain4j:langchain4j-embeddings-" + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the " + precision + " model", e);
        }
    }
}
