package io.clio.model;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.kmeans.Centroids;
import io.clio.kmeans.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which vectors of unit length are near to each other, by their cosine; of two that are as near the first. */
final class Nearness {
    private Nearness() {}

    static double between(Embeddings vectors, int row, Embeddings others, int other) {
        double sum = 0;
        int d = vectors.dimensions();
        for (int i = 0; i < d; i++) {
            sum += (double) vectors.values()[row * d + i] * others.values()[other * d + i];
        }
        return sum;
    }

    /** The rows that are let pass, nearest first. */
    static List<Integer> nearest(Embeddings vectors, int row, Embeddings others, IntPredicate passes) {
        double[] near = IntStream.range(0, others.rows())
                .mapToDouble(other -> between(vectors, row, others, other))
                .toArray();
        return IntStream.range(0, others.rows())
                .filter(passes)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer other) -> -near[other])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Groups of rows that are near to each other: about so many rows each, and no more than the most. */
    static List<int[]> neighbourhoods(Embeddings vectors, int about, int most, long seed) {
        int rows = vectors.rows();
        if (rows <= most) {
            return List.of(IntStream.range(0, rows).toArray());
        }
        int k = Math.max(1, (int) Math.round((double) rows / about));
        List<int[]> parts = new ArrayList<>();
        for (int[] members : KMeans.of(k).cluster(vectors, seed).members()) {
            int pieces = (members.length + most - 1) / most;
            for (int piece = 0; piece < pieces; piece++) {
                parts.add(Arrays.copyOfRange(members, (int) ((long) members.length * piece / pieces), (int)
                        ((long) members.length * (piece + 1) / pieces)));
            }
        }
        return parts;
    }

    /** So many rows that stand for all, ascending: of each cluster of a k-means the one nearest to its centre. */
    static List<Integer> representatives(Embeddings vectors, int k, long seed) {
        Clusters clusters = KMeans.of(k).cluster(vectors, seed);
        Embeddings centres = Centroids.of(vectors, clusters);
        return IntStream.range(0, clusters.count())
                .mapToObj(cluster -> nearest(centres, cluster, vectors, row -> clusters.of(row) == cluster)
                        .get(0))
                .sorted()
                .toList();
    }

    static Embeddings select(Embeddings vectors, int[] rows) {
        int d = vectors.dimensions();
        float[] selected = new float[rows.length * d];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(vectors.values(), rows[i] * d, selected, i * d, d);
        }
        return Embeddings.wrap(selected, d);
    }

    /** The mean of some rows, as the only row. */
    static Embeddings mean(Embeddings vectors, int[] rows) {
        return Centroids.of(select(vectors, rows), Clusters.of(new int[rows.length], 1));
    }
}
