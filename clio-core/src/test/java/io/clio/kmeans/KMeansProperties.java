package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
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
            @ForAll @IntRange(min = 1, max = 600) int k) {
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
        float[] start = Seeding.choose(embeddings, k, seed, Kernels.best(), Advance.untold());
        Lloyd ours = new Lloyd(embeddings, start.clone(), k, Geometry.EUCLIDEAN, Kernels.best())
                .run(100, 1e-5, Advance.untold());
        Clusters textbook = Rows.lloyd(embeddings, start, k, 100);
        assertThat(Rows.inertia(embeddings, Clusters.of(ours.nearest(), k)))
                .isLessThanOrEqualTo(Rows.inertia(embeddings, textbook) * (1 + 1e-3));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void spherical_clusters_do_not_depend_on_the_lengths_of_rows(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 40) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, 6, 7, 0.5);
        float[] scaled = embeddings.values().clone();
        for (int at = 0; at < scaled.length; at++) {
            // Powers of two, which lose no bit.
            scaled[at] *= 1 << (at / 6 % 5);
        }
        KMeans spherical = KMeans.of(k).spherical();
        assertThat(spherical.cluster(Embeddings.wrap(scaled, 6), seed)).isEqualTo(spherical.cluster(embeddings, seed));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void what_is_told_of_the_advance_never_falls_and_ends_at_the_whole(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 1500) int rows,
            @ForAll @IntRange(min = 1, max = 600) int k) {
        List<Double> told = new ArrayList<>();
        KMeans.of(k).cluster(Rows.blobs(seed, rows, 5, 5, 0.5), seed, told::add);
        assertThat(told).isSorted().allMatch(part -> part >= 0 && part <= 1);
        assertThat(told.get(told.size() - 1)).isEqualTo(1);
    }

    @Example
    void its_advance_is_told_while_a_pass_goes_on() {
        List<Double> told = new ArrayList<>();
        KMeans.of(3).mostIterations(1).cluster(Rows.blobs(1, 20_000, 2, 3, 0.5), 1, told::add);
        assertThat(told).anyMatch(part -> part > 0.35 && part < 1);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void first_centroids_are_distinct_rows(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 50) int k) {
        Embeddings rows = Rows.blobs(seed, 50, 3, 5, 1);
        float[] chosen = Seeding.choose(rows, k, seed, Kernels.best(), Advance.untold());
        assertThat(IntStream.range(0, k)
                        .mapToObj(c -> chosen[3 * c] + " " + chosen[3 * c + 1] + " " + chosen[3 * c + 2]))
                .doesNotHaveDuplicates()
                .isSubsetOf(IntStream.range(0, 50)
                        .mapToObj(row -> rows.vector(row))
                        .map(v -> v[0] + " " + v[1] + " " + v[2])
                        .toList());
    }
}
