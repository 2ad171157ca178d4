package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.cluster.Embeddings;
import io.clio.conversation.BadInputException;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Budget;
import io.clio.dispatch.BudgetExhausted;
import io.clio.dispatch.StepReport;
import io.clio.facet.Facet;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.model.ScriptedModel;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.release.Withheld;
import io.clio.spi.Embedder;
import io.clio.spi.Progress;
import io.clio.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which a language model is asked, from conversations to what is released. */
class ModelPipelineTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Conversation> USUAL = Population.usual();

    /** Answers of the form that is asked for, made of words that users of {@link Population} write. */
    static String sensible(CompletionRequest request) {
        AnswerSchema schema = request.schema().orElseThrow();
        String prompt = ScriptedModel.lastWords(request);
        return switch (schema.name()) {
            case "facets" -> facets(properties(schema), prompt);
            case "title" -> "{\"title\": \"Help with many things\", \"summary\": \"Users ask for help.\"}";
            case "groups" -> "{\"groups\": [\"Help\", \"Other help\", \"More help\"]}";
            case "same" -> "{\"same\": []}";
            case "assignment" -> assignment(properties(schema));
            case "rating" -> "{\"reason\": \"It is general.\", \"rating\": 5}";
            default -> "{\"answer\": \"yes\"}";
        };
    }

    private static JsonNode properties(AnswerSchema schema) {
        try {
            return JSON.readTree(schema.json()).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String facets(JsonNode properties, String prompt) {
        String said = prompt.replaceAll("(?s).*<user>(.*?)</user>.*", "$1").replaceAll("[^\\p{L} ]", " ");
        List<String> fields = new ArrayList<>();
        properties.properties().forEach(field -> {
            String value = field.getValue().has("enum")
                    ? field.getValue().get("enum").get(0).toString()
                    : field.getKey().equals("language") ? "\"en\"" : "\"" + said.strip() + "\"";
            if (field.getKey().equals("requests")) {
                String one = facets(field.getValue().path("items").path("properties"), prompt);
                value = "[" + one + ", " + one.replace(": \"", ": \"Then ") + "]";
            }
            fields.add("\"" + field.getKey() + "\": " + value);
        });
        return "{" + String.join(", ", fields) + "}";
    }

    private static String assignment(JsonNode properties) {
        List<String> letters = new ArrayList<>();
        properties
                .fieldNames()
                .forEachRemaining(letter -> letters.add("\"" + letter + "\": " + (1 + letters.size() % 3)));
        return "{" + String.join(", ", letters) + "}";
    }

    private static ScriptedModel model() {
        return ScriptedModel.answering(ModelPipelineTest::sensible).keepingToSchema();
    }

    private static Pipeline over(ScriptedModel model) {
        return Runs.over(USUAL).llm(model).clusterer(Clusterers.kMeans(6));
    }

    private static Map<String, Long> byForm(ScriptedModel model) {
        return model.asked().stream()
                .collect(Collectors.groupingBy(
                        request -> request.schema().orElseThrow().name(), Collectors.counting()));
    }

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
    void a_budget_that_is_spent_ends_the_run_and_with_a_workspace_it_goes_on_from_there(@TempDir Path directory) {
        String whole = InsightsFile.toJson(over(model()).run());
        ScriptedModel first = model();
        assertThatThrownBy(() -> over(first)
                        .workspace(workspace(directory))
                        .budget(Budget.tokens(6_000))
                        .run())
                .isInstanceOf(BudgetExhausted.class);
        assertThat(first.asked()).isNotEmpty();

        ScriptedModel second = model();
        Insights insights = over(second).workspace(workspace(directory)).run();

        assertThat(InsightsFile.toJson(insights)).isEqualTo(whole);
        assertThat(second.asked()).isNotEmpty().doesNotContainAnyElementsOf(first.asked());
    }

    private static Workspace workspace(Path directory) {
        return Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .retain(Duration.ofDays(1));
    }

    @Test
    void answers_that_go_on_being_of_no_use_end_the_run_and_the_message_says_why() {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = ScriptedModel.answering(request -> {
                    asked.incrementAndGet();
                    return "I would rather not.";
                })
                .keepingToSchema();

        assertThatThrownBy(() -> over(model).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("facet 'request' failed on")
                .hasMessageContaining("UNUSABLE_ANSWER");
    }

    @Test
    void a_key_that_is_not_accepted_ends_the_run() {
        ScriptedModel model = ScriptedModel.of(request -> {
            throw new LanguageModelException.Final(LanguageModelException.Final.Reason.AUTHENTICATION, "no");
        });

        assertThatThrownBy(() -> over(model).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AUTHENTICATION");
    }

    @Test
    void a_provider_that_fails_on_titles_or_audits_ends_the_run_for_that_is_no_result() {
        for (String form : List.of("title", "rating")) {
            ScriptedModel model = ScriptedModel.of(request -> {
                        if (request.schema().orElseThrow().name().equals(form)) {
                            throw new LanguageModelException.Final(
                                    LanguageModelException.Final.Reason.BAD_REQUEST, "no such model");
                        }
                        return ScriptedModel.stop(sensible(request));
                    })
                    .keepingToSchema();

            assertThatThrownBy(() -> over(model).run())
                    .as(form)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gave no answer to")
                    .hasMessageContaining("BAD_REQUEST");
        }
    }

    @Test
    void an_audit_that_is_not_there_in_time_ends_the_run_and_with_a_workspace_it_goes_on_from_there(
            @TempDir Path directory) {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedModel slow = ScriptedModel.of(request -> {
                    if (request.schema().orElseThrow().name().equals("rating")) {
                        awaitInterrupt(never);
                    }
                    return ScriptedModel.stop(sensible(request));
                })
                .keepingToSchema();
        PrivacyPolicy impatient = PrivacyPolicy.standard().withAuditTimeout(Duration.ofMillis(20));

        assertThatThrownBy(() -> over(slow)
                        .privacy(impatient)
                        .workspace(workspace(directory))
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("auditTimeout");

        ScriptedModel quick = model();
        assertThat(over(quick).workspace(workspace(directory)).run().roots()).isNotEmpty();
        assertThat(byForm(quick)).doesNotContainKeys("facets", "title");
    }

    private static void awaitInterrupt(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_a_provider_says_of_its_failure_is_in_no_exception() {
        ScriptedModel model = ScriptedModel.of(request -> {
            throw new LanguageModelException.Final(
                    LanguageModelException.Final.Reason.AUTHENTICATION, "zwx " + ScriptedModel.lastWords(request));
        });

        assertThatThrownBy(() -> over(model).run()).hasNoCause().hasMessageNotContaining("zwx");
    }

    @Test
    void a_listener_that_fails_costs_no_result() {
        assertThat(over(model())
                        .modelReport(reports -> {
                            throw new IllegalStateException("full");
                        })
                        .run()
                        .roots())
                .isNotEmpty();
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
