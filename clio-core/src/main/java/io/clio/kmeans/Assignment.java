package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The nearest centroid of each row: blocks of rows on the threads of the pool it is called in; the result does not
 * depend on how many those are.
 */
final class Assignment {
    private static final int BLOCK = 1024;

    private final Embeddings rows;
    private final double[] norms;
    /** Of which blocks the norms are known: taken when a block is read for the first time, and so in the cache. */
    private final boolean[] isNormed;

    private final int[] nearest;
    private final float[] scores;

    Assignment(Embeddings rows) {
        this.rows = rows;
        this.norms = new double[rows.rows()];
        this.isNormed = new boolean[blocks()];
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

    /**
     * Assigns each row to its nearest centroid; not all of them if the thread is interrupted.
     *
     * @param centroids the centroids
     * @param advance is told, between blocks of the calling thread, what part of all blocks is done
     */
    void to(Kernel.Packed centroids, Advance advance) {
        Thread caller = Thread.currentThread();
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, blocks()).parallel().forEach(block -> {
            assignBlock(block, centroids, caller);
            int soFar = done.incrementAndGet();
            if (Thread.currentThread() == caller) {
                advance.to((double) soFar / blocks());
            }
        });
    }

    private int blocks() {
        return (rows.rows() + BLOCK - 1) / BLOCK;
    }

    private void assignBlock(int block, Kernel.Packed centroids, Thread caller) {
        if (caller.isInterrupted()) {
            return;
        }
        int from = block * BLOCK;
        int to = Math.min(rows.rows(), from + BLOCK);
        if (!isNormed[block]) {
            takeNorms(from, to);
            isNormed[block] = true;
        }
        centroids.assign(rows.values(), from, to, nearest, scores);
    }

    private void takeNorms(int from, int to) {
        float[] values = rows.values();
        for (int row = from; row < to; row++) {
            double norm = 0;
            for (int at = row * rows.dimensions(); at < (row + 1) * rows.dimensions(); at++) {
                norm += (double) values[at] * values[at];
            }
            norms[row] = norm;
        }
    }
}
