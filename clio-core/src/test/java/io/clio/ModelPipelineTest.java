package io.clio;

import static io.clio.ModelRuns.byForm;
import static io.clio.ModelRuns.model;
import static io.clio.ModelRuns.over;
import static io.clio.ModelRuns.sensible;
import static io.clio.ModelRuns.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Budget;
import io.clio.dispatch.StepReport;
import io.clio.facet.Facet;
import io.clio.model.ScriptedModel;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.Withheld;
import io.clio.spi.Embedder;
import io.clio.spi.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which a language model is asked, from conversations to what is released. */
class ModelPipelineTest {
    private static final List<Conversation> USUAL = Population.usual();

    @Test
    void a_model_is_asked_for_facets_titles_groups_and_audits() {
        ScriptedModel model = model();
        List<StepReport> reports = new ArrayList<>();

        Insights insights = over(model)
                .facets(Facets.concern(), Facets.turns())
                .modelReport(reports::addAll)
                .run();

        assertThat(insights.roots()).isNotEmpty();
        assertThat(byForm(model)).containsKeys("facets", "title", "rating").doesNotContainKey("screen");
        assertThat(byForm(model).get("facets")).isLessThanOrEqualTo(USUAL.size());
        assertThat(insights.provenance().stages())
                .containsEntry("prompts", "1")
                .containsKeys("extractor", "summarizer", "hierarchizer", "auditor");
        assertThat(reports).extracting(StepReport::step).contains("facets", "titles", "audit");
        assertThat(reports.stream().mapToLong(StepReport::answers).sum())
                .as("identical questions are asked once and answered each time")
                .isGreaterThanOrEqualTo(model.asked().size());
        assertThat(insights.roots().get(0).facets()).containsKeys("concern", "turns");
    }

    @Test
    void what_a_run_is_told_to_do_in_another_way_no_model_is_asked_for() {
        ScriptedModel model = model();

        Insights insights = over(model)
                .summarizer(clusters -> List.of())
                .extractor((conversations, facets) -> List.of())
                .run();

        assertThat(byForm(model)).doesNotContainKeys("facets", "title");
        assertThat(insights.provenance().stages()).doesNotContainEntry("extractor", model.name());
    }

    @Test
    void the_same_input_gives_the_same_result_whatever_the_threads() {
        String one = InsightsFile.toJson(over(model()).reconfigure().threads(1).run());
        String two = InsightsFile.toJson(over(model()).reconfigure().threads(4).run());

        assertThat(one).isEqualTo(two);
    }

    @Test
    void an_audit_by_a_model_that_gives_no_rating_approves_of_nothing() {
        ScriptedModel model = ScriptedModel.answering(
                        request -> request.schema().orElseThrow().name().equals("rating") ? "5" : sensible(request))
                .keepingToSchema();

        Insights insights = over(model).run();

        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld()).containsKey(Withheld.AUDITOR_FAILED);
    }

    @Test
    void what_a_model_says_of_facets_and_titles_is_released_only_as_far_as_users_wrote_it() {
        ScriptedModel model = ScriptedModel.answering(request -> sensible(request)
                        .replace("Help with many things", "Help for Zwxqv Qpzzk")
                        .replace("Users ask for help.", "Zwxqv Qpzzk asks for help."))
                .keepingToSchema();

        Insights insights = over(model).run();

        assertThat(insights.roots()).isNotEmpty();
        assertThat(InsightsFile.toJson(insights)).doesNotContainIgnoringCase("zwxqv");
    }

    @Test
    void a_screen_by_a_question_lets_in_what_is_answered_with_yes() {
        ScriptedModel model = ScriptedModel.answering(request -> {
                    boolean screens = request.schema().orElseThrow().name().equals("screen")
                            || ScriptedModel.lastWords(request).contains("Is it long?");
                    return screens
                            ? "{\"answer\": \""
                                    + (ScriptedModel.lastWords(request).length() % 2 == 0 ? "yes" : "no") + "\"}"
                            : sensible(request);
                })
                .keepingToSchema();

        Insights insights = over(model).screen("Is it long?").run();

        assertThat(insights.input().screenedOut()).isPositive().isLessThan(USUAL.size());
        assertThat(byForm(model).get("facets")).isLessThan(USUAL.size());
    }

    @Test
    void each_request_of_a_conversation_is_clustered_and_the_conversation_counts_once() {
        AtomicInteger one = new AtomicInteger();
        AtomicInteger several = new AtomicInteger();
        Insights whole = over(model()).reconfigure().embedder(counting(one)).run();
        Insights split = over(model())
                .splitRequests()
                .reconfigure()
                .embedder(counting(several))
                .run();

        assertThat(several.get()).isGreaterThan(one.get() + USUAL.size() / 2);
        assertThat(split.conversations()).isEqualTo(whole.conversations());
        assertThat(split.input()).isEqualTo(whole.input());
        assertThat(split.users()).isEqualTo(whole.users());
        assertThat(split.provenance().stages()).containsEntry("conversations", "split into requests");
    }

    @Test
    void a_resumed_run_asks_nothing_again_even_if_its_embedder_never_gives_the_same_vector(@TempDir Path directory) {
        Random random = new Random(42);
        Embedder unsteady = new Embedder() {
            @Override
            public Embeddings embed(List<SensitiveText> texts) {
                float[] values = new float[texts.size() * 8];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                return Embeddings.wrap(values, 8);
            }

            @Override
            public String name() {
                return "unsteady";
            }
        };
        ScriptedModel second = model();
        String whole = InsightsFile.toJson(over(model())
                .reconfigure()
                .embedder(unsteady)
                .workspace(workspace(directory))
                .run());
        String resumed = InsightsFile.toJson(over(second)
                .reconfigure()
                .embedder(unsteady)
                .workspace(workspace(directory))
                .run());

        assertThat(resumed).isEqualTo(whole);
        assertThat(second.asked()).isEmpty();
    }

    private static Embedder counting(AtomicInteger texts) {
        return some -> {
            texts.addAndGet(some.size());
            return Embedders.hashing().embed(some);
        };
    }

    @Test
    void whoever_watches_is_told_of_each_answer() {
        List<Long> told = new ArrayList<>();
        List<StepReport> reports = new ArrayList<>();
        Insights insights = over(model())
                .modelReport(reports::addAll)
                .progress(new Progress() {
                    @Override
                    public void update(Stage stage, long done, long total) {}

                    @Override
                    public void answered(long answers) {
                        told.add(answers);
                    }
                })
                .run();

        assertThat(insights.roots()).isNotEmpty();
        long answers = reports.stream().mapToLong(StepReport::answers).sum();
        assertThat(told).isEqualTo(LongStream.rangeClosed(1, answers).boxed().toList());
    }

    @Test
    void a_facet_that_only_a_model_answers_needs_one() {
        assertThatThrownBy(() -> Runs.over(USUAL).facets(Facets.concern()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("facet 'concern'")
                .hasMessageContaining("llm(…)");
    }

    @Test
    void what_is_said_of_models_where_there_is_none_is_refused() {
        assertThatThrownBy(() -> Runs.over(USUAL).budget(Budget.tokens(1000)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("budget is for language models, and none is configured; call llm(…)");
        assertThatThrownBy(() -> Runs.over(USUAL).screen(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_overview_asks_no_model() {
        ScriptedModel model = model();

        assertThat(over(model).facets(Facets.concern()).overview().users()).isPositive();
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void a_prompt_of_ones_own_is_asked_and_told() {
        ScriptedModel model = model();
        String text = Prompts.bundled(PromptName.TITLE).replace("=== user", "Be terse.\n=== user");

        Insights insights = over(model)
                .prompts(Prompts.bundled().with(PromptName.TITLE, text))
                .run();

        assertThat(model.asked())
                .anyMatch(request -> request.messages().get(0).text().reveal().contains("Be terse."));
        assertThat(insights.provenance().stages().get("prompts")).startsWith("1, title ");
    }

    @Test
    void a_facet_of_ones_own_is_asked_with_all_others_in_one_call() {
        ScriptedModel model = model();

        Insights insights = over(model)
                .facet(Facet.vocabulary("mood", List.of("calm", "upset"), "How does the user seem?"))
                .facets(Facets.language())
                .run();

        assertThat(byForm(model).get("facets")).isLessThanOrEqualTo(USUAL.size());
        assertThat(insights.all().map(Insight::facets)).allMatch(facets -> facets.containsKey("mood"));
    }
}
