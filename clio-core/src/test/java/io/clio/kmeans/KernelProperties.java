package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class KernelProperties {

    @Provide
    Arbitrary<Kernel> kernels() {
        return Arbitraries.of(new PlainKernel(), Kernels.best());
    }

    @Example
    void these_tests_run_on_the_fast_kernel_too() {
        assertThat(Kernels.best()).isInstanceOf(VectorKernel.class);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void a_kernel_agrees_with_a_search_in_double_precision(
            @ForAll("kernels") Kernel kernel,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 21) int dimensions,
            @ForAll @IntRange(min = 1, max = 300) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, dimensions, 7, 1);
        assertAgrees(
                kernel, embeddings, Rows.blobs(seed + 1, k, dimensions, 7, 1).values(), k);
    }

    /** More rows than a block has, on several threads, and more centroids than a panel has. */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void a_kernel_agrees_beyond_its_block_of_rows_and_its_panel_of_centroids(
            @ForAll("kernels") Kernel kernel,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1020, max = 2053) int rows,
            @ForAll @IntRange(min = 250, max = 530) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, 5, 7, 1);
        assertAgrees(kernel, embeddings, Rows.blobs(seed + 1, k, 5, 7, 1).values(), k);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void products_agree_with_those_in_double_precision(
            @ForAll("kernels") Kernel kernel,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 21) int dimensions,
            @ForAll @IntRange(min = 1, max = 300) int k) {
        Embeddings some = Rows.blobs(seed, rows, dimensions, 7, 1);
        Embeddings centroids = Rows.blobs(seed + 1, k, dimensions, 7, 1);
        float[] products = new float[rows * k];

        kernel.pack(centroids.values(), k, dimensions).multiply(some.values(), rows, products);

        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < k; c++) {
                double product = 0;
                for (int d = 0; d < dimensions; d++) {
                    product += (double) some.vector(row)[d] * centroids.vector(c)[d];
                }
                assertThat((double) products[row * k + c]).isBetween(product - 1e-3, product + 1e-3);
            }
        }
    }

    private static void assertAgrees(Kernel kernel, Embeddings rows, float[] centroids, int k) {
        Assignment assignment = new Assignment(rows);
        assignment.to(kernel.pack(centroids, k, rows.dimensions()), Advance.untold());
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

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void of_equally_near_centroids_the_first_is_taken(
            @ForAll("kernels") Kernel kernel,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 300) int k,
            @ForAll @IntRange(min = 2, max = 4) int times) {
        int dimensions = 6;
        float[] once = Rows.blobs(seed, k, dimensions, 7, 1).values();
        float[] repeated = new float[once.length * times];
        for (int time = 0; time < times; time++) {
            System.arraycopy(once, 0, repeated, time * once.length, once.length);
        }
        Embeddings rows = Rows.blobs(seed + 1, 30, dimensions, 7, 1);
        Assignment assignment = new Assignment(rows);

        assignment.to(kernel.pack(repeated, k * times, dimensions), Advance.untold());

        assertThat(Arrays.stream(assignment.nearest()).max().orElseThrow()).isLessThan(k);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void a_row_is_assigned_as_it_is_alone(
            @ForAll("kernels") Kernel kernel,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 300) int k) {
        Embeddings embeddings = Rows.blobs(seed, rows, 9, 7, 1);
        Kernel.Packed centroids = kernel.pack(Rows.blobs(seed + 1, k, 9, 7, 1).values(), k, 9);
        int[] together = new int[rows];
        int[] alone = new int[rows];
        float[] scoresTogether = new float[rows];
        float[] scoresAlone = new float[rows];

        centroids.assign(embeddings.values(), 0, rows, together, scoresTogether);
        for (int row = 0; row < rows; row++) {
            centroids.assign(embeddings.values(), row, row + 1, alone, scoresAlone);
        }

        assertThat(alone).isEqualTo(together);
        assertThat(scoresAlone).isEqualTo(scoresTogether);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void kernels_differ_by_no_more_than_rounding(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 300) int k) {
        Embeddings rows = Rows.blobs(seed, 50, 384, 7, 1);
        float[] centroids = Rows.blobs(seed + 1, k, 384, 7, 1).values();
        List<Assignment> assignments = List.of(new Assignment(rows), new Assignment(rows));

        assignments.get(0).to(new PlainKernel().pack(centroids, k, 384), Advance.untold());
        assignments.get(1).to(new VectorKernel().pack(centroids, k, 384), Advance.untold());

        // Squared distances of about a thousand; single precision has seven digits.
        for (int row = 0; row < rows.rows(); row++) {
            double plain = assignments.get(0).squaredDistance(row);
            assertThat(assignments.get(1).squaredDistance(row)).isBetween(plain - 0.01, plain + 0.01);
        }
    }
}
