package io.clio.testkit.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How two partitions of the same rows cross: the counts from which the clustering scores are computed.
 *
 * <p>Scores are those of Manning, Raghavan and Schütze, <i>Introduction to Information Retrieval</i> (2008), section
 * 16.3, with the arithmetic mean of entropies under the normalised mutual information, as scikit-learn has it by
 * default.
 */
public final class Contingency {
    private final Map<Long, Integer> cells = new HashMap<>();
    private final int[] rows;
    private final int[] columns;
    private final int total;

    private Contingency(int[] clusters, int[] labels) {
        this.total = clusters.length;
        this.rows = new int[1 + Arrays.stream(clusters).max().orElse(-1)];
        this.columns = new int[1 + Arrays.stream(labels).max().orElse(-1)];
        for (int i = 0; i < total; i++) {
            rows[clusters[i]]++;
            columns[labels[i]]++;
            cells.merge(((long) clusters[i] << 32) | labels[i], 1, Integer::sum);
        }
    }

    /**
     * Crosses two partitions.
     *
     * @param clusters for each row its cluster, from 0
     * @param labels for each row its true label, from 0
     * @return the counts
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Contingency of(int[] clusters, int[] labels) {
        if (clusters.length != labels.length) {
            throw new IllegalArgumentException(clusters.length + " clusters for " + labels.length + " labels");
        }
        return new Contingency(clusters, labels);
    }

    /**
     * Normalised mutual information.
     *
     * @return 0 (independent) to 1 (the same partition)
     */
    public double normalisedMutualInformation() {
        double information = 0;
        for (Map.Entry<Long, Integer> cell : cells.entrySet()) {
            double both = cell.getValue();
            double row = rows[(int) (cell.getKey() >>> 32)];
            double column = columns[cell.getKey().intValue()];
            information += both / total * Math.log(both * total / (row * column));
        }
        double mean = (entropy(rows) + entropy(columns)) / 2;
        return mean == 0 ? 1 : Math.max(0, information / mean);
    }

    private double entropy(int[] sizes) {
        double entropy = 0;
        for (int size : sizes) {
            if (size > 0) {
                entropy -= (double) size / total * Math.log((double) size / total);
            }
        }
        return entropy;
    }

    /**
     * Rand index, adjusted for chance (Hubert and Arabie, 1985).
     *
     * @return 0 in the mean for random partitions, 1 for the same partition
     */
    public double adjustedRandIndex() {
        double together =
                cells.values().stream().mapToDouble(Contingency::pairs).sum();
        double inRows = Arrays.stream(rows).mapToDouble(Contingency::pairs).sum();
        double inColumns =
                Arrays.stream(columns).mapToDouble(Contingency::pairs).sum();
        double expected = inRows * inColumns / pairs(total);
        double most = (inRows + inColumns) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(int n) {
        return (double) n * (n - 1) / 2;
    }

    /**
     * The part of rows whose label is the commonest of their cluster.
     *
     * @return above 0, up to 1
     */
    public double purity() {
        int[] commonest = new int[rows.length];
        cells.forEach((cell, count) -> {
            int row = (int) (cell >>> 32);
            commonest[row] = Math.max(commonest[row], count);
        });
        return (double) Arrays.stream(commonest).sum() / total;
    }
}
