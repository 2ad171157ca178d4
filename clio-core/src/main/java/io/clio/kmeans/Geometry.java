package io.clio.kmeans;

import io.clio.cluster.Embeddings;

/** What a centroid is: of the rows of a cluster it has the least squared distances, or the largest cosines. */
enum Geometry {
    /** The mean. */
    EUCLIDEAN {
        @Override
        Embeddings rows(Embeddings given) {
            return given;
        }

        @Override
        float[] centroids(float[] means, float[] before, int k) {
            return means;
        }
    },
    /**
     * The direction of the mean (Dhillon and Modha, 2001, Concept Decompositions for Large Sparse Text Data Using
     * Clustering, section 3), of rows of unit length. A cluster whose rows cancel out keeps the direction that it had.
     */
    SPHERICAL {
        @Override
        Embeddings rows(Embeddings given) {
            return UnitLength.of(given);
        }

        @Override
        float[] centroids(float[] means, float[] before, int k) {
            int dimensions = means.length / k;
            for (int c = 0; c < k; c++) {
                double square = 0;
                for (int at = c * dimensions; at < (c + 1) * dimensions; at++) {
                    square += (double) means[at] * means[at];
                }
                double length = Math.sqrt(square);
                for (int at = c * dimensions; at < (c + 1) * dimensions; at++) {
                    means[at] = length > 0 ? (float) (means[at] / length) : before[at];
                }
            }
            return means;
        }
    };

    /** The rows as they are compared. */
    abstract Embeddings rows(Embeddings given);

    /**
     * Makes centroids of means, in place.
     *
     * @param means the mean of each cluster, row-major
     * @param before the centroids that the clusters were made with
     * @param k how many they are
     * @return the centroids
     */
    abstract float[] centroids(float[] means, float[] before, int k);
}
