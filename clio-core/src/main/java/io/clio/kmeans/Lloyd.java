package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Lloyd's iteration: each row to its nearest centroid, each centroid to the mean of its rows, until the inertia
 * settles. A cluster without rows is given the row that lies farthest from its centroid. Ends early, with what it has,
 * when the thread is interrupted.
 */
final class Lloyd {
    private final Embeddings rows;
    private final int k;
    private final Kernel kernel;
    private final Assignment assignment;
    private float[] centroids;
    private double inertia = Double.POSITIVE_INFINITY;

    /**
     * An iteration that has not begun.
     *
     * @param rows the vectors
     * @param start the first centroids, row-major
     * @param k how many they are
     * @param kernel compares rows with centroids
     */
    Lloyd(Embeddings rows, float[] start, int k, Kernel kernel) {
        this.rows = rows;
        this.k = k;
        this.kernel = kernel;
        this.centroids = start;
        this.assignment = new Assignment(rows);
    }

    /**
     * Goes on until a pass improves the inertia by less than a part of it.
     *
     * @param most how many passes at most, at least 1
     * @param leastGain the part
     * @return this
     */
    Lloyd run(int most, double leastGain) {
        for (int pass = 0; pass < most; pass++) {
            assignment.to(kernel.pack(centroids, k, rows.dimensions()));
            double now = assignment.inertia();
            boolean repaired = repairEmpty();
            boolean settled = !repaired && inertia - now <= leastGain * now;
            inertia = now;
            if (settled || Thread.currentThread().isInterrupted()) {
                break;
            }
            centroids = Centroids.of(rows, Clusters.of(assignment.nearest(), k)).values();
        }
        return this;
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

    /** The centroids after the last pass, row-major. */
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
        int[] farthest = IntStream.range(0, nearest.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -assignment.squaredDistance(row))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        int filled = 0;
        for (int row : farthest) {
            if (filled == empty.length) {
                break;
            }
            if (sizes[nearest[row]] > 1 && !isCentroid(row, nearest[row])) {
                sizes[nearest[row]]--;
                nearest[row] = empty[filled++];
            }
        }
        return filled > 0;
    }

    /** Compared number by number: a distance of nothing may be rounded, and rows that differ are to be told apart. */
    private boolean isCentroid(int row, int cluster) {
        int d = rows.dimensions();
        return Arrays.equals(rows.values(), row * d, (row + 1) * d, centroids, cluster * d, (cluster + 1) * d);
    }
}
