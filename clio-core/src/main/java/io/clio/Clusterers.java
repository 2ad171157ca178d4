package io.clio;

import io.clio.kmeans.KMeans;
import io.clio.spi.Clusterer;
import io.clio.tribuo.Hdbscan;
import io.clio.tribuo.TribuoKMeans;

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
     * How many clusters {@link #kMeans()} makes of so many conversations.
     *
     * @param conversations how many
     * @return a number of clusters, at least 1
     */
    public static int clustersFor(int conversations) {
        return KMeans.clustersFor(conversations);
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
     * K-means that compares cosines, for an embedder whose vectors are not of unit length: centroids are of unit length
     * (Dhillon and Modha, 2001).
     *
     * @param k how many clusters, at least 1; fewer where there are fewer distinct rows
     * @return the clusterer
     */
    public static Clusterer sphericalKMeans(int k) {
        return KMeans.of(k).spherical();
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

    /**
     * HDBSCAN of Tribuo: finds the number of clusters itself, and leaves conversations that are like no others in none,
     * which the result counts as unclustered. Takes time quadratic in the conversations, and at most 20,000 of them. On
     * embeddings of requests k-means is better (Tamkin et al., 2024).
     *
     * @param minClusterSize the fewest conversations of a cluster, at least 2
     * @return the clusterer
     */
    public static Clusterer hdbscan(int minClusterSize) {
        return new Hdbscan(minClusterSize);
    }
}
