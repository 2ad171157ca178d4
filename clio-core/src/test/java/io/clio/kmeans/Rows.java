package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/** Made-up rows, and the textbook's way to do with them what the code under test does faster. */
final class Rows {
    private Rows() {}

    /** Rows around a few centres, in no order. */
    static Embeddings blobs(long seed, int rows, int dimensions, int centres, double spread) {
        Random random = new Random(seed);
        double[][] centre = new double[centres][dimensions];
        for (double[] c : centre) {
            Arrays.setAll(c, d -> random.nextGaussian());
        }
        float[] values = new float[rows * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre[(i / dimensions) % centres][i % dimensions] + spread * random.nextGaussian());
        }
        return Embeddings.wrap(values, dimensions);
    }

    static double squaredDistance(Embeddings rows, int row, float[] centroids, int centroid) {
        double sum = 0;
        for (int d = 0; d < rows.dimensions(); d++) {
            double difference =
                    (double) rows.values()[row * rows.dimensions() + d] - centroids[centroid * rows.dimensions() + d];
            sum += difference * difference;
        }
        return sum;
    }

    /** The sum of squared distances of all rows to the means of their clusters. */
    static double inertia(Embeddings rows, Clusters clusters) {
        float[] means = Centroids.of(rows, clusters).values();
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            sum += squaredDistance(rows, row, means, clusters.of(row));
        }
        return sum;
    }

    /** Lloyd's algorithm as the textbook has it, in double precision. */
    static Clusters lloyd(Embeddings rows, float[] start, int k, int iterations) {
        float[] centroids = start.clone();
        int[] assignment = new int[rows.rows()];
        for (int i = 0; i < iterations; i++) {
            for (int row = 0; row < rows.rows(); row++) {
                assignment[row] = nearest(rows, row, centroids, k);
            }
            centroids = Centroids.of(rows, Clusters.of(assignment, k)).values();
        }
        return Clusters.of(assignment, k);
    }

    static int nearest(Embeddings rows, int row, float[] centroids, int k) {
        int best = 0;
        for (int c = 1; c < k; c++) {
            if (squaredDistance(rows, row, centroids, c) < squaredDistance(rows, row, centroids, best)) {
                best = c;
            }
        }
        return best;
    }

    /** Rows drawn at random as first centroids. */
    static float[] randomStart(Embeddings rows, int k, long seed) {
        int[] drawn = new Random(seed).ints(0, rows.rows()).distinct().limit(k).toArray();
        float[] start = new float[k * rows.dimensions()];
        for (int c = 0; c < k; c++) {
            System.arraycopy(rows.vector(drawn[c]), 0, start, c * rows.dimensions(), rows.dimensions());
        }
        return start;
    }

    /** The adjusted Rand index of Hubert and Arabie (1985): 1 for equal partitions, about 0 for unrelated ones. */
    static double adjustedRand(Clusters a, Clusters b) {
        long[][] table = new long[a.count()][b.count()];
        for (int row = 0; row < a.rows(); row++) {
            table[a.of(row)][b.of(row)]++;
        }
        double cells = Arrays.stream(table)
                .flatMapToLong(Arrays::stream)
                .mapToDouble(Rows::pairs)
                .sum();
        double ofA = Arrays.stream(table)
                .mapToDouble(line -> pairs(Arrays.stream(line).sum()))
                .sum();
        double ofB = 0;
        for (int column = 0; column < b.count(); column++) {
            int c = column;
            ofB += pairs(Arrays.stream(table).mapToLong(line -> line[c]).sum());
        }
        double expected = ofA * ofB / pairs(a.rows());
        return (cells - expected) / ((ofA + ofB) / 2 - expected);
    }

    private static double pairs(long n) {
        return n * (n - 1) / 2.0;
    }

    static Clusters onThreads(int threads, KMeans kMeans, Embeddings rows, long seed) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> kMeans.cluster(rows, seed)).join();
        } finally {
            pool.shutdown();
        }
    }
}
