package io.clio;

import io.clio.embed.HashingEmbedder;
import io.clio.embed.StaticEmbedder;
import io.clio.spi.Embedder;
import io.clio.spi.EmbedderProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Embedders that come with Clio, and the one that a run uses if none is configured. */
public final class Embedders {
    private Embedders() {}

    /**
     * Sums of word vectors that were distilled from all-MiniLM-L6-v2: knows likeness of English words, and neither
     * their order nor their context. Needs nothing but this module. Add {@code clio-onnx} for the model itself.
     *
     * @return the embedder
     */
    public static Embedder standard() {
        return new StaticEmbedder();
    }

    /**
     * Words and pairs of words, hashed: knows shared words and nothing of meaning, of every language alike.
     *
     * @return the embedder
     */
    public static Embedder hashing() {
        return new HashingEmbedder();
    }

    /**
     * The embedder of the one {@link EmbedderProvider} on the class path, such as that of {@code clio-onnx}; without
     * one, {@link #standard()}.
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
        return providers.isEmpty() ? standard() : providers.get(0).create();
    }
}
