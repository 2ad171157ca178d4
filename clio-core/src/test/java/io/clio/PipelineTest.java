package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Draft;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.ConversationSource;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private static final Facet<Integer> FRUSTRATION = Facet.score("frustration", 1, 5, "How frustrated?");
    private static final FacetExtractor SAYS_NOTHING = (conversations, facets) -> conversations.stream()
            .map(c -> (Extraction) new Extraction.Answered(FacetValues.none()))
            .toList();

    /** Each thing that can be set, by the name of the method that sets it. */
    static final Map<String, UnaryOperator<Pipeline>> SETTINGS = Map.ofEntries(
            Map.entry("from", p -> p.from(Conversations.of(Population.usual()))),
            Map.entry("clusterBy", p -> p.clusterBy(Facets.request())),
            Map.entry("extractor", p -> p.extractor(SAYS_NOTHING)),
            Map.entry("embedder", p -> p.embedder(Embedders.hashing())),
            Map.entry("clusterer", p -> p.clusterer(Clusterers.kMeans())),
            Map.entry("summarizer", p -> p.summarizer(clusters -> null)),
            Map.entry("hierarchizer", p -> p.hierarchizer((drafts, centroids, seed) -> null)),
            Map.entry("privacy", p -> p.privacy(PrivacyPolicy.strict())),
            Map.entry("seed", p -> p.seed(7)),
            Map.entry("threads", p -> p.threads(1)),
            Map.entry("progress", p -> p.progress(Progress.none())));

    static Stream<String> settings() {
        return SETTINGS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_a_thing_twice_is_an_error_that_names_the_method(String method) {
        UnaryOperator<Pipeline> set = SETTINGS.get(method);
        Pipeline once = set.apply(Clio.pipeline());
        assertThatThrownBy(() -> set.apply(once))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(method + " was already set; use reconfigure() to set it once more");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void reconfigure_lets_each_thing_be_set_once_more_and_not_twice(String method) {
        UnaryOperator<Pipeline> set = SETTINGS.get(method);
        Pipeline again = set.apply(set.apply(Clio.pipeline()).reconfigure());
        assertThatThrownBy(() -> set.apply(again)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void every_setting_of_a_pipeline_is_tried_here() {
        Pipeline all = Clio.pipeline();
        for (UnaryOperator<Pipeline> set : SETTINGS.values()) {
            all = set.apply(all);
        }
        String enumerated = SETTINGS.keySet().stream()
                .map(name -> name.replace("clusterBy", "CLUSTER_BY").toUpperCase(Locale.ROOT))
                .sorted()
                .toList()
                .toString();
        assertThat(Stream.of(all.toString().replaceAll(".*\\[set=\\[|\\].*", "").split(", "))
                        .sorted()
                        .toList()
                        .toString())
                .isEqualTo(enumerated);
    }

    @Test
    void what_was_set_again_is_what_counts() {
        Pipeline seven = Runs.over(Population.usual()).seed(7);
        assertThat(seven.reconfigure().seed(8).run().provenance().seed()).isEqualTo(8);
        assertThat(seven.run().provenance().seed()).isEqualTo(7);
    }

    @Test
    void a_pipeline_is_a_value_and_its_methods_change_nothing() {
        Pipeline base = Runs.over(Population.usual());
        Pipeline one = base.seed(1).facets(Facets.turns()).auditor(PrivacyAuditor.each(draft -> Verdict.REJECTED));
        Pipeline two = base.seed(2).facets(Facets.length());
        assertThat(one.run().roots()).isEmpty();
        assertThat(two.run().roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets()).containsOnlyKeys("length"));
        assertThat(base.run().roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets()).containsOnlyKeys("turns", "length", "month"));
    }

    @Test
    void a_pipeline_runs_twice_with_equal_results() {
        Pipeline pipeline = Runs.over(Population.usual());
        Insights first = pipeline.run();
        Insights second = pipeline.run();
        assertThat(first.roots()).isNotEmpty();
        assertThat(second).isEqualTo(first);
        assertThat(InsightsFile.toJson(second)).isEqualTo(InsightsFile.toJson(first));
    }

    @Test
    void a_stream_serves_one_run_and_is_closed_by_it() {
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Conversation> stream = Population.usual().stream().onClose(() -> closed.set(true));
        Pipeline pipeline = Runs.over(Conversations.of(stream));
        assertThat(pipeline.run().conversations()).isEqualTo(120);
        assertThat(closed).isTrue();
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stream of conversations serves one run; use an Iterable for more");
    }

    @Test
    void a_pipeline_without_a_source_says_what_to_call() {
        Pipeline pipeline = Clio.pipeline().embedder(Embedders.hashing());
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing to read: call from(Conversations…)");
    }

    @Test
    void an_asked_facet_without_an_extractor_fails_before_anything_is_read() {
        assertFailsBeforeReading(
                p -> p.facet(FRUSTRATION),
                "facet 'frustration' is asked of a language model or an extractor, and none");
    }

    @Test
    void clustering_by_an_asked_facet_without_an_extractor_fails_before_anything_is_read() {
        FacetSource<SensitiveText> task = FacetSource.asked(Facet.text("task", "What is the task?"));
        assertFailsBeforeReading(
                p -> p.clusterBy(task), "facet 'task' is asked of a language model or an extractor, and none");
    }

    @Test
    void two_facets_of_one_name_fail_before_anything_is_read() {
        assertFailsBeforeReading(
                p -> p.facet(FRUSTRATION, c -> 1).facet(Facet.text("frustration", "?"), c -> null),
                "two facets have the name 'frustration'");
    }

    @Test
    void the_same_facet_twice_fails_before_anything_is_read() {
        assertFailsBeforeReading(p -> p.facets(Facets.turns(), Facets.turns()), "two facets have the name 'turns'");
    }

    @Test
    void a_facet_with_the_name_of_the_clustered_one_fails_before_anything_is_read() {
        assertFailsBeforeReading(
                p -> p.facet(Facet.count("request", List.of(0), "?"), c -> 0), "two facets have the name 'request'");
    }

    private static void assertFailsBeforeReading(UnaryOperator<Pipeline> configure, String message) {
        Runs.CountedSource source = new Runs.CountedSource();
        Pipeline pipeline = configure.apply(Runs.over(Conversations.of((ConversationSource) source)));
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(message);
        assertThat(source.reads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void threads_say_what_they_must_be_and_what_they_were(int threads) {
        assertThatThrownBy(() -> Clio.pipeline().threads(threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be >= 1, got " + threads);
    }

    @Test
    void more_threads_than_a_pool_can_have_are_refused_at_once() {
        assertThatThrownBy(() -> Clio.pipeline().threads(32_768))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be <= 32767, got 32768");
    }

    @Test
    void null_is_refused_by_the_name_of_the_method() {
        assertThatThrownBy(() -> Clio.pipeline().clusterer(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("clusterer");
        assertThatThrownBy(() -> Clio.pipeline().auditor(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("auditor");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void the_ceiling_of_bad_records_is_a_share(double share) {
        Conversations conversations = Conversations.of(List.of());
        assertThatThrownBy(() -> conversations.skippingAtMost(share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be in (0, 1], got " + share);
    }

    @Test
    void a_number_of_clusters_says_what_it_must_be() {
        assertThatThrownBy(() -> Clusterers.kMeans(0)).hasMessage("k must be >= 1, got 0");
        assertThatThrownBy(() -> Clusterers.tribuoKMeans(0)).hasMessage("k must be >= 1, got 0");
    }

    @Test
    void the_stages_of_a_run_are_named_in_its_provenance() {
        Map<String, String> stages = Runs.over(Population.usual())
                .auditor(new Approving())
                .extractor(SAYS_NOTHING)
                .run()
                .provenance()
                .stages();
        assertThat(stages)
                .containsOnlyKeys(
                        "embedder", "clusterer", "summarizer", "hierarchizer", "divided by", "extractor", "auditor1")
                .containsEntry("auditor1", "Approving");
    }

    /** The name of a lambda's class is another in each process. */
    @Test
    void a_stage_that_is_a_lambda_has_a_name_that_repeats() {
        Map<String, String> stages = Runs.over(Population.usual())
                .auditor(PrivacyAuditor.each(draft -> Verdict.APPROVED))
                .run()
                .provenance()
                .stages();
        assertThat(stages).containsEntry("auditor1", "PipelineTest (lambda)");
    }

    private static final class Approving implements PrivacyAuditor {
        @Override
        public List<Verdict> audit(List<Draft> drafts) {
            return Collections.nCopies(drafts.size(), Verdict.APPROVED);
        }
    }
}
