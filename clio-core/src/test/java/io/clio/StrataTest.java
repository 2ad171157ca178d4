package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import io.clio.facet.FacetSource;
import io.clio.kmeans.KMeans;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.spi.Clusterer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrataTest {
    private static final FacetSource<List<String>> TONGUE = Facets.metadata("tongue", "/tongue");

    private static final class Sizes implements Clusterer {
        private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Clusters cluster(Embeddings rows, long seed) {
            sizes.add(rows.rows());
            return Clusterers.kMeans().cluster(rows, seed);
        }
    }

    private static void add(List<Conversation> to, int count, String tongue, String text) {
        for (int i = 0; i < count; i++) {
            Map<String, Object> metadata = tongue.isEmpty() ? Map.of() : Map.of("tongue", tongue);
            to.add(new Conversation(
                    null,
                    Subject.ofUser(tongue + i % 40),
                    null,
                    List.of(Message.user(text + " " + "abcdefgh".charAt(i % 8) + "x")),
                    Metadata.of(metadata)));
        }
    }

    private static List<Integer> sizes(List<Conversation> conversations) {
        return sizes(Clio.pipeline().clusterWithin(TONGUE), conversations);
    }

    private static List<Integer> sizes(Pipeline pipeline, List<Conversation> conversations) {
        Sizes sizes = new Sizes();
        Insights insights =
                pipeline.from(Conversations.of(conversations)).clusterer(sizes).run();
        assertThat(insights.input().conversations()).isEqualTo(conversations.size());
        return sizes.sizes;
    }

    @Test
    void each_value_is_clustered_by_itself_the_largest_first() {
        List<Conversation> all = new ArrayList<>();
        add(all, 70, "de", "Wetter morgen");
        add(all, 200, "en", "weather tomorrow");
        Collections.shuffle(all, new Random(1));
        assertThat(sizes(all)).containsExactly(200, 70);
    }

    @Test
    void rows_of_rare_values_and_of_none_go_where_most_in_their_script_are() {
        List<Conversation> all = new ArrayList<>();
        add(all, 100, "ru", "погода завтра");
        add(all, 80, "de", "Wetter morgen");
        add(all, 200, "en", "weather tomorrow");
        add(all, 5, "fr", "temps demain");
        add(all, 7, "", "hi");
        add(all, 3, "", "привет");
        assertThat(sizes(all)).containsExactly(212, 103, 80);
    }

    @Test
    void rare_values_of_a_script_of_their_own_are_together() {
        List<Conversation> all = new ArrayList<>();
        add(all, 100, "en", "weather tomorrow");
        add(all, 20, "ja", "てんき");
        add(all, 20, "th", "อากาศ");
        assertThat(sizes(all)).containsExactly(100, 40);
    }

    @Test
    void a_fixed_number_of_clusters_is_divided_among_the_values() {
        assertThat(List.of(KMeans.due(30, 0, 200, 300), KMeans.due(30, 200, 299, 300), KMeans.due(30, 299, 300, 300)))
                .containsExactly(20, 10, 1);
        List<Integer> clusters = new ArrayList<>();
        for (Clusterer whole : List.of(Clusterers.kMeans(8), Clusterers.tribuoKMeans(8))) {
            clusters.add(whole.forPart(0, 210, 280).cluster(vectors(210), 1).count());
            clusters.add(whole.forPart(210, 280, 280).cluster(vectors(70), 1).count());
        }
        assertThat(clusters).containsExactly(6, 2, 6, 2);
        assertThat(Clusterers.kMeans()
                        .forPart(0, 210, 280)
                        .cluster(vectors(210), 1)
                        .count())
                .isEqualTo(Clusterers.clustersFor(210));
    }

    private static Embeddings vectors(int rows) {
        Random random = new Random(5);
        float[] values = new float[2 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Embeddings.wrap(values, 2);
    }

    @Test
    void conversations_are_clustered_together_where_that_is_said() {
        List<Conversation> all = new ArrayList<>();
        add(all, 70, "de", "Wetter morgen");
        add(all, 200, "ko", "날씨 내일");
        assertThat(sizes(Clio.pipeline().clusterTogether(), all)).containsExactly(270);
    }

    @Test
    void languages_are_strata_by_default_where_the_embedder_does_not_bring_them_together() {
        List<Conversation> all = new ArrayList<>();
        add(all, 70, "x", "Wetter morgen");
        add(all, 200, "y", "날씨 내일");
        assertThat(sizes(Clio.pipeline(), all)).containsExactly(200, 70);
    }

    @Test
    void the_guarantee_says_that_topics_do_not_cross_values() {
        List<Conversation> all = new ArrayList<>();
        add(all, 70, "de", "Wetter morgen");
        Insights divided = Clio.pipeline()
                .from(Conversations.of(all))
                .clusterWithin(TONGUE)
                .run();
        Insights whole =
                Clio.pipeline().from(Conversations.of(all)).clusterTogether().run();
        assertThat(divided.guarantee().limits()).anyMatch(limit -> limit.contains("divided by tongue"));
        assertThat(whole.guarantee().limits()).noneMatch(limit -> limit.contains("divided by"));
    }

    @Test
    void no_released_topic_mixes_values() {
        List<Conversation> all = new ArrayList<>();
        for (String topic : List.of("weather tomorrow", "train ticket", "pasta recipe", "poem about autumn")) {
            add(all, 60, "en", topic);
            add(all, 40, "ja", "てんき " + topic);
        }
        Insights insights = Clio.pipeline()
                .from(Conversations.of(all))
                .clusterWithin(TONGUE)
                .facets(TONGUE)
                .run();
        assertThat(insights.all().toList())
                .isNotEmpty()
                .allSatisfy(
                        insight -> assertThat(insight.facets().get("tongue")).hasSize(1));
    }

    @Test
    void a_small_stratum_has_few_roots() {
        List<Conversation> all = new ArrayList<>();
        List<String> topics = List.of("garden", "bread", "tax", "poem", "python", "train", "shoes", "loan", "cat");
        for (String topic : topics) {
            add(all, 100, "en", topic + " " + topic + "s and " + topic + " things");
            add(all, 25, "de", topic + " Sachen und " + topic + " Dinge");
        }
        Insights insights = Clio.pipeline()
                .from(Conversations.of(all))
                .clusterWithin(TONGUE)
                .facets(TONGUE)
                .run();
        long small = insights.roots().stream().filter(root -> isOf(root, "de")).count();
        assertThat(small).isBetween(1L, 2L);
    }

    private static boolean isOf(Insight insight, String tongue) {
        return insight.facets().get("tongue").stream()
                .anyMatch(cell -> cell.value().equals(tongue));
    }
}
