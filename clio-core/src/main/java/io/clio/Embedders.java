package io.clio;

import io.clio.embed.HashingEmbedder;
import io.clio.spi.Embedder;
import io.clio.spi.EmbedderProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Embedders that come with Clio, and the one that a run uses if none is configured. */
public final class Embedders {
    private Embedders() {}

    /**
     * Words and pairs of words, hashed: needs no model and knows nothing of meaning. Add {@code clio-onnx} for one that
     * does.
     *
     * @return the embedder
     */
    public static Embedder hashing() {
        return new HashingEmbedder();
    }

    /**
     * The embedder of the one {@link EmbedderProvider} on the class path, such as that of {@code clio-onnx}; without
     * one, {@link #hashing()}.
     *
     * @return a new embedder; whoever calls this closes it if it is {@link AutoCloseable}
     * @throws IllegalStateException if there are two providers; the message names both
     */
    public static Embedder discovered() {
        List<EmbedderProvider> providers = ServiceLoader.load(EmbedderProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (providers.size() > 1) {
            throw new IllegalStateException("several embedders are on the class path; choose one with embedder(…): "
                    + providers.stream()
                            .map(p -> p.getClass().getName())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return providers.isEmpty() ? hashing() : providers.get(0).create();
    }
}
