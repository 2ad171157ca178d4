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
        List<int[]> parts = new ArrayList<>();
        divide(vectors, IntStream.range(0, vectors.rows()).toArray(), about, most, seed, parts);
        return parts;
    }

    private static void divide(Embeddings vectors, int[] rows, int about, int most, long seed, List<int[]> parts) {
        if (rows.length <= most) {
            parts.add(rows);
            return;
        }
        int k = Math.max(2, (int) Math.round((double) rows.length / about));
        int[][] members = KMeans.of(k).cluster(select(vectors, rows), seed).members();
        if (members.length == 1) {
            for (int from = 0; from < rows.length; from += about) {
                parts.add(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + about)));
            }
            return;
        }
        for (int[] places : members) {
            int[] part = IntStream.of(places).map(place -> rows[place]).toArray();
            divide(vectors, part, about, most, seed, parts);
        }
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
