package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Portrait;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.describe.KeyTermSummarizer;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.Withheld;
import io.clio.spi.Clusterer;
import io.clio.spi.Embedder;
import io.clio.spi.Hierarchizer;
import io.clio.spi.Summarizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageFailuresTest {
    /** 120 conversations. */
    private static final List<Conversation> USUAL = Population.usual();

    @Test
    void an_embedder_that_gives_too_few_vectors_is_named_with_both_shapes() {
        assertEmbedderFails(texts -> Embeddings.wrap(new float[7], 7), "embedder Named: expected 120 x 7, got 1 x 7");
    }

    @Test
    void an_embedder_that_gives_too_many_vectors_is_named_with_both_shapes() {
        assertEmbedderFails(
                texts -> Embeddings.wrap(new float[2 * texts.size() + 2], 2),
                "embedder Named: expected 120 x 2, got 121 x 2");
    }

    @Test
    void an_embedder_that_changes_its_dimensions_between_batches_is_named_with_both() {
        Embedder fickle = texts -> {
            int dimensions = texts.size() == 512 ? 4 : 5;
            return Embeddings.wrap(new float[texts.size() * dimensions], dimensions);
        };
        List<Conversation> many = Population.of(1, 6, 100, 1);
        Pipeline pipeline = Runs.over(many).reconfigure().embedder(new Named(fickle));
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("embedder Named: expected 88 x 4, got 88 x 5");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void an_embedder_that_gives_no_number_is_named(float value) {
        assertEmbedderFails(
                texts -> {
                    float[] values = new float[texts.size()];
                    values[values.length - 1] = value;
                    return Embeddings.wrap(values, 1);
                },
                "embedder Named: expected finite numbers, got " + value);
    }

    @Test
    void an_embedder_that_gives_null_is_named() {
        assertEmbedderFails(texts -> null, "embedder Named answered null");
    }

    @Test
    void an_embedder_that_throws_is_named_with_the_kind_of_its_failure() {
        assertEmbedderFails(
                texts -> {
                    throw new UnsupportedOperationException(texts.get(0).reveal());
                },
                "embedder Named failed: java.lang.UnsupportedOperationException");
    }

    private static void assertEmbedderFails(Embedder embedder, String message) {
        Pipeline pipeline = Runs.over(USUAL).reconfigure().embedder(new Named(embedder));
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void a_clusterer_that_loses_rows_is_named_with_both_numbers() {
        assertClustererFails((rows, seed) -> Clusters.of(new int[3], 1), ": expected 120 assignments, got 3");
    }

    @Test
    void a_clusterer_that_gives_null_is_named() {
        assertClustererFails((rows, seed) -> null, " answered null");
    }

    @Test
    void a_clusterer_that_throws_is_named_with_the_kind_of_its_failure() {
        assertClustererFails(
                (rows, seed) -> {
                    throw new UnsupportedOperationException();
                },
                " failed: java.lang.UnsupportedOperationException");
    }

    private static void assertClustererFails(Clusterer clusterer, String message) {
        Pipeline pipeline = Runs.over(USUAL).clusterer(clusterer);
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("clusterer StageFailuresTest (lambda)" + message)
                .hasNoCause();
    }

    @Test
    void a_hierarchizer_that_loses_a_cluster_is_an_error() {
        assertHierarchizerFails(
                (drafts, centroids, seed) -> Hierarchy.flat(drafts.size() - 1),
                "the hierarchy holds 3 of 4 base clusters");
    }

    @Test
    void a_hierarchizer_that_names_a_cluster_twice_is_an_error() {
        assertHierarchizerFails(
                (drafts, centroids, seed) -> new Hierarchy(List.of(
                        new Hierarchy.Group(Optional.empty(), Hierarchy.flat(4).roots()), new Hierarchy.Leaf(2))),
                "the hierarchy names base cluster 2 twice");
    }

    @Test
    void a_hierarchizer_that_makes_up_a_cluster_is_an_error() {
        assertHierarchizerFails(
                (drafts, centroids, seed) -> Hierarchy.flat(drafts.size() + 1),
                "the hierarchy names base cluster 4 of 4");
    }

    @Test
    void a_hierarchizer_that_gives_null_is_named() {
        assertHierarchizerFails(
                (drafts, centroids, seed) -> null, "hierarchizer StageFailuresTest (lambda) answered null");
    }

    private static void assertHierarchizerFails(Hierarchizer hierarchizer, String message) {
        Pipeline pipeline = Runs.over(USUAL).clusterer(Clusterers.kMeans(4)).hierarchizer(hierarchizer);
        assertThatThrownBy(pipeline::run).isInstanceOf(RuntimeException.class).hasMessage(message);
    }

    @Test
    void a_summarizer_that_throws_costs_no_topic() {
        assertFallsBack(cluster -> {
            throw new UnsupportedOperationException();
        });
    }

    @Test
    void a_summarizer_that_overflows_its_stack_costs_no_topic() {
        assertFallsBack(cluster -> {
            throw new StackOverflowError();
        });
    }

    @Test
    void a_summarizer_that_gives_null_costs_no_topic() {
        assertFallsBack(clusters -> null);
    }

    @Test
    void a_summarizer_that_says_nothing_costs_no_topic() {
        assertFallsBack(Summarizer.each(cluster -> Draft.of("", "")));
    }

    @Test
    void a_summarizer_that_fails_on_one_cluster_costs_no_other_its_title() {
        List<Portrait> asked = new ArrayList<>();
        List<Draft> given = new ArrayList<>();
        Summarizer usual = new KeyTermSummarizer();
        Summarizer failing = clusters -> {
            asked.add(clusters.get(0));
            if (clusters.contains(asked.get(0))) {
                throw new IllegalStateException();
            }
            given.addAll(usual.summarize(clusters));
            return List.copyOf(given.subList(given.size() - clusters.size(), given.size()));
        };

        Insights insights = Runs.over(USUAL)
                .clusterer(Clusterers.kMeans(6))
                .summarizer(failing)
                .run();

        assertThat(given).hasSizeGreaterThanOrEqualTo(5);
        assertThat(insights.all().map(Insight::summary))
                .containsAnyElementsOf(
                        given.stream().map(draft -> draft.summary().reveal()).toList());
    }

    @Test
    void a_summarizer_that_gives_too_few_drafts_costs_no_topic() {
        assertFallsBack(clusters -> List.of());
    }

    private static void assertFallsBack(Summarizer summarizer) {
        Insights insights = Runs.over(USUAL)
                .clusterer(Clusterers.kMeans(6))
                .summarizer(summarizer)
                .run();
        Insights usual = Runs.over(USUAL).clusterer(Clusterers.kMeans(6)).run();
        assertThat(insights.roots()).hasSameSizeAs(usual.roots()).isNotEmpty();
        assertThat(insights.all())
                .allSatisfy(insight -> assertThat(insight.title()).isNotBlank().doesNotContain("Other requests"));
        assertThat(insights.privacyReport().withheld()).containsKey(Withheld.TITLE_FROM_KEY_TERMS);
    }

    /** A clusterer may leave clusters empty and rows without a cluster. */
    @Test
    void empty_clusters_and_noise_do_no_harm() {
        Clusterer sparse = (rows, seed) -> {
            int[] assignment = new int[rows.rows()];
            for (int row = 0; row < assignment.length; row++) {
                assignment[row] = row < 20 ? Clusters.NOISE : 1 + 2 * (row % 2);
            }
            return Clusters.of(assignment, 5);
        };
        Insights insights = Runs.over(USUAL).clusterer(sparse).run();
        assertThat(insights.roots()).hasSize(2);
        assertThat(insights.roots()).extracting(root -> root.conversations()).containsOnly(50);
    }

    @Test
    void a_clusterer_may_find_nothing_but_noise() {
        Clusterer nothing = (rows, seed) -> {
            int[] assignment = new int[rows.rows()];
            Arrays.fill(assignment, Clusters.NOISE);
            return Clusters.of(assignment, 0);
        };
        Insights insights = Runs.over(USUAL).clusterer(nothing).run();
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.explanation()).contains("120 conversations of 60 known users");
    }

    /** An embedder with a name that can be foreseen. */
    private record Named(Embedder embedder) implements Embedder {
        @Override
        public Embeddings embed(List<SensitiveText> texts) {
            return embedder.embed(texts);
        }
    }
}
