package io.clio.onnx;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Shares the texts of a call out among threads, equal ones once, in batches of texts with as many tokens each: so
 * nothing is filled up, and the longest are not left for last.
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
        long[][] tokens = new long[all.size()][];
        workers.forEach(distinct.size(), i -> tokens[distinct.get(i)] = encoder.tokens(all.get(distinct.get(i))));
        List<List<Integer>> batches = batches(distinct, tokens);
        workers.forEach(batches.size(), i -> {
            List<Integer> batch = batches.get(i);
            List<float[]> found =
                    encoder.encode(batch.stream().map(row -> tokens[row]).toList());
            for (int j = 0; j < found.size(); j++) {
                System.arraycopy(found.get(j), 0, vectors, batch.get(j) * dimensions, dimensions);
            }
        });
        for (int row = 0; row < all.size(); row++) {
            int first = firstRows.getOrDefault(all.get(row), row);
            if (first != row) {
                System.arraycopy(vectors, first * dimensions, vectors, row * dimensions, dimensions);
            }
        }
        return Embeddings.wrap(vectors, dimensions);
    }

    private List<List<Integer>> batches(List<Integer> rows, long[][] tokens) {
        List<Integer> longestFirst = new ArrayList<>(rows);
        longestFirst.sort(Comparator.comparingInt((Integer row) -> tokens[row].length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0, to; from < longestFirst.size(); from = to) {
            int length = tokens[longestFirst.get(from)].length;
            int most = Math.min(longestFirst.size(), from + encoder.batchSize(length));
            to = from + 1;
            while (to < most && tokens[longestFirst.get(to)].length == length) {
                to++;
            }
            batches.add(longestFirst.subList(from, to));
        }
        return batches;
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
