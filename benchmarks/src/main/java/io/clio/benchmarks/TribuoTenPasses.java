package io.clio.benchmarks;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.function.Supplier;
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

/** Tribuo's k-means++ and ten passes, on as many threads as there are cores; its data set is made beforehand. */
final class TribuoTenPasses implements KMeansPeer {
    private static final int PASSES = 10;

    private final MutableDataset<ClusterID> rows;
    private final int k;

    TribuoTenPasses(Embeddings vectors, int k) {
        System.out.println("Tribuo k-means++, " + PASSES + " passes");
        ClusteringFactory factory = new ClusteringFactory();
        this.rows = new MutableDataset<>(new SimpleDataSourceProvenance("vectors", factory), factory);
        this.k = k;
        String[] names = IntStream.range(0, vectors.dimensions())
                .mapToObj(dimension -> "d" + (10_000 + dimension))
                .toArray(String[]::new);
        for (int row = 0; row < vectors.rows(); row++) {
            float[] vector = vectors.vector(row);
            double[] values = IntStream.range(0, vector.length)
                    .mapToDouble(dimension -> vector[dimension])
                    .toArray();
            rows.add(new ArrayExample<>(new ClusterID(ClusterID.UNASSIGNED), names, values));
        }
    }

    @Override
    public Supplier<Clusters> cluster(long seed, int passes) {
        int threads = Runtime.getRuntime().availableProcessors();
        KMeansModel model = new KMeansTrainer(
                        k, PASSES, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, threads, seed)
                .train(rows);
        return () -> Clusters.of(
                model.predict(rows).stream()
                        .mapToInt(prediction -> prediction.getOutput().getID())
                        .toArray(),
                k);
    }
}
