package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.stream.IntStream;

/** Means of clusters. Sums run over the members in the order of rows, so the bits do not depend on threads. */
public final class Centroids {
    private Centroids() {}

    /**
     * The mean vector of each cluster.
     *
     * @param rows the vectors
     * @param clusters which cluster each belongs to
     * @return one vector per cluster, zero for an empty one
     */
    public static Embeddings of(Embeddings rows, Clusters clusters) {
        int[][] members = clusters.members();
        int dimensions = rows.dimensions();
        float[] means = new float[clusters.count() * dimensions];
        IntStream.range(0, clusters.count()).parallel().forEach(cluster -> {
            double[] sums = new double[dimensions];
            for (int row : members[cluster]) {
                int offset = row * dimensions;
                for (int d = 0; d < dimensions; d++) {
                    sums[d] += rows.values()[offset + d];
                }
            }
            for (int d = 0; d < dimensions && members[cluster].length > 0; d++) {
                means[cluster * dimensions + d] = (float) (sums[d] / members[cluster].length);
            }
        });
        return Embeddings.wrap(means, dimensions);
    }
}
