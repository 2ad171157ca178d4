package io.clio.tribuo;

import io.clio.cluster.Embeddings;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Embeddings as Tribuo wants them: one example a row, one named feature a dimension. */
final class TribuoRows {
    private TribuoRows() {}

    static MutableDataset<ClusterID> of(Embeddings rows) {
        ClusteringFactory factory = new ClusteringFactory();
        MutableDataset<ClusterID> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("embeddings", factory), factory);
        String[] names = IntStream.range(0, rows.dimensions())
                .mapToObj(dimension -> String.format("d%05d", dimension))
                .toArray(String[]::new);
        for (int row = 0; row < rows.rows(); row++) {
            dataset.add(new ArrayExample<>(new ClusterID(ClusterID.UNASSIGNED), names, toDoubles(rows.vector(row))));
        }
        return dataset;
    }

    private static double[] toDoubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int d = 0; d < vector.length; d++) {
            doubles[d] = vector[d];
        }
        return doubles;
    }
}
