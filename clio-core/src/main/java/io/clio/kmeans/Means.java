package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The means of clusters from pass to pass: their sums are kept, and only rows that have moved are taken from one and
 * added to another. Sums are of double precision, and each number of them is reckoned in the order of rows, so the bits
 * do not depend on threads.
 */
final class Means {
    private static final int NONE = -1;
    /** So many dimensions of all clusters are one thread's at a time. */
    private static final int SLICE = 192;

    private final Embeddings rows;
    private final int[] clusters;
    private final int[] sizes;
    private final double[] sums;

    Means(Embeddings rows, int k) {
        this.rows = rows;
        this.clusters = new int[rows.rows()];
        this.sizes = new int[k];
        this.sums = new double[k * rows.dimensions()];
        Arrays.fill(clusters, NONE);
    }

    /**
     * The mean of each cluster.
     *
     * @param nearest the cluster of each row now
     * @return row-major, zero for an empty cluster
     */
    float[] of(int[] nearest) {
        int[] moved = IntStream.range(0, nearest.length)
                .filter(row -> nearest[row] != clusters[row])
                .toArray();
        for (int row : moved) {
            sizes[nearest[row]]++;
            if (clusters[row] != NONE) {
                sizes[clusters[row]]--;
            }
        }
        float[] means = new float[sums.length];
        int dimensions = rows.dimensions();
        IntStream.range(0, (dimensions + SLICE - 1) / SLICE).parallel().forEach(slice -> {
            int from = slice * SLICE;
            int to = Math.min(dimensions, from + SLICE);
            move(moved, nearest, from, to);
            divide(means, from, to);
        });
        for (int row : moved) {
            clusters[row] = nearest[row];
        }
        return means;
    }

    private void move(int[] moved, int[] nearest, int from, int to) {
        int dimensions = rows.dimensions();
        float[] values = rows.values();
        for (int row : moved) {
            add(values, row * dimensions, nearest[row] * dimensions, from, to, 1);
            if (clusters[row] != NONE) {
                add(values, row * dimensions, clusters[row] * dimensions, from, to, -1);
            }
        }
    }

    private void add(float[] values, int row, int cluster, int from, int to, double sign) {
        for (int d = from; d < to; d++) {
            sums[cluster + d] += sign * values[row + d];
        }
    }

    private void divide(float[] means, int from, int to) {
        int dimensions = rows.dimensions();
        for (int c = 0; c < sizes.length; c++) {
            for (int at = c * dimensions + from; at < c * dimensions + to; at++) {
                // Nothing is left of a cluster without rows, not even what rounding left.
                sums[at] = sizes[c] == 0 ? 0 : sums[at];
                means[at] = sizes[c] == 0 ? 0 : (float) (sums[at] / sizes[c]);
            }
        }
    }
}
