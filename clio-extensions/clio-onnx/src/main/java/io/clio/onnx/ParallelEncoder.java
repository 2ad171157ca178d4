package io.clio.onnx;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Shares the texts of a call out among threads, each text by itself and equal ones once.
 *
 * <p>Safe for use by several threads.
 */
final class ParallelEncoder implements AutoCloseable {
    private final SentenceEncoder encoder;
    private final Workers workers;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param encoder closed with this
     * @param threads at least 1
     */
    ParallelEncoder(SentenceEncoder encoder, int threads) {
        this.encoder = encoder;
        workers = new Workers(threads);
    }

    /**
     * Embeds texts.
     *
     * @param texts the texts
     * @return a vector for each
     * @throws CancellationException if the thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if this is closed, or ONNX Runtime fails
     */
    Embeddings embed(List<SensitiveText> texts) {
        int dimensions = encoder.dimensions();
        // An array of Java holds a few elements less than an int counts.
        int most = (Integer.MAX_VALUE - 8) / dimensions;
        if (texts.size() > most) {
            throw new IllegalArgumentException("at most " + most + " texts fit into one call, got " + texts.size());
        }
        List<String> all = texts.stream().map(SensitiveText::reveal).toList();
        Map<String, Integer> firstRows = new HashMap<>();
        List<Integer> distinct = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            if (firstRows.putIfAbsent(all.get(row), row) == null) {
                distinct.add(row);
            }
        }
        float[] vectors = new float[all.size() * dimensions];
        workers.forEach(distinct.size(), i -> {
            int row = distinct.get(i);
            System.arraycopy(encoder.encode(all.get(row)), 0, vectors, row * dimensions, dimensions);
        });
        for (int row = 0; row < all.size(); row++) {
            int first = firstRows.getOrDefault(all.get(row), row);
            if (first != row) {
                System.arraycopy(vectors, first * dimensions, vectors, row * dimensions, dimensions);
            }
        }
        return Embeddings.wrap(vectors, dimensions);
    }

    /** Ends the threads and frees the model, after the texts that are being encoded. Further calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            workers.close();
            encoder.close();
        }
    }
}
