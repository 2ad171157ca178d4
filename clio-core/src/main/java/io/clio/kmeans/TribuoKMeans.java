package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.spi.Clusterer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

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
        ClusteringFactory factory = new ClusteringFactory();
        MutableDataset<ClusterID> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("embeddings", factory), factory);
        String[] names = IntStream.range(0, rows.dimensions())
                .mapToObj(dimension -> String.format("d%05d", dimension))
                .toArray(String[]::new);
        for (int row = 0; row < rows.rows(); row++) {
            double[] values = toDoubles(rows.vector(row));
            dataset.add(new ArrayExample<>(new ClusterID(ClusterID.UNASSIGNED), names, values));
        }
        int wanted = Math.min(k, rows.rows());
        KMeansModel model = new KMeansTrainer(
                        wanted, ITERATIONS, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, 1, seed)
                .train(dataset);
        int[] assignment = model.predict(dataset).stream()
                .mapToInt(prediction -> prediction.getOutput().getID())
                .toArray();
        return Clusters.of(assignment, Arrays.stream(assignment).max().orElse(-1) + 1);
    }

    private static double[] toDoubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int d = 0; d < vector.length; d++) {
            doubles[d] = vector[d];
        }
        return doubles;
    }

    @Override
    public String name() {
        return "Tribuo k-means, k = " + k;
    }
}
