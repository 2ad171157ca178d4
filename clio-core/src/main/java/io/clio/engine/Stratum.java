package io.clio.engine;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.kmeans.Centroids;

/**
 * Rows that are clustered by themselves, and their clusters.
 *
 * @param rowOfVector for each vector its row, ascending
 * @param vectors the vectors
 * @param clusters for each vector its cluster
 * @param centroids for each cluster its mean
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers of up to a million conversations; never compared
record Stratum(int[] rowOfVector, Embeddings vectors, Clusters clusters, Embeddings centroids) {

    static Stratum of(int[] rowOfVector, Embeddings vectors, Clusters clusters) {
        return new Stratum(rowOfVector, vectors, clusters, Centroids.of(vectors, clusters));
    }

    /** Copies some vectors; all of them are not copied. */
    static Embeddings select(Embeddings from, int[] members) {
        if (members.length == from.rows()) {
            return from;
        }
        int d = from.dimensions();
        float[] values = new float[Math.multiplyExact(members.length, d)];
        for (int i = 0; i < members.length; i++) {
            System.arraycopy(from.values(), members[i] * d, values, i * d, d);
        }
        return Embeddings.wrap(values, d);
    }
}
