package io.clio.kmeans;

import io.clio.cluster.Embeddings;

/**
 * Vectors scaled to unit length. A mean is shorter the more its cluster is spread out, so without this a k-means over
 * means would gather what is vague instead of what is alike.
 */
public final class UnitLength {
    private UnitLength() {}

    /**
     * The same directions.
     *
     * @param vectors any finite vectors
     * @return each with length 1, but for zeros, which stay what they are
     */
    public static Embeddings of(Embeddings vectors) {
        float[] scaled = vectors.values().clone();
        int dimensions = vectors.dimensions();
        for (int row = 0; row < vectors.rows(); row++) {
            double norm = 0;
            for (int at = row * dimensions; at < (row + 1) * dimensions; at++) {
                norm += (double) scaled[at] * scaled[at];
            }
            double scale = norm == 0 ? 0 : 1 / Math.sqrt(norm);
            for (int at = row * dimensions; at < (row + 1) * dimensions; at++) {
                scaled[at] = (float) (scaled[at] * scale);
            }
        }
        return Embeddings.wrap(scaled, dimensions);
    }
}
