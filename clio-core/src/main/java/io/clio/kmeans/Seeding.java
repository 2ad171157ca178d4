package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.SplittableRandom;

/**
 * Greedy k-means++ (Arthur and Vassilvitskii, 2007, with the several candidates per step of their section 5): each
 * centroid is the best of some rows drawn in proportion to their squared distance from those chosen before. Works on a
 * sample of the rows where there are many. Ends early, with centroids of no worth, when the thread is interrupted.
 */
final class Seeding {
    private static final int SAMPLE_PER_CENTROID = 10;
    /** As good as half of them on twice the sample; kernels take rows by four. */
    private static final int CANDIDATES = 12;

    /**
     * With more centroids than have their sample within this size, it or the fewest rows per centroid are enough, with
     * {@code 2 + ln k} candidates: passes mend the rest.
     */
    private static final int LARGE_SAMPLE = 5_000;

    private static final int LEAST_PER_CENTROID = 5;

    private final Embeddings rows;
    private final int[] sample;
    private final SplittableRandom random;
    private final Distances distances;

    private Seeding(Embeddings rows, int sampled, long seed, Kernel kernel) {
        this.rows = rows;
        this.random = new SplittableRandom(seed);
        this.sample = Sample.of(rows.rows(), sampled, random);
        this.distances = new Distances(rows, sample, kernel);
    }

    /**
     * Chooses rows as first centroids.
     *
     * @param rows the vectors
     * @param k how many, at most as many as there are rows
     * @param seed where all randomness comes from
     * @param kernel compares rows
     * @param advance is told how far it has come
     * @return the vectors of the rows chosen, row-major
     */
    static float[] choose(Embeddings rows, int k, long seed, Kernel kernel, Advance advance) {
        int sampled = Math.max(Math.min(SAMPLE_PER_CENTROID * k, LARGE_SAMPLE), LEAST_PER_CENTROID * k);
        return new Seeding(rows, sampled, seed, kernel).choose(k, advance);
    }

    private float[] choose(int k, Advance advance) {
        int dimensions = rows.dimensions();
        float[] chosen = new float[k * dimensions];
        int candidates = SAMPLE_PER_CENTROID * k > LARGE_SAMPLE ? 2 + (int) StrictMath.log(k) : CANDIDATES;
        for (int next = 0; next < k && !Thread.currentThread().isInterrupted(); next++) {
            int[] drawn = next == 0
                    ? new int[] {random.nextInt(sample.length)}
                    : random.doubles(candidates)
                            .mapToInt(distances::atPartOfSum)
                            .toArray();
            int best = distances.lowerByBestOf(drawn);
            System.arraycopy(rows.values(), sample[best] * dimensions, chosen, next * dimensions, dimensions);
            advance.to((next + 1.0) / k);
        }
        return chosen;
    }
}
