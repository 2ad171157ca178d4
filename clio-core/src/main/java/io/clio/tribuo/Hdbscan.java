package io.clio.tribuo;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.spi.Clusterer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/**
 * Tribuo's HDBSCAN (Campello, Moulavi and Sander, 2013): finds how many clusters there are, of any shape, and leaves
 * rows outside of dense regions in none. Time and memory are quadratic in the rows. Stateless.
 */
public final class Hdbscan implements Clusterer {
    /** What a run waits minutes for; more would be hours. */
    public static final int MOST_ROWS = 20_000;

    private static final int SMALLEST_CLUSTER = 2;
    /** Tribuo's label of rows in no cluster. */
    private static final int OUTLIER = 0;
    /** How many neighbours of a row tell how dense it is around it. */
    private static final int NEIGHBOURS = 5;

    private final int minClusterSize;

    /**
     * HDBSCAN.
     *
     * @param minClusterSize the fewest rows of a cluster, at least 2
     */
    public Hdbscan(int minClusterSize) {
        if (minClusterSize < SMALLEST_CLUSTER) {
            throw new IllegalArgumentException("minClusterSize must be >= 2, got " + minClusterSize);
        }
        this.minClusterSize = minClusterSize;
    }

    @Override
    public int mostRows() {
        return MOST_ROWS;
    }

    @Override
    public Clusters cluster(Embeddings rows, long seed) {
        int[] assignment = new int[rows.rows()];
        if (rows.rows() <= Math.max(minClusterSize, NEIGHBOURS)) {
            java.util.Arrays.fill(assignment, Clusters.NOISE);
            return Clusters.of(assignment, 0);
        }
        List<Integer> labels = new HdbscanTrainer(
                        minClusterSize,
                        DistanceType.L2.getDistance(),
                        NEIGHBOURS,
                        Math.max(
                                1,
                                ForkJoinTask.inForkJoinPool()
                                        ? ForkJoinTask.getPool().getParallelism()
                                        : 1),
                        NeighboursQueryFactoryType.BRUTE_FORCE)
                .train(TribuoRows.of(rows))
                .getClusterLabels();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int row = 0; row < assignment.length; row++) {
            int label = labels.get(row);
            assignment[row] =
                    label == OUTLIER ? Clusters.NOISE : numbers.computeIfAbsent(label, unused -> numbers.size());
        }
        return Clusters.of(assignment, numbers.size());
    }

    @Override
    public String name() {
        return "Tribuo HDBSCAN, clusters of at least " + minClusterSize;
    }
}
