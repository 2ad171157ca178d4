package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class KMeansProperties {

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void the_number_of_threads_does_not_matter(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 2500) int rows,
            @ForAll @IntRange(min = 1, max = 9) int dimensions,
            @ForAll @IntRange(min = 1, max = 70) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, dimensions, 5, 0.5);
        Clusters one = Rows.onThreads(1, KMeans.of(k), embeddings, seed);
        assertThat(Rows.onThreads(2, KMeans.of(k), embeddings, seed)).isEqualTo(one);
        assertThat(Rows.onThreads(7, KMeans.of(k), embeddings, seed)).isEqualTo(one);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void each_row_is_in_a_cluster_and_no_cluster_is_empty(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 6) int dimensions,
            @ForAll @IntRange(min = 1, max = 300) int k) {
        Clusters clusters = KMeans.of(k).cluster(Rows.blobs(seed, rows, dimensions, 5, 0.5), seed);
        assertThat(clusters.rows()).isEqualTo(rows);
        assertThat(clusters.count()).isEqualTo(Math.min(k, rows));
        assertThat(Arrays.asList(clusters.members()))
                .allSatisfy(members -> assertThat(members).isNotEmpty());
    }

    /** The textbook's algorithm from the same start, run on for long: what ours saves in passes must cost nothing. */
    @Property(tries = 60, seed = "20241218", shrinking = ShrinkingMode.OFF)
    void the_result_is_as_good_as_the_textbooks_from_the_same_start(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 50, max = 400) int rows,
            @ForAll @IntRange(min = 2, max = 20) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, 7, k, 0.2);
        double ours = Rows.inertia(embeddings, KMeans.of(k).cluster(embeddings, seed));
        Clusters textbook = Rows.lloyd(embeddings, Seeding.choose(embeddings, k, seed), k, 100);
        assertThat(ours).isLessThanOrEqualTo(Rows.inertia(embeddings, textbook) * (1 + 1e-3));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void the_kernel_agrees_with_a_search_in_double_precision(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 21) int dimensions,
            @ForAll @IntRange(min = 1, max = 200) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, dimensions, 7, 1);
        float[] centroids = Rows.blobs(seed + 1, k, dimensions, 7, 1).values();
        assertAgrees(embeddings, centroids, k);
    }

    /** More rows than one block of the kernel has, and the blocks on several threads. */
    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void the_kernel_agrees_beyond_its_block_of_rows_and_its_panel_of_centroids(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1020, max = 2053) int rows,
            @ForAll @IntRange(min = 62, max = 131) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, 5, 7, 1);
        float[] centroids = Rows.blobs(seed + 1, k, 5, 7, 1).values();
        assertAgrees(embeddings, centroids, k);
    }

    private static void assertAgrees(Embeddings rows, float[] centroids, int k) {
        Assignment assignment = new Assignment(rows);
        assignment.to(kernel.pack(centroids, k, rows.dimensions()));
        double inertia = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double least = Rows.squaredDistance(rows, row, centroids, Rows.nearest(rows, row, centroids, k));
            double chosen =
                    Rows.squaredDistance(rows, row, centroids, assignment.nearest()[row]);
            // Distances of up to a hundred, in single precision.
            assertThat(chosen).isBetween(least, least + 1e-4);
            assertThat(assignment.squaredDistance(row)).isBetween(least - 1e-3, least + 1e-3);
            inertia += assignment.squaredDistance(row);
        }
        assertThat(assignment.inertia()).isEqualTo(inertia);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void first_centroids_are_distinct_rows(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 50) int k) {
        Embeddings rows = Rows.blobs(seed, 50, 3, 5, 1);
        float[] chosen = Seeding.choose(rows, k, seed);
        assertThat(IntStream.range(0, k)
                        .mapToObj(c -> chosen[3 * c] + " " + chosen[3 * c + 1] + " " + chosen[3 * c + 2]))
                .doesNotHaveDuplicates()
                .isSubsetOf(IntStream.range(0, 50)
                        .mapToObj(row -> rows.vector(row))
                        .map(v -> v[0] + " " + v[1] + " " + v[2])
                        .toList());
    }
}
