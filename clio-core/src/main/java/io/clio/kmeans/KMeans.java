package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.spi.Clusterer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Lloyd's k-means on float32 rows; empty clusters are repaired by the rows that lie farthest from their centroids. It
 * starts by greedy k-means++ on a sample, refined by passes over a larger one, up to ten times where there are few
 * clusters, and goes on from the start of the lowest inertia. Euclidean distance, which on rows of unit length orders
 * as the cosine does; {@link #spherical()} compares cosines.
 *
 * <p>Rows are finite, and best near the origin: products are summed in float32, so that of numbers beyond 10¹⁸ none are
 * told apart, and of rows whose differences are less than a millionth of their length few.
 *
 * <p>Immutable and thread-safe; works on the threads of the pool it is called in. Same rows and seed, same clusters,
 * whatever their number.
 */
public final class KMeans implements Clusterer {
    private static final int MOST_ITERATIONS = 100;
    /** Stops once a pass improves the inertia by less than this part of it. */
    private static final double LEAST_GAIN = 1e-5;
    /** From so many clusters on passes are dear, and the last ones gain nothing that one would see. */
    private static final int MANY_CLUSTERS = 300;

    private static final double LEAST_GAIN_OF_MANY = 1e-3;

    private static final int MOST_STARTS = 10;
    private static final int CLUSTERS_WORTH_ONE_START = 200;
    /** Below so many a single start is a matter of luck, and more of them, each to its end, are cheap. */
    private static final int FEW_CLUSTERS = 50;

    /** A start is refined on so many rows for each centroid, and on this many at least; on all, where that is most. */
    private static final int REFINING_PER_CENTROID = 10;

    private static final int LEAST_REFINING = 2_000;
    private static final double LEAST_GAIN_OF_REFINING = 1e-2;

    private static final double SHARE_OF_START = 0.35;
    private static final double SHARE_OF_SEEDING = 0.7;

    private final OptionalInt k;
    private final Geometry geometry;
    private final int mostIterations;

    private KMeans(OptionalInt k, Geometry geometry, int mostIterations) {
        this.k = k;
        this.geometry = geometry;
        this.mostIterations = mostIterations;
    }

    /**
     * K-means with a given number of clusters.
     *
     * @param k how many clusters, at least 1; fewer where there are fewer distinct rows
     * @return the clusterer
     */
    public static KMeans of(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be >= 1, got " + k);
        }
        return new KMeans(OptionalInt.of(k), Geometry.EUCLIDEAN, MOST_ITERATIONS);
    }

    /**
     * K-means with a number of clusters that comes from the number of rows, by {@link #clustersFor}.
     *
     * @return the clusterer
     */
    public static KMeans automatic() {
        return new KMeans(OptionalInt.empty(), Geometry.EUCLIDEAN, MOST_ITERATIONS);
    }

    /**
     * The same with rows, of which it makes a copy, and centroids of unit length, so that each row goes to the centroid
     * with which it has the largest cosine.
     *
     * @return another clusterer
     */
    public KMeans spherical() {
        return new KMeans(k, Geometry.SPHERICAL, mostIterations);
    }

    /**
     * The same with a bound on the passes over all rows; by default there are 100 at most, and seldom more than 20.
     *
     * @param most how many at most, at least 1
     * @return another clusterer
     */
    public KMeans mostIterations(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("iterations must be >= 1, got " + most);
        }
        return new KMeans(k, geometry, most);
    }

    /**
     * The number of clusters for a number of rows: one for every hundred, as the method's published cost table assumes
     * (Tamkin et al., 2024, arXiv 2412.13678), but half the square root of the rows where that is more, which it is
     * below 2,500 rows.
     *
     * @param rows how many rows
     * @return how many clusters, at least 1
     */
    public static int clustersFor(int rows) {
        return Math.max(1, (int) Math.round(Math.max(rows / 100.0, Math.sqrt(rows) / 2)));
    }

    @Override
    public Clusters cluster(Embeddings rows, long seed) {
        return cluster(rows, seed, Advance.untold());
    }

    /**
     * Clusters rows and tells how far it is.
     *
     * @param given the vectors, at least one
     * @param seed where all randomness comes from
     * @param advance is told
     * @return a cluster for each row; of no worth if the thread was interrupted
     */
    public Clusters cluster(Embeddings given, long seed, Advance advance) {
        Embeddings rows = geometry.rows(given);
        int wanted = Math.min(k.orElseGet(() -> clustersFor(rows.rows())), rows.rows());
        Kernel kernel = Kernels.best();
        float[] start = start(rows, wanted, seed, kernel, advance.within(0, SHARE_OF_START));
        Lloyd lloyd = new Lloyd(rows, start, wanted, geometry, kernel)
                .run(
                        mostIterations,
                        wanted >= MANY_CLUSTERS ? LEAST_GAIN_OF_MANY : LEAST_GAIN,
                        advance.within(SHARE_OF_START, 1));
        return withoutEmpty(lloyd.nearest(), wanted);
    }

    /**
     * The best of some starts. Passes over a sample cost little, and save passes over all rows (Bradley and Fayyad,
     * 1998, "Refining Initial Points for K-Means Clustering").
     */
    private float[] start(Embeddings rows, int k, long seed, Kernel kernel, Advance advance) {
        int size = Math.max(REFINING_PER_CENTROID * k, LEAST_REFINING);
        Embeddings some =
                size > rows.rows() / 2 ? rows : Sample.vectors(rows, size, new SplittableRandom(seed).split());
        int starts = startsFor(k);
        if (starts == 1 && some == rows) {
            return Seeding.choose(rows, k, seed, kernel, advance);
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        Lloyd best = refined(rows, some, k, seed, kernel, advance.within(0, 1.0 / starts));
        for (int start = 1; start < starts && !Thread.currentThread().isInterrupted(); start++) {
            Advance part = advance.within((double) start / starts, (start + 1.0) / starts);
            Lloyd other = refined(rows, some, k, seeds.nextLong(), kernel, part);
            best = other.inertia() < best.inertia() ? other : best;
        }
        return best.centroids();
    }

    private Lloyd refined(Embeddings rows, Embeddings some, int k, long seed, Kernel kernel, Advance advance) {
        float[] seeds = Seeding.choose(rows, k, seed, kernel, advance.within(0, SHARE_OF_SEEDING));
        return new Lloyd(some, seeds, k, geometry, kernel)
                .run(
                        MOST_ITERATIONS,
                        k < FEW_CLUSTERS ? LEAST_GAIN : LEAST_GAIN_OF_REFINING,
                        advance.within(SHARE_OF_SEEDING, 1));
    }

    @Override
    public Clusterer forPart(int from, int to, int all) {
        return k.isEmpty()
                ? this
                : new KMeans(OptionalInt.of(due(k.getAsInt(), from, to, all)), geometry, mostIterations);
    }

    /**
     * How many of so many clusters are due to a part of the rows, at least 1. Over all parts they add up, unless a part
     * is too small for one.
     *
     * @param k how many clusters all rows have
     * @param from how many rows are in the parts before
     * @param to how many rows are in those and in this part
     * @param all how many rows there are
     * @return the number of clusters of the part
     */
    public static int due(int k, int from, int to, int all) {
        long before = Math.round((double) k * from / all);
        return (int) Math.max(1, Math.round((double) k * to / all) - before);
    }

    @Override
    public OptionalInt expectedClusters(int rows) {
        return OptionalInt.of(Math.min(k.orElseGet(() -> clustersFor(rows)), rows));
    }

    private static int startsFor(int k) {
        return k < FEW_CLUSTERS ? Math.min(MOST_STARTS, CLUSTERS_WORTH_ONE_START / k) : 1;
    }

    /** Clusters stay empty only where there are fewer distinct rows than clusters. */
    private static Clusters withoutEmpty(int[] nearest, int k) {
        int[] number = new int[k];
        Arrays.fill(number, Clusters.NOISE);
        int count = 0;
        int[] renumbered = new int[nearest.length];
        for (int row = 0; row < nearest.length; row++) {
            if (number[nearest[row]] == Clusters.NOISE) {
                number[nearest[row]] = count++;
            }
            renumbered[row] = number[nearest[row]];
        }
        return Clusters.of(renumbered, count);
    }

    @Override
    public String name() {
        return (geometry == Geometry.SPHERICAL ? "spherical k-means, " : "k-means, ")
                + (k.isPresent() ? "k = " + k.getAsInt() : "k from the number of rows")
                + ", "
                + Kernels.best().name();
    }
}
