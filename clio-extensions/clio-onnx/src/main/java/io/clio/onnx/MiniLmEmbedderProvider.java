package io.clio.onnx;

import io.clio.spi.Embedder;
import io.clio.spi.EmbedderProvider;

/** Offers {@link MiniLmEmbedder#quantized()} to a run for which no embedder was configured. */
public final class MiniLmEmbedderProvider implements EmbedderProvider {

    /** Does nothing; the model is loaded in {@link #create()}. */
    public MiniLmEmbedderProvider() {}

    @Override
    public Embedder create() {
        return MiniLmEmbedder.quantized();
    }
}
