package io.clio.testkit.leak;

import io.clio.Embedders;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.spi.Embedder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that asks another one about each text once: hundreds of runs share most of their conversations. Without a
 * configured one it looks for the one that the pipeline would find, when it is first needed. Thread-safe.
 */
final class CachedEmbedder implements Embedder, AutoCloseable {
    /** Later texts are embedded each time. At 384 dimensions so many take some 100 MB. */
    private static final int MOST = 50_000;

    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();
    private @Nullable Embedder asked;
    private boolean own;

    @Override
    public Embeddings embed(List<SensitiveText> texts) {
        List<SensitiveText> unknown = texts.stream()
                .filter(text -> !vectors.containsKey(text.reveal()))
                .distinct()
                .toList();
        Embeddings made = unknown.isEmpty() ? null : asked().embed(unknown);
        Map<String, float[]> late = new ConcurrentHashMap<>();
        for (int i = 0; made != null && i < unknown.size(); i++) {
            (vectors.size() < MOST ? vectors : late)
                    .put(
                            unknown.get(i).reveal(),
                            Arrays.copyOfRange(made.values(), i * made.dimensions(), (i + 1) * made.dimensions()));
        }
        List<float[]> rows = texts.stream()
                .map(text -> vectors.getOrDefault(text.reveal(), late.getOrDefault(text.reveal(), new float[0])))
                .toList();
        int dimensions = rows.get(0).length;
        float[] values = new float[rows.size() * dimensions];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, values, row * dimensions, dimensions);
        }
        return Embeddings.wrap(values, dimensions);
    }

    /** Stands before the embedder of a plan, or, if that is this one, before the one that is found. */
    synchronized CachedEmbedder before(Embedder configured) {
        if (asked == null && configured != this) {
            asked = configured;
        }
        return this;
    }

    private synchronized Embedder asked() {
        if (asked == null) {
            asked = Embedders.discovered();
            own = true;
        }
        return asked;
    }

    @Override
    public boolean alignsLanguages() {
        return asked().alignsLanguages();
    }

    @Override
    public String name() {
        return asked().name();
    }

    /** Closes what was found, and not what was configured. */
    @Override
    public synchronized void close() {
        if (own && asked instanceof AutoCloseable found) {
            try {
                found.close();
            } catch (Exception e) {
                throw new IllegalStateException("the embedder cannot be closed", e);
            }
        }
    }
}
