package io.clio.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MeansProperties {
    @Property(tries = 200)
    void however_rows_have_moved_the_means_are_those_of_the_clusters_now(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll @IntRange(min = 1, max = 150) int dimensions,
            @ForAll @IntRange(min = 1, max = 9) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        Embeddings rows = Rows.blobs(seed, count, dimensions, 3, 1);
        Means means = new Means(rows, k);
        int[] nearest = new int[count];
        for (int pass = 0; pass < 5; pass++) {
            for (int row = 0; row < count; row++) {
                // In the first pass all have moved, later few; sometimes a cluster is left by all.
                nearest[row] = pass == 0 || random.nextInt(4) == 0 ? random.nextInt(k) : nearest[row];
                nearest[row] = pass == 3 && nearest[row] == 0 ? k - 1 : nearest[row];
            }
            float[] now = means.of(nearest);
            float[] fresh = Centroids.of(rows, Clusters.of(nearest, k)).values();
            for (int at = 0; at < now.length; at++) {
                assertThat(now[at]).isCloseTo(fresh[at], within(1e-5f));
            }
        }
    }
}
