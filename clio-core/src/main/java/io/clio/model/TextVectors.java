package io.clio.model;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.kmeans.UnitLength;
import io.clio.spi.Embedder;
import java.util.List;

/** Vectors of titles and names, of unit length. What the embedder throws passes. */
final class TextVectors {
    private final Embedder embedder;

    TextVectors(Embedder embedder) {
        this.embedder = embedder;
    }

    /**
     * One vector for each text.
     *
     * @throws IllegalStateException if the embedder gives others than were asked for
     */
    Embeddings of(List<SensitiveText> texts) {
        Embeddings vectors = embedder.embed(texts);
        if (vectors.rows() != texts.size()) {
            throw new IllegalStateException(
                    "embedder: expected " + texts.size() + " vectors of titles, got " + vectors.rows());
        }
        for (float value : vectors.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("embedder: expected finite numbers, got " + value);
            }
        }
        return UnitLength.of(vectors);
    }

    Embeddings ofTopics(List<Topic> topics) {
        return of(topics.stream().map(topic -> Titles.both(topic.draft())).toList());
    }
}
