package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.Batching;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepReport;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.model.ScriptedModel;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ask a language model in batches. */
class BatchPipelineTest {
    private static final PriceTable PRICES =
            PriceTable.empty().with("*", Price.of("1", "10").inBatches("0.5"));

    /** Answers batches as soon as somebody looks, by a model that has a log. */
    private static final class Batched implements BatchLanguageModel {
        private final ScriptedModel model =
                ScriptedModel.answering(ModelRuns::sensible).keepingToSchema();
        private final Map<String, Map<String, CompletionRequest>> batches = new ConcurrentHashMap<>();
        private final Map<String, Long> alone = new TreeMap<>();

        @Override
        public int mostRequests() {
            return 1000;
        }

        @Override
        public synchronized String submit(Map<String, CompletionRequest> requests) throws LanguageModelException {
            require(requests);
            String id = "batch-" + batches.size();
            batches.put(id, requests);
            return id;
        }

        @Override
        public BatchState poll(String batch) {
            return batches.containsKey(batch) ? BatchState.ENDED : BatchState.LOST;
        }

        @Override
        public Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
            Map<String, BatchAnswer> answers = new LinkedHashMap<>();
            for (Map.Entry<String, CompletionRequest> request :
                    batches.get(batch).entrySet()) {
                answers.put(request.getKey(), new BatchAnswer.Answered(model.complete(request.getValue())));
            }
            return answers;
        }

        @Override
        public void cancel(List<String> ids) {}

        @Override
        public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
            synchronized (this) {
                alone.merge(request.schema().orElseThrow().name(), 1L, Long::sum);
            }
            return model.complete(request);
        }

        Set<String> inBatches() {
            return batches.values().stream()
                    .flatMap(batch -> batch.values().stream())
                    .map(request -> request.schema().orElseThrow().name())
                    .collect(Collectors.toSet());
        }

        @Override
        public Capabilities capabilities() {
            return model.capabilities();
        }

        @Override
        public String name() {
            return model.name();
        }
    }

    @TempDir
    Path directory;

    private final List<StepReport> reports = new ArrayList<>();

    private static Dispatch.Builder dispatch() {
        return Dispatch.builder().prices(PRICES);
    }

    private static Dispatch inBatches() {
        return dispatch()
                .inBatches(Batching.standard()
                        .ofSize(3, 500)
                        .gatheringFor(Duration.ofMillis(100))
                        .pollingEvery(Duration.ofMillis(10)))
                .build();
    }

    private Pipeline over(io.clio.llm.LanguageModel model) {
        return Runs.over(Population.usual())
                .llm(model)
                .screen("Does the user ask for something?")
                .clusterer(Clusterers.kMeans(6))
                .modelReport(all -> {
                    reports.clear();
                    reports.addAll(all);
                });
    }

    private StepReport step(String name) {
        return reports.stream()
                .filter(report -> report.step().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void a_run_in_batches_gives_the_same_as_one_by_one() {
        Batched one = new Batched();
        String alone =
                InsightsFile.toJson(over(one).dispatch(dispatch().build()).run());
        assertThat(one.batches).isEmpty();
        Batched model = new Batched();

        String batched = InsightsFile.toJson(over(model).dispatch(inBatches()).run());

        assertThat(batched).isEqualTo(alone);
        assertThat(model.inBatches()).contains("screen", "facets").doesNotContain("rating", "groups", "assignment");
        assertThat(model.alone).containsKey("rating").doesNotContainKeys("screen", "facets");
    }

    @Test
    void each_step_says_what_it_really_cost() {
        Insights one = over(new Batched()).dispatch(dispatch().build()).run();
        StepReport full = step("facets");
        BigDecimal fullAudit = step("audit").dollars().orElseThrow();
        assertThat(full.inBatches()).isZero();

        Insights other = over(new Batched()).dispatch(inBatches()).run();
        assertThat(other.all().count()).isEqualTo(one.all().count());

        StepReport half = step("facets");
        assertThat(half.inBatches()).isEqualTo(half.answers());
        assertThat(half.tokens()).isEqualTo(full.tokens());
        assertThat(half.dollars().orElseThrow().multiply(BigDecimal.valueOf(2)))
                .isEqualByComparingTo(full.dollars().orElseThrow());
        assertThat(step("audit").dollars().orElseThrow()).isEqualByComparingTo(fullAudit);
        assertThat(step("audit").inBatches()).isZero();
    }

    @Test
    void answers_that_came_in_batches_cost_as_much_in_a_run_that_finds_them() {
        Workspace workspace = Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .retain(Duration.ofDays(1));
        Insights made =
                over(new Batched()).dispatch(inBatches()).workspace(workspace).run();
        BigDecimal first = step("facets").dollars().orElseThrow();
        Batched next = new Batched();

        Insights found =
                over(next).dispatch(dispatch().build()).workspace(workspace).run();

        assertThat(InsightsFile.toJson(found)).isEqualTo(InsightsFile.toJson(made));

        assertThat(next.batches).isEmpty();
        assertThat(next.alone).isEmpty();
        assertThat(step("facets").dollars().orElseThrow()).isEqualByComparingTo(first);
    }

    @Test
    void a_model_that_takes_no_batches_is_refused_before_anything_is_asked() {
        ScriptedModel model = ScriptedModel.answering(ModelRuns::sensible).keepingToSchema();
        assertThatThrownBy(() -> over(model).dispatch(inBatches()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("takes no batches");
        assertThatThrownBy(() ->
                        over(new Batched()).titles(model).dispatch(inBatches()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("takes no batches");
        assertThat(model.asked()).isEmpty();
    }
}
