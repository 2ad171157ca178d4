package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DistancesProperties {

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void each_step_takes_the_candidate_that_leaves_the_least_sum_of_distances(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 1500) int count,
            @ForAll boolean farAway) {
        Embeddings rows = moved(Rows.blobs(seed, count, 5, 7, 0.5), farAway ? 10_000 : 0);
        int[] everyRow = IntStream.range(0, count).toArray();
        Distances distances = new Distances(rows, everyRow, Kernels.best());
        SplittableRandom random = new SplittableRandom(seed);
        double[] least = new double[count];
        Arrays.fill(least, Double.POSITIVE_INFINITY);

        for (int step = 0; step < 4; step++) {
            int[] candidates = random.ints(3, 0, count).toArray();
            int chosen = distances.lowerByBestOf(candidates);

            double lowest = Double.POSITIVE_INFINITY;
            for (int candidate : candidates) {
                lowest = Math.min(lowest, sum(lowered(least, rows, candidate)));
            }
            least = lowered(least, rows, chosen);
            assertThat(sum(least)).isBetween(lowest, lowest * (1 + 1e-3) + 1e-3 * count);
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void what_was_chosen_is_not_drawn_again(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Embeddings rows = Rows.blobs(seed, 30, 5, 7, 0.5);
        Distances distances = new Distances(rows, IntStream.range(0, 30).toArray(), Kernels.best());
        int chosen = distances.lowerByBestOf(new int[] {7});

        assertThat(chosen).isEqualTo(7);
        assertThat(new SplittableRandom(seed).doubles(200).mapToInt(distances::atPartOfSum))
                .doesNotContain(7)
                .allMatch(row -> row >= 0 && row < 30);
    }

    @Example
    void where_all_distances_are_nothing_the_last_row_is_drawn() {
        Embeddings same = Embeddings.wrap(new float[] {1, 2, 1, 2, 1, 2}, 2);
        Distances distances = new Distances(same, new int[] {0, 1, 2}, Kernels.best());
        distances.lowerByBestOf(new int[] {0});

        assertThat(distances.atPartOfSum(0.5)).isEqualTo(2);
    }

    private static Embeddings moved(Embeddings rows, float by) {
        float[] values = rows.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] += by;
        }
        return Embeddings.wrap(values, rows.dimensions());
    }

    private static double[] lowered(double[] least, Embeddings rows, int to) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> Math.min(least[row], Rows.squaredDistance(rows, row, rows.vector(to), 0)))
                .toArray();
    }

    private static double sum(double[] distances) {
        return Arrays.stream(distances).sum();
    }
}
