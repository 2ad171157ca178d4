package io.clio.cluster;

import java.util.Arrays;

/**
 * Which cluster each row belongs to. Clusters are numbered from 0; a row that belongs to none (noise) has −1.
 *
 * <p>Immutable and thread-safe.
 */
public final class Clusters {
    /** The cluster of a row that belongs to none. */
    public static final int NOISE = -1;

    private final int[] assignment;
    private final int count;

    private Clusters(int[] assignment, int count) {
        this.assignment = assignment;
        this.count = count;
    }

    /**
     * Takes an assignment.
     *
     * @param assignment for each row its cluster, 0 to {@code count − 1}, or {@link #NOISE}; copied
     * @param count how many clusters there are; some may be empty
     * @return the clusters
     * @throws IllegalArgumentException if a row names a cluster that does not exist
     */
    public static Clusters of(int[] assignment, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be >= 0, got " + count);
        }
        for (int row = 0; row < assignment.length; row++) {
            if (assignment[row] < NOISE || assignment[row] >= count) {
                throw new IllegalArgumentException(
                        "row " + row + " names cluster " + assignment[row] + " of " + count + " clusters");
            }
        }
        return new Clusters(assignment.clone(), count);
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows, noise included
     */
    public int rows() {
        return assignment.length;
    }

    /**
     * How many clusters there are.
     *
     * @return the number of clusters, empty ones included
     */
    public int count() {
        return count;
    }

    /**
     * The cluster of a row.
     *
     * @param row the row
     * @return its cluster, or {@link #NOISE}
     */
    public int of(int row) {
        return assignment[row];
    }

    /**
     * The rows of each cluster.
     *
     * @return for each cluster its rows, ascending
     */
    public int[][] members() {
        int[] sizes = new int[count];
        for (int cluster : assignment) {
            if (cluster != NOISE) {
                sizes[cluster]++;
            }
        }
        int[][] members = new int[count][];
        for (int cluster = 0; cluster < count; cluster++) {
            members[cluster] = new int[sizes[cluster]];
        }
        int[] filled = new int[count];
        for (int row = 0; row < assignment.length; row++) {
            int cluster = assignment[row];
            if (cluster != NOISE) {
                members[cluster][filled[cluster]++] = row;
            }
        }
        return members;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clusters that && count == that.count && Arrays.equals(assignment, that.assignment);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(assignment);
    }

    @Override
    public String toString() {
        return "Clusters[rows=" + assignment.length + ", count=" + count + "]";
    }
}
