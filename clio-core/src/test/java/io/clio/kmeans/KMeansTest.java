package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.tribuo.TribuoKMeans;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {

    @Test
    void one_row_is_one_cluster() {
        Clusters clusters = KMeans.of(5).cluster(Embeddings.wrap(new float[] {1, 2, 3}, 3), 1);
        assertThat(clusters).isEqualTo(Clusters.of(new int[1], 1));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, -7})
    void equal_rows_are_one_cluster(float value) {
        float[] values = new float[50 * 3];
        Arrays.fill(values, value);
        Clusters clusters = KMeans.of(4).cluster(Embeddings.wrap(values, 3), 1);
        assertThat(clusters).isEqualTo(Clusters.of(new int[50], 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void there_are_no_more_clusters_than_distinct_rows(long seed) {
        float[] values = new float[60];
        for (int row = 0; row < values.length; row++) {
            values[row] = row % 3;
        }
        Clusters clusters = KMeans.of(10).cluster(Embeddings.wrap(values, 1), seed);
        assertThat(clusters.count()).isEqualTo(3);
        assertThat(IntStream.range(0, 60)).allMatch(row -> clusters.of(row) == clusters.of(row % 3));
    }

    @Test
    void as_many_clusters_as_rows_give_each_row_its_own() {
        Embeddings rows = Rows.blobs(1, 40, 5, 40, 1);
        Clusters clusters = KMeans.of(40).cluster(rows, 1);
        assertThat(clusters.count()).isEqualTo(40);
    }

    @Test
    void one_cluster_holds_all_rows() {
        assertThat(KMeans.of(1).cluster(Rows.blobs(1, 100, 3, 4, 1), 1).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_cluster_is_empty(long seed) {
        Embeddings rows = Rows.blobs(seed, 300, 2, 3, 0.001);
        Clusters clusters = KMeans.of(60).cluster(rows, seed);
        assertThat(clusters.count()).isEqualTo(60);
        assertThat(Arrays.asList(clusters.members()))
                .allSatisfy(members -> assertThat(members).isNotEmpty());
    }

    @Test
    void planted_clusters_are_found_and_agree_with_those_of_another_library() {
        Embeddings rows = Rows.blobs(7, 400, 16, 8, 0.02);
        int[] planted = IntStream.range(0, 400).map(row -> row % 8).toArray();
        Clusters ours = KMeans.of(8).cluster(rows, 1);
        Clusters theirs = new TribuoKMeans(8).cluster(rows, 1);
        assertThat(Rows.adjustedRand(ours, Clusters.of(planted, 8))).isCloseTo(1, within(1e-9));
        // Plain k-means++ may merge two of the eight; ours must not do worse.
        assertThat(Rows.inertia(rows, ours)).isLessThanOrEqualTo(Rows.inertia(rows, theirs) * (1 + 1e-6));
        assertThat(Rows.adjustedRand(ours, theirs)).isGreaterThan(0.8);
    }

    @Test
    void rows_are_on_average_nearer_to_their_centroids_than_after_a_random_start() {
        double ours = 0;
        double random = 0;
        for (int seed = 1; seed <= 40; seed++) {
            Embeddings rows = Rows.blobs(seed, 300, 5, 12, 0.1);
            ours += Rows.inertia(rows, KMeans.of(12).cluster(rows, seed));
            random += Rows.inertia(rows, Rows.lloyd(rows, Rows.randomStart(rows, 12, seed), 12, 50));
        }
        assertThat(ours).isLessThan(random);
    }

    @Test
    void rows_of_many_clusters_are_on_average_nearer_to_their_centroids_than_after_a_random_start() {
        double ours = 0;
        double random = 0;
        for (int seed = 1; seed <= 15; seed++) {
            Embeddings rows = Rows.blobs(seed, 4000, 7, 320, 0.2);
            ours += Rows.inertia(rows, KMeans.of(320).cluster(rows, seed));
            random += Rows.inertia(rows, Rows.lloyd(rows, Rows.randomStart(rows, 320, seed), 320, 10));
        }
        assertThat(ours).isLessThan(random);
    }

    @Test
    void the_index_of_agreement_is_one_for_equal_and_low_for_unrelated_clusters() {
        Clusters byEight =
                Clusters.of(IntStream.range(0, 400).map(row -> row % 8).toArray(), 8);
        Clusters byFifty =
                Clusters.of(IntStream.range(0, 400).map(row -> row / 50).toArray(), 8);
        assertThat(Rows.adjustedRand(byEight, byEight)).isCloseTo(1, within(1e-9));
        assertThat(Rows.adjustedRand(byEight, byFifty)).isLessThan(0.05);
    }

    @Test
    void clusters_are_numbered_in_the_order_of_their_first_rows() {
        Clusters clusters = KMeans.of(9).cluster(Rows.blobs(3, 200, 4, 9, 0.1), 1);
        int highest = -1;
        for (int row = 0; row < clusters.rows(); row++) {
            assertThat(clusters.of(row)).isLessThanOrEqualTo(highest + 1);
            highest = Math.max(highest, clusters.of(row));
        }
    }

    @Test
    void the_sample_of_many_rows_repeats() {
        Embeddings rows = Rows.blobs(4, 10_500, 4, 6, 0.3);
        assertThat(Rows.onThreads(1, KMeans.of(6), rows, 5)).isEqualTo(Rows.onThreads(3, KMeans.of(6), rows, 5));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "8, 1", "16, 2", "200, 7", "2499, 25", "2500, 25", "10000, 100", "1000000, 10000"})
    void the_number_of_clusters_follows_from_the_number_of_rows(int rows, int clusters) {
        assertThat(KMeans.clustersFor(rows)).isEqualTo(clusters);
    }

    @Test
    void the_number_of_clusters_never_falls_with_the_number_of_rows() {
        for (int rows = 1; rows < 20_000; rows++) {
            assertThat(KMeans.clustersFor(rows)).isGreaterThanOrEqualTo(KMeans.clustersFor(rows - 1));
        }
    }

    @Test
    void two_passes_over_many_rows_find_what_more_would_for_the_start_is_refined_on_a_sample() {
        Embeddings rows = Rows.blobs(7, 20_000, 8, 100, 0.3);
        double two = Rows.inertia(rows, KMeans.of(100).mostIterations(2).cluster(rows, 1));
        assertThat(two).isLessThan(1.02 * Rows.inertia(rows, KMeans.of(100).cluster(rows, 1)));
    }

    @Test
    void at_least_one_pass_is_made() {
        assertThatThrownBy(() -> KMeans.automatic().mostIterations(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void spherical_clusters_are_those_of_directions() {
        Embeddings rows = Embeddings.wrap(new float[] {1, 0, 90, 1, 0, 1, 1, 80}, 2);

        Clusters clusters = KMeans.of(2).spherical().cluster(rows, 1);

        assertThat(clusters).isEqualTo(Clusters.of(new int[] {0, 0, 1, 1}, 2));
        assertThat(KMeans.of(2).cluster(rows, 1)).isNotEqualTo(clusters);
    }

    @Test
    void an_interrupt_ends_it_within_a_pass() {
        // A pass over all rows would be five hundred million products.
        Embeddings rows = Rows.blobs(1, 100_000, 32, 50, 1);
        Assignment assignment = new Assignment(rows);
        float[] centroids = Rows.randomStart(rows, 150, 1);
        Arrays.fill(assignment.nearest(), -1);

        Thread.currentThread().interrupt();
        assignment.to(Kernels.best().pack(centroids, 150, 32), Advance.untold());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(assignment.nearest()).contains(-1);
    }

    @Test
    void centroids_are_means_and_zero_where_a_cluster_is_empty() {
        Embeddings rows = Embeddings.wrap(new float[] {1, 2, 3, 4, 9, 9}, 2);
        Embeddings means = Centroids.of(rows, Clusters.of(new int[] {0, 0, Clusters.NOISE}, 2));
        assertThat(means.values()).containsExactly(2, 3, 0, 0);
    }
}
