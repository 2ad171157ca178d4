package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * First centroids where there are many: the rows fall into about the square root of so many groups, and each group is
 * clustered by itself into as many parts as its share of the inertia asks for. Costs about what two passes over all
 * centroids would, where k-means++ would cost hundreds.
 */
final class TwoLevelSeeding {
    private static final int PASSES = 3;
    private static final double LEAST_GAIN = 1e-3;
    private static final int SAMPLE_PER_GROUP = 256;
    /** More would only cost: what a start within a group lacks, the passes mend. */
    private static final int SAMPLE_PER_PART = 4;

    private static final double SHARE_OF_GROUPS = 0.3;

    private final Embeddings rows;
    private final Geometry geometry;
    private final Kernel kernel;
    private final SplittableRandom random;

    private TwoLevelSeeding(Embeddings rows, Geometry geometry, Kernel kernel, long seed) {
        this.rows = rows;
        this.geometry = geometry;
        this.kernel = kernel;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Chooses centroids.
     *
     * @param rows the vectors
     * @param k how many centroids, at most as many as there are rows
     * @param seed where all randomness comes from
     * @param geometry what a centroid is
     * @param kernel compares rows with centroids
     * @param advance is told how far it has come
     * @return centroids, row-major
     */
    static float[] choose(Embeddings rows, int k, long seed, Geometry geometry, Kernel kernel, Advance advance) {
        return new TwoLevelSeeding(rows, geometry, kernel, seed).choose(k, advance);
    }

    private float[] choose(int k, Advance advance) {
        int groups = (int) Math.round(Math.sqrt(k));
        Embeddings sample = select(sample(Math.min(rows.rows(), SAMPLE_PER_GROUP * groups)));
        float[] start = Seeding.choose(sample, groups, random.nextLong());
        float[] centres = lloyd(sample, start, groups)
                .run(PASSES, LEAST_GAIN, advance.within(0, SHARE_OF_GROUPS))
                .centroids();
        Lloyd all = lloyd(rows, centres, groups).run(1, 0, Advance.untold());
        int[][] members = members(all.nearest(), groups);
        int[] parts = parts(k, members, inertias(all, groups));
        long[] seeds = random.longs(groups).toArray();
        float[][] found = new float[groups][];
        Thread caller = Thread.currentThread();
        AtomicInteger split = new AtomicInteger();
        IntStream.range(0, groups).parallel().forEach(group -> {
            found[group] = caller.isInterrupted()
                    ? new float[parts[group] * rows.dimensions()]
                    : split(members[group], parts[group], seeds[group]);
            int done = split.incrementAndGet();
            if (Thread.currentThread() == caller) {
                advance.to(SHARE_OF_GROUPS + (1 - SHARE_OF_GROUPS) * done / groups);
            }
        });
        return joined(found, k);
    }

    /** Row numbers without repetition, ascending. */
    private int[] sample(int size) {
        int[] all = IntStream.range(0, rows.rows()).toArray();
        if (size == all.length) {
            return all;
        }
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(all.length - i);
            int drawn = all[other];
            all[other] = all[i];
            all[i] = drawn;
        }
        int[] drawn = Arrays.copyOf(all, size);
        Arrays.sort(drawn);
        return drawn;
    }

    private Embeddings select(int[] some) {
        int d = rows.dimensions();
        float[] values = new float[some.length * d];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(rows.values(), some[i] * d, values, i * d, d);
        }
        return Embeddings.wrap(values, d);
    }

    private static int[][] members(int[] groupOfRow, int groups) {
        int[] sizes = new int[groups];
        Arrays.stream(groupOfRow).forEach(group -> sizes[group]++);
        int[][] members = new int[groups][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        for (int row = groupOfRow.length - 1; row >= 0; row--) {
            members[groupOfRow[row]][--sizes[groupOfRow[row]]] = row;
        }
        return members;
    }

    private double[] inertias(Lloyd all, int groups) {
        double[] inertias = new double[groups];
        for (int row = 0; row < rows.rows(); row++) {
            inertias[all.nearest()[row]] += all.squaredDistance(row);
        }
        return inertias;
    }

    /**
     * How many centroids each group gets: in proportion to its inertia, at least one and at most as many as it has
     * rows; together {@code k}. What is left over goes to those that are farthest below their share.
     */
    static int[] parts(int k, int[][] members, double[] inertias) {
        double total = Arrays.stream(inertias).sum();
        int[] parts = new int[members.length];
        double[] shares = new double[members.length];
        int given = 0;
        for (int group = 0; group < parts.length; group++) {
            shares[group] = total > 0 ? k * inertias[group] / total : 0;
            int least = Math.min(1, members[group].length);
            parts[group] = Math.max(least, Math.min(members[group].length, (int) shares[group]));
            given += parts[group];
        }
        while (given != k) {
            int step = given < k ? 1 : -1;
            int next = IntStream.range(0, parts.length)
                    .filter(group -> step > 0 ? parts[group] < members[group].length : parts[group] > 1)
                    .boxed()
                    .max(Comparator.comparingDouble((Integer group) -> step * (shares[group] - parts[group]))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            parts[next] += step;
            given += step;
        }
        return parts;
    }

    private float[] split(int[] some, int parts, long seed) {
        if (parts == 0) {
            return new float[0];
        }
        Embeddings group = select(some);
        float[] start = Seeding.choose(group, parts, SAMPLE_PER_PART * parts, seed);
        return lloyd(group, start, parts)
                .run(PASSES, LEAST_GAIN, Advance.untold())
                .centroids();
    }

    private Lloyd lloyd(Embeddings some, float[] start, int k) {
        return new Lloyd(some, start, k, geometry, kernel);
    }

    private float[] joined(float[][] found, int k) {
        float[] centroids = new float[k * rows.dimensions()];
        int at = 0;
        for (float[] some : found) {
            System.arraycopy(some, 0, centroids, at, some.length);
            at += some.length;
        }
        return centroids;
    }
}
