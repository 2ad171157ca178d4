package io.clio.tribuo;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.kmeans.KMeans;
import io.clio.spi.Clusterer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.math.distance.DistanceType;

/**
 * Tribuo's k-means behind the same interface, as a cross-check on {@link KMeans}: slower by an order of magnitude,
 * float64, and it leaves empty clusters as they are. Single-threaded so that it repeats.
 */
public final class TribuoKMeans implements Clusterer {
    private static final int ITERATIONS = 50;

    private final int k;

    /**
     * Tribuo's k-means.
     *
     * @param k how many clusters, at least 1
     */
    public TribuoKMeans(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be >= 1, got " + k);
        }
        this.k = k;
    }

    @Override
    public Clusters cluster(Embeddings rows, long seed) {
        MutableDataset<ClusterID> dataset = TribuoRows.of(rows);
        int wanted = Math.min(k, rows.rows());
        KMeansModel model = new KMeansTrainer(
                        wanted, ITERATIONS, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, 1, seed)
                .train(dataset);
        int[] assignment = model.predict(dataset).stream()
                .mapToInt(prediction -> prediction.getOutput().getID())
                .toArray();
        return Clusters.of(assignment, Arrays.stream(assignment).max().orElse(-1) + 1);
    }

    @Override
    public OptionalInt expectedClusters(int rows) {
        return OptionalInt.of(Math.min(k, rows));
    }

    @Override
    public Clusterer forPart(int from, int to, int all) {
        return new TribuoKMeans(KMeans.due(k, from, to, all));
    }

    @Override
    public String name() {
        return "Tribuo k-means, k = " + k;
    }
}
