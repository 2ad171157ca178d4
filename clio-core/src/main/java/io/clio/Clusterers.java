package io.clio;

import io.clio.kmeans.KMeans;
import io.clio.kmeans.TribuoKMeans;
import io.clio.spi.Clusterer;

/** Clusterers that come with Clio. */
public final class Clusterers {
    private Clusterers() {}

    /**
     * K-means with a number of clusters that comes from the number of rows: one for every hundred, but half the square
     * root of the rows where that is more, which it is below 2,500. This is the default.
     *
     * @return the clusterer
     */
    public static Clusterer kMeans() {
        return KMeans.automatic();
    }

    /**
     * K-means with a given number of clusters.
     *
     * @param k how many clusters, at least 1; fewer where there are fewer distinct rows
     * @return the clusterer
     */
    public static Clusterer kMeans(int k) {
        return KMeans.of(k);
    }

    /**
     * Tribuo's k-means, as a cross-check: slower by an order of magnitude.
     *
     * @param k how many clusters, at least 1
     * @return the clusterer
     */
    public static Clusterer tribuoKMeans(int k) {
        return new TribuoKMeans(k);
    }
}
