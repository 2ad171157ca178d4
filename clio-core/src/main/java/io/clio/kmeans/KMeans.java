package io.clio.kmeans;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.spi.Clusterer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lloyd's k-means on float32 rows with greedy k-means++ seeding; empty clusters are repaired by the rows that lie
 * farthest from their centroids. Below 100 clusters it starts several times, up to ten, and keeps the lowest inertia.
 * Euclidean distance, which on rows of unit length orders as the cosine does.
 *
 * <p>Immutable and thread-safe; works on the threads of the pool it is called in. Same rows and seed, same clusters,
 * whatever their number.
 */
public final class KMeans implements Clusterer {
    private static final int MOST_ITERATIONS = 100;
    /** Stops once a pass improves the inertia by less than this part of it. */
    private static final double LEAST_GAIN = 1e-5;

    private static final int MOST_STARTS = 10;
    private static final int CLUSTERS_WORTH_ONE_START = 200;

    private final OptionalInt k;

    private KMeans(OptionalInt k) {
        this.k = k;
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
        return new KMeans(OptionalInt.of(k));
    }

    /**
     * K-means with a number of clusters that comes from the number of rows, by {@link #clustersFor}.
     *
     * @return the clusterer
     */
    public static KMeans automatic() {
        return new KMeans(OptionalInt.empty());
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
        int wanted = Math.min(k.orElseGet(() -> clustersFor(rows.rows())), rows.rows());
        SplittableRandom seeds = new SplittableRandom(seed);
        Start best = lloyd(rows, wanted, seed);
        for (int start = 1; start < startsFor(wanted) && !Thread.currentThread().isInterrupted(); start++) {
            Start other = lloyd(rows, wanted, seeds.nextLong());
            best = other.inertia < best.inertia ? other : best;
        }
        return withoutEmpty(best.nearest, wanted);
    }

    @Override
    public Clusterer forPart(int from, int to, int all) {
        return k.isEmpty() ? this : of(due(k.getAsInt(), from, to, all));
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

    /** With few clusters a single start is a matter of luck, and more of them are cheap. */
    private static int startsFor(int k) {
        return Math.max(1, Math.min(MOST_STARTS, CLUSTERS_WORTH_ONE_START / k));
    }

    /** What one start came to. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Start(int[] nearest, double inertia) {}

    private static Start lloyd(Embeddings rows, int k, long seed) {
        float[] centroids = Seeding.choose(rows, k, seed);
        Assignment assignment = new Assignment(rows);
        double inertia = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            assignment.to(new CentroidPanels(centroids, k, rows.dimensions()));
            double now = assignment.inertia();
            boolean repaired = repairEmpty(assignment, rows, centroids, k);
            boolean settled = !repaired && inertia - now <= LEAST_GAIN * now;
            inertia = now;
            if (settled || Thread.currentThread().isInterrupted()) {
                break;
            }
            centroids = Centroids.of(rows, Clusters.of(assignment.nearest(), k)).values();
        }
        return new Start(assignment.nearest(), inertia);
    }

    /** Gives each empty cluster the farthest row of a cluster that can spare one. */
    private static boolean repairEmpty(Assignment assignment, Embeddings rows, float[] centroids, int k) {
        int[] nearest = assignment.nearest();
        int[] sizes = new int[k];
        Arrays.stream(nearest).forEach(cluster -> sizes[cluster]++);
        int[] empty =
                IntStream.range(0, k).filter(cluster -> sizes[cluster] == 0).toArray();
        if (empty.length == 0) {
            return false;
        }
        int[] farthest = IntStream.range(0, nearest.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -assignment.squaredDistance(row))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        int filled = 0;
        for (int row : farthest) {
            if (filled == empty.length) {
                break;
            }
            if (sizes[nearest[row]] > 1 && !isCentroid(rows, row, centroids, nearest[row])) {
                sizes[nearest[row]]--;
                nearest[row] = empty[filled++];
            }
        }
        return filled > 0;
    }

    /** Compared number by number: a distance of nothing may be rounded, and rows that differ are to be told apart. */
    private static boolean isCentroid(Embeddings rows, int row, float[] centroids, int cluster) {
        int d = rows.dimensions();
        return Arrays.equals(rows.values(), row * d, (row + 1) * d, centroids, cluster * d, (cluster + 1) * d);
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
        return "k-means, " + (k.isPresent() ? "k = " + k.getAsInt() : "k from the number of rows") + ", plain kernel";
    }
}
