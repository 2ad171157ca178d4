package io.clio.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Subject;
import io.clio.release.Insights;
import io.clio.spi.Clusterer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HdbscanTest {
    private static final int FAR_AWAY = 30;

    /** Two dense groups of 40 rows each, and three rows that are far from everything. */
    private static Embeddings groupsAndStrays() {
        Random random = new Random(3);
        float[] values = new float[83 * 2];
        for (int row = 0; row < 80; row++) {
            values[2 * row] = (float) (random.nextGaussian() * 0.1 + (row % 2) * 5);
            values[2 * row + 1] = (float) (random.nextGaussian() * 0.1);
        }
        for (int stray = 0; stray < 3; stray++) {
            values[160 + 2 * stray] = FAR_AWAY * (stray - 1);
            values[161 + 2 * stray] = FAR_AWAY + 10 * stray;
        }
        return Embeddings.wrap(values, 2);
    }

    @Test
    void dense_groups_are_clusters_and_strays_are_noise() {
        Clusters clusters = new Hdbscan(10).cluster(groupsAndStrays(), 1);
        assertThat(clusters.count()).isEqualTo(2);
        assertThat(IntStream.range(0, 80)).allMatch(row -> clusters.of(row) == clusters.of(row % 2));
        assertThat(clusters.of(0)).isNotEqualTo(clusters.of(1));
        assertThat(IntStream.range(80, 83)).allMatch(row -> clusters.of(row) == Clusters.NOISE);
    }

    @Test
    void too_few_rows_for_a_cluster_are_noise() {
        Clusters clusters = new Hdbscan(10).cluster(Embeddings.wrap(new float[] {1, 2, 3}, 1), 1);
        assertThat(clusters.count()).isZero();
        assertThat(clusters.of(2)).isEqualTo(Clusters.NOISE);
    }

    @Test
    void a_cluster_of_one_is_none() {
        assertThatThrownBy(() -> new Hdbscan(1)).hasMessage("minClusterSize must be >= 2, got 1");
    }

    @Test
    void a_run_counts_noise_and_explains_a_result_of_nothing_else() {
        List<Conversation> all = IntStream.range(0, 60)
                .mapToObj(i -> Conversation.of(
                        Subject.ofUser("user " + i), Message.user("word" + i + " other" + i + " third" + i * 7)))
                .toList();
        Insights insights = Clio.pipeline()
                .from(Conversations.of(all))
                .clusterer(Clusterers.hdbscan(30))
                .run();
        assertThat(insights.explanation()).contains("took them all for noise");
        assertThat(insights.input().unclustered()).isEqualTo(60);
    }

    @Test
    void more_rows_than_a_clusterer_takes_are_refused_before_they_are_embedded() {
        Clusterer picky = new Clusterer() {
            @Override
            public Clusters cluster(Embeddings embeddings, long seed) {
                throw new AssertionError("not to be asked");
            }

            @Override
            public int mostRows() {
                return 2;
            }

            @Override
            public String name() {
                return "picky";
            }
        };
        List<Conversation> three = IntStream.range(0, 3)
                .mapToObj(i -> Conversation.of(Subject.ofUser("user " + i), Message.user("text")))
                .toList();
        assertThatThrownBy(() -> Clio.pipeline()
                        .from(Conversations.of(three))
                        .embedder(texts -> {
                            throw new AssertionError("not to be asked");
                        })
                        .clusterer(picky)
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clusterer picky takes at most 2 conversations, got 3");
        assertThat(Clusterers.hdbscan(5).mostRows()).isEqualTo(20_000);
    }
}
