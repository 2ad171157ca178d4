package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Lloyd's iteration: each row to its nearest centroid, each centroid to the mean of its rows and by half of its way
 * beyond, until the inertia settles. What is settled is the same, and fewer passes get there (Salakhutdinov and Roweis,
 * 2003, "Adaptive Overrelaxed Bound Optimization Methods"; here the rate is fixed). A cluster without rows is given the
 * row that lies farthest from its centroid. Ends early, with a result of no worth, when the thread is interrupted.
 */
final class Lloyd {
    private static final float OVERRELAXATION = 0.5f;
    private static final double PART_OF_A_PASS = 0.125;

    private final Embeddings rows;
    private final int k;
    private final Kernel kernel;
    private final Geometry geometry;
    private final Assignment assignment;
    private final Means means;
    private float[] centroids;
    private double inertia = Double.POSITIVE_INFINITY;

    /**
     * An iteration that has not begun.
     *
     * @param rows the vectors
     * @param start the first centroids, row-major
     * @param k how many they are
     * @param geometry what becomes of a mean
     * @param kernel compares rows with centroids
     */
    Lloyd(Embeddings rows, float[] start, int k, Geometry geometry, Kernel kernel) {
        this.rows = rows;
        this.k = k;
        this.geometry = geometry;
        this.kernel = kernel;
        this.centroids = start;
        this.assignment = new Assignment(rows);
        this.means = new Means(rows, k);
    }

    /**
     * Goes on until a pass improves the inertia by less than a part of it, or the next one is expected to: what passes
     * gain falls about geometrically.
     *
     * @param most how many passes at most, at least 1
     * @param leastGain the part
     * @param advance is told after each pass how near the gain is to the least one, on a scale of logarithms, on which
     *     it falls about evenly; and while a pass goes on, as if it brought an eighth of what is left
     * @return this
     */
    Lloyd run(int most, double leastGain, Advance advance) {
        double firstGain = Double.NaN;
        double lastGain = Double.NaN;
        double done = 0;
        for (int pass = 0; pass < most; pass++) {
            double before = done;
            done = before + PART_OF_A_PASS * (1 - before);
            assignment.to(kernel.pack(centroids, k, rows.dimensions()), advance.within(before, done));
            double now = assignment.inertia();
            boolean repaired = repairEmpty();
            double gain = (inertia - now) / now;
            inertia = now;
            boolean settled = !repaired && (!(gain > leastGain) || gain * gain / lastGain <= leastGain);
            if (settled || pass + 1 == most || Thread.currentThread().isInterrupted()) {
                break;
            }
            centroids = geometry.centroids(beyond(means.of(assignment.nearest())), centroids, k);
            firstGain = pass == 1 ? gain : firstGain;
            lastGain = pass == 0 || repaired ? Double.NaN : gain;
            done = Math.max(done, Math.max((pass + 1.0) / most, partOfWay(firstGain, gain, leastGain)));
            advance.to(done);
        }
        advance.to(1);
        return this;
    }

    private float[] beyond(float[] means) {
        for (int i = 0; i < means.length; i++) {
            means[i] += OVERRELAXATION * (means[i] - centroids[i]);
        }
        return means;
    }

    private static double partOfWay(double firstGain, double gain, double leastGain) {
        double part = StrictMath.log(firstGain / gain) / StrictMath.log(firstGain / leastGain);
        return part < 1 ? part : 0; // not a number where there was no gain before
    }

    /** For each row its cluster in the last pass. */
    int[] nearest() {
        return assignment.nearest();
    }

    /** The squared distance of a row to its centroid in the last pass. */
    double squaredDistance(int row) {
        return assignment.squaredDistance(row);
    }

    /** The sum of squared distances in the last pass. */
    double inertia() {
        return inertia;
    }

    /** The centroids of the last pass, row-major. */
    float[] centroids() {
        return centroids;
    }

    /** Gives each empty cluster the farthest row of a cluster that can spare one. */
    private boolean repairEmpty() {
        int[] nearest = assignment.nearest();
        int[] sizes = new int[k];
        Arrays.stream(nearest).forEach(cluster -> sizes[cluster]++);
        int[] empty =
                IntStream.range(0, k).filter(cluster -> sizes[cluster] == 0).toArray();
        if (empty.length == 0) {
            return false;
        }
        long[] byDistance = byDistance();
        int filled = 0;
        for (int at = byDistance.length - 1; at >= 0 && filled < empty.length; at--) {
            int row = Integer.MAX_VALUE - (int) byDistance[at];
            if (sizes[nearest[row]] > 1 && !isCentroid(row, nearest[row])) {
                sizes[nearest[row]]--;
                nearest[row] = empty[filled++];
            }
        }
        return filled > 0;
    }

    /**
     * The farthest row last, of equally far ones the first: the bits of a distance, which order as it does, and the
     * row.
     */
    private long[] byDistance() {
        long[] keys = new long[rows.rows()];
        Arrays.setAll(
                keys,
                row -> ((long) Float.floatToIntBits((float) assignment.squaredDistance(row)) << Integer.SIZE)
                        | (Integer.MAX_VALUE - row));
        Arrays.parallelSort(keys);
        return keys;
    }

    /** Compared number by number: a distance of nothing may be rounded, and rows that differ are to be told apart. */
    private boolean isCentroid(int row, int cluster) {
        int d = rows.dimensions();
        return Arrays.equals(rows.values(), row * d, (row + 1) * d, centroids, cluster * d, (cluster + 1) * d);
    }
}
