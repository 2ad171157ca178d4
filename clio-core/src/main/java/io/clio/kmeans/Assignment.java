package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the nearest centroid of each row: the product of rows and centroids with the maximum taken as it comes, so that
 * the matrix of distances never exists. Four rows at a time, blocks of rows on the threads of the pool it is called in;
 * the result does not depend on how many those are.
 */
final class Assignment {
    private static final int ROWS_AT_ONCE = 4;
    private static final int BLOCK = 1024;

    private final Embeddings rows;
    private final double[] norms;
    private final int[] nearest;
    private final float[] scores;

    Assignment(Embeddings rows) {
        this.rows = rows;
        this.norms = squaredNorms(rows);
        this.nearest = new int[rows.rows()];
        this.scores = new float[rows.rows()];
    }

    /** For each row the nearest centroid; of two equally near ones the first. Overwritten by each call. */
    int[] nearest() {
        return nearest;
    }

    /**
     * The squared distance of a row to its nearest centroid, not below zero.
     *
     * @param row the row
     */
    double squaredDistance(int row) {
        return Math.max(0, norms[row] - 2.0 * scores[row]);
    }

    /** The sum of squared distances of all rows to their nearest centroids, in the order of rows. */
    double inertia() {
        double sum = 0;
        for (int row = 0; row < nearest.length; row++) {
            sum += squaredDistance(row);
        }
        return sum;
    }

    /** Assigns each row to its nearest centroid. */
    void to(CentroidPanels centroids) {
        int blocks = (rows.rows() + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> assignBlock(block, centroids));
    }

    private void assignBlock(int block, CentroidPanels centroids) {
        int from = block * BLOCK;
        int to = Math.min(rows.rows(), from + BLOCK);
        Arrays.fill(scores, from, to, Float.NEGATIVE_INFINITY);
        float[][] dots = new float[ROWS_AT_ONCE][CentroidPanels.WIDTH];
        for (int panel = 0; panel < centroids.panels(); panel++) {
            for (int row = from; row < to; row += ROWS_AT_ONCE) {
                int last = to - 1;
                multiply(
                        centroids.panel(panel),
                        row,
                        Math.min(row + 1, last),
                        Math.min(row + 2, last),
                        Math.min(row + 3, last),
                        dots);
                for (int r = 0; r < ROWS_AT_ONCE && row + r < to; r++) {
                    keepBest(row + r, dots[r], panel * CentroidPanels.WIDTH, centroids);
                }
            }
        }
    }

    private void multiply(float[][] panel, int row0, int row1, int row2, int row3, float[][] dots) {
        float[] values = rows.values();
        int dimensions = rows.dimensions();
        for (float[] row : dots) {
            Arrays.fill(row, 0);
        }
        int d = 0;
        for (; d + 1 < dimensions; d += 2) {
            axpy(
                    panel[d],
                    panel[d + 1],
                    dots[0],
                    dots[1],
                    dots[2],
                    dots[3],
                    values[row0 * dimensions + d],
                    values[row0 * dimensions + d + 1],
                    values[row1 * dimensions + d],
                    values[row1 * dimensions + d + 1],
                    values[row2 * dimensions + d],
                    values[row2 * dimensions + d + 1],
                    values[row3 * dimensions + d],
                    values[row3 * dimensions + d + 1]);
        }
        if (d < dimensions) {
            axpy(
                    panel[d],
                    panel[d],
                    dots[0],
                    dots[1],
                    dots[2],
                    dots[3],
                    values[row0 * dimensions + d],
                    0,
                    values[row1 * dimensions + d],
                    0,
                    values[row2 * dimensions + d],
                    0,
                    values[row3 * dimensions + d],
                    0);
        }
    }

    /** The one hot loop. Every array is indexed by {@code j} alone, or the compiler would not vectorise it. */
    private static void axpy(
            float[] c0,
            float[] c1,
            float[] a0,
            float[] a1,
            float[] a2,
            float[] a3,
            float x00,
            float x01,
            float x10,
            float x11,
            float x20,
            float x21,
            float x30,
            float x31) {
        for (int j = 0; j < CentroidPanels.WIDTH; j++) {
            float v0 = c0[j];
            float v1 = c1[j];
            a0[j] += x00 * v0 + x01 * v1;
            a1[j] += x10 * v0 + x11 * v1;
            a2[j] += x20 * v0 + x21 * v1;
            a3[j] += x30 * v0 + x31 * v1;
        }
    }

    private void keepBest(int row, float[] dots, int firstCentroid, CentroidPanels centroids) {
        float best = scores[row];
        int bestCentroid = nearest[row];
        int width = Math.min(CentroidPanels.WIDTH, centroids.count() - firstCentroid);
        for (int j = 0; j < width; j++) {
            float score = dots[j] - centroids.halfNorm(firstCentroid + j);
            if (score > best) {
                best = score;
                bestCentroid = firstCentroid + j;
            }
        }
        scores[row] = best;
        nearest[row] = bestCentroid;
    }

    private static double[] squaredNorms(Embeddings rows) {
        double[] norms = new double[rows.rows()];
        float[] values = rows.values();
        for (int row = 0; row < norms.length; row++) {
            double norm = 0;
            for (int at = row * rows.dimensions(); at < (row + 1) * rows.dimensions(); at++) {
                norm += (double) values[at] * values[at];
            }
            norms[row] = norm;
        }
        return norms;
    }
}
