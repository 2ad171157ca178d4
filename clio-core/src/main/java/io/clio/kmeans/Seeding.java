package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Greedy k-means++ (Arthur and Vassilvitskii, 2007, with the several candidates per step of their section 5): each
 * centroid is the best of {@code 2 + ln k} rows drawn in proportion to their squared distance from those chosen before.
 * Works on a sample of the rows where there are many.
 */
final class Seeding {
    private static final int SMALLEST_SAMPLE = 10_000;
    private static final int SAMPLE_PER_CENTROID = 20;

    private final Embeddings rows;
    private final int[] sample;
    private final SplittableRandom random;
    private final double[] distances;

    private Seeding(Embeddings rows, int sampled, long seed) {
        this.rows = rows;
        this.random = new SplittableRandom(seed);
        this.sample = sample(sampled);
        this.distances = new double[sample.length];
    }

    /**
     * Chooses rows as first centroids.
     *
     * @param rows the vectors
     * @param k how many, at most as many as there are rows
     * @param seed where all randomness comes from
     * @return the vectors of the rows chosen, row-major
     */
    static float[] choose(Embeddings rows, int k, long seed) {
        return choose(rows, k, Math.max(SMALLEST_SAMPLE, SAMPLE_PER_CENTROID * k), seed);
    }

    /**
     * Chooses rows of a sample.
     *
     * @param rows the vectors
     * @param k how many, at most as many as are sampled
     * @param sampled how many rows to choose from, at most
     * @param seed where all randomness comes from
     * @return the vectors of the rows chosen, row-major
     */
    static float[] choose(Embeddings rows, int k, int sampled, long seed) {
        return new Seeding(rows, sampled, seed).choose(k);
    }

    private int[] sample(int size) {
        int[] all = IntStream.range(0, rows.rows()).toArray();
        int kept = Math.min(size, all.length);
        if (kept == all.length) {
            return all;
        }
        int[] drawn = new int[kept];
        for (int i = 0; i < kept; i++) {
            int other = i + random.nextInt(all.length - i);
            drawn[i] = all[other];
            all[other] = all[i];
        }
        return drawn;
    }

    private float[] choose(int k) {
        int dimensions = rows.dimensions();
        float[] chosen = new float[k * dimensions];
        take(sample[random.nextInt(sample.length)], chosen, 0);
        for (int i = 0; i < distances.length; i++) {
            distances[i] = squaredDistance(sample[i], chosen, 0);
        }
        int candidates = 2 + (int) StrictMath.log(k);
        for (int next = 1; next < k; next++) {
            int best = bestOf(candidates);
            take(sample[best], chosen, next);
            lower(distances, distancesTo(sample[best]));
        }
        return chosen;
    }

    private void take(int row, float[] chosen, int centroid) {
        System.arraycopy(
                rows.values(), row * rows.dimensions(), chosen, centroid * rows.dimensions(), rows.dimensions());
    }

    private int bestOf(int candidates) {
        double[] cumulative = distances.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        double total = cumulative[cumulative.length - 1];
        int best = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < candidates; c++) {
            int drawn = firstAbove(cumulative, random.nextDouble() * total);
            double potential = potentialWith(distancesTo(sample[drawn]));
            if (potential < lowest) {
                lowest = potential;
                best = drawn;
            }
        }
        return best;
    }

    private static int firstAbove(double[] cumulative, double target) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double potentialWith(double[] others) {
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            sum += Math.min(distances[i], others[i]);
        }
        return sum;
    }

    private static void lower(double[] distances, double[] others) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.min(distances[i], others[i]);
        }
    }

    private double[] distancesTo(int row) {
        double[] to = new double[sample.length];
        int offset = row * rows.dimensions();
        IntStream.range(0, sample.length)
                .parallel()
                .forEach(i -> to[i] = squaredDistance(sample[i], rows.values(), offset));
        return to;
    }

    /** Four sums side by side, or the additions would wait for one another. */
    private double squaredDistance(int row, float[] other, int otherOffset) {
        float[] values = rows.values();
        int offset = row * rows.dimensions();
        int dimensions = rows.dimensions();
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        for (; d + 3 < dimensions; d += 4) {
            float d0 = values[offset + d] - other[otherOffset + d];
            float d1 = values[offset + d + 1] - other[otherOffset + d + 1];
            float d2 = values[offset + d + 2] - other[otherOffset + d + 2];
            float d3 = values[offset + d + 3] - other[otherOffset + d + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; d < dimensions; d++) {
            float rest = values[offset + d] - other[otherOffset + d];
            s0 += rest * rest;
        }
        return (double) s0 + s1 + s2 + s3;
    }
}
