package io.clio.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A published form of all-MiniLM-L6-v2: which artifact holds it, and under which names. */
enum MiniLmModel {
    /** Weights of 8 bits, 23 MB. */
    INT8("int8", "all-minilm-l6-v2-q"),
    /** Weights of 32 bits, 90 MB. */
    FP32("fp32", "all-minilm-l6-v2");

    private final String precision;
    private final String resource;

    MiniLmModel(String precision, String resource) {
        this.precision = precision;
        this.resource = resource;
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
