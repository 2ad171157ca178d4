package io.clio.model;

import static io.clio.model.ScriptedModel.cutOff;
import static io.clio.model.ScriptedModel.lastWords;
import static io.clio.model.ScriptedModel.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.dispatch.Budget;
import io.clio.dispatch.BudgetExhausted;
import io.clio.dispatch.Dispatch;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.PromptMessage;
import io.clio.llm.PromptMessage.Speaker;
import io.clio.prompt.Prompts;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterviewTest {
    private static final Subject ANNA = Subject.ofUser("anna");
    private static final int ROOM = 50;

    @TempDir
    Path directory;

    private final Dispatch.Builder settings = Dispatch.builder().maxInFlight(4);

    /** An object with a number. */
    private static final class Numbered implements Form<Integer> {
        private static final AnswerSchema SCHEMA = new AnswerSchema("numbered", "{\"type\":\"object\"}");

        @Override
        public AnswerSchema schema() {
            return SCHEMA;
        }

        @Override
        public JsonNode typical(Filler filler) {
            return JsonNodeFactory.instance.objectNode().put("n", 1);
        }

        @Override
        public Integer read(JsonNode json) throws MisfitException {
            if (!json.path("n").isInt()) {
                throw new MisfitException("\"n\" must be a whole number");
            }
            return json.get("n").intValue();
        }
    }

    private ModelRun run(LanguageModel model) {
        return ModelRun.begin(new ModelPlan(model, model, settings.build(), Prompts.bundled()), null);
    }

    private ModelRun run(LanguageModel model, WorkspaceSession session) {
        return ModelRun.begin(new ModelPlan(model, model, settings.build(), Prompts.bundled()), session);
    }

    private static Inquiry<Integer> inquiry(String words) {
        return new Inquiry<>(
                () -> CompletionRequest.builder()
                        .system(SensitiveText.of("Give a number."))
                        .sharedSoFar()
                        .user(SensitiveText.of(words))
                        .temperature(0.2)
                        .maxTokens(ROOM),
                new Numbered(),
                List.of(ANNA));
    }

    private static List<Given<Integer>> ask(ModelRun run, String... words) {
        return run.interview(Step.FACETS)
                .ask(List.of(words).stream().map(InterviewTest::inquiry).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\": 7}",
                "Here you are:\n```json\n{\"n\": 7}\n```\nAnything else?",
                "{'n': 7,}",
                "{n: 7}",
                "{oops} but {\"n\": 7, \"why\": \"line\nbreak\"}"
            })
    void an_answer_that_can_be_repaired_is_not_asked_for_again(String answer) {
        ScriptedModel model = ScriptedModel.saying(answer);
        assertThat(ask(run(model), "one")).containsExactly(Given.of(7));
        assertThat(model.asked()).hasSize(1);
    }

    @Test
    void an_answer_of_another_form_is_given_back_with_what_is_wrong() {
        ScriptedModel model = ScriptedModel.saying("{\"n\": \"seven\"}", "{\"n\": 7}");
        assertThat(ask(run(model), "one")).containsExactly(Given.of(7));
        assertThat(model.asked()).hasSize(2);
        CompletionRequest again = model.asked().get(1);
        assertThat(again.messages())
                .extracting(PromptMessage::speaker)
                .containsExactly(Speaker.SYSTEM, Speaker.USER, Speaker.ASSISTANT, Speaker.USER);
        assertThat(again.messages().subList(0, 2))
                .isEqualTo(model.asked().get(0).messages());
        assertThat(again.messages().get(2).text()).isEqualTo(SensitiveText.of("{\"n\": \"seven\"}"));
        assertThat(lastWords(again)).contains("\"n\" must be a whole number");
        assertThat(again.temperature()).isEqualTo(0.2);
        assertThat(again.maxTokens()).isEqualTo(ROOM);
        assertThat(again.shared()).isEqualTo(1);
    }

    @Test
    void what_a_model_repeats_before_it_answers_is_not_its_answer() {
        ScriptedModel model = ScriptedModel.saying("The text holds {\"n\": 9} and {this}. So: {\"n\": 5}");
        assertThat(ask(run(model), "one")).containsExactly(Given.of(5));
    }

    @Test
    void after_three_tries_there_is_no_answer() {
        ScriptedModel model = ScriptedModel.saying("{}", "", "[1]", "{\"n\": 7}");
        ModelRun run = run(model);
        assertThat(ask(run, "one")).containsExactly(Given.failed("UNUSABLE_ANSWER"));
        assertThat(model.asked()).hasSize(3);
        assertThat(run.report()).singleElement().satisfies(report -> {
            assertThat(report.answers()).isEqualTo(3);
            assertThat(report.failures()).containsExactly(Map.entry("UNUSABLE_ANSWER", 1L));
        });
        run.check();
    }

    @Test
    void the_third_try_counts() {
        assertThat(ask(run(ScriptedModel.saying("{}", "", "{\"n\": 7}")), "one"))
                .containsExactly(Given.of(7));
    }

    @Test
    void an_answer_that_is_cut_off_gets_more_room() {
        ScriptedModel model = ScriptedModel.of(
                request -> request.maxTokens() < 4 * ROOM ? cutOff("{\"n\": 7, \"why\": \"well") : stop("{\"n\": 7}"));
        assertThat(ask(run(model), "one")).containsExactly(Given.of(7));
        assertThat(model.asked()).extracting(CompletionRequest::maxTokens).containsExactly(ROOM, 2 * ROOM, 4 * ROOM);
        assertThat(lastWords(model.asked().get(1))).contains("cut off");
    }

    @Test
    void an_answer_that_is_cut_off_is_told_so_whatever_can_be_read_of_it() {
        ScriptedModel model = ScriptedModel.of(request -> ScriptedModel.triesBefore(request) == 0
                ? cutOff("{\"numbers\": [{\"m\": 1}, {\"m\"")
                : stop("{\"n\": 7}"));
        assertThat(ask(run(model), "one")).containsExactly(Given.of(7));
        assertThat(lastWords(model.asked().get(1))).contains("cut off").doesNotContain("must be");
    }

    @Test
    void of_a_long_answer_the_start_is_given_back_and_no_character_is_halved() {
        ScriptedModel model = ScriptedModel.saying("x" + "🎉".repeat(2000), "{\"n\": 7}");
        assertThat(ask(run(model), "one")).containsExactly(Given.of(7));
        assertThat(model.asked().get(1).messages().get(2).text()).isEqualTo(SensitiveText.of("x" + "🎉".repeat(999)));
    }

    @Test
    void what_fails_for_good_says_why_and_the_others_have_their_answers() {
        ScriptedModel model = ScriptedModel.of(request -> {
            if (lastWords(request).equals("two")) {
                throw new Final(Final.Reason.REFUSED, "played");
            }
            return stop("{\"n\": 7}");
        });
        ModelRun run = run(model);
        assertThat(ask(run, "one", "two", "three")).containsExactly(Given.of(7), Given.failed("REFUSED"), Given.of(7));
        run.check();
    }

    @Test
    void answers_are_in_the_order_of_the_questions_whatever_the_order_of_the_replies() {
        ScriptedModel model = ScriptedModel.answering(request -> {
            String words = request.messages().get(1).text().reveal();
            boolean isBad = words.length() % 2 == 1 && ScriptedModel.triesBefore(request) == 0;
            return isBad ? "hm" : "{\"n\": " + words + "}";
        });
        String[] words = IntStream.range(0, 150).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(ask(run(model), words))
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(Given::of).toList());
        assertThat(model.asked()).hasSize(150 + 10 + 50);
    }

    @Test
    void a_schema_is_sent_to_a_model_that_keeps_to_one_and_to_no_other() {
        ScriptedModel plain = ScriptedModel.saying("{\"n\": 7}");
        ask(run(plain), "one");
        assertThat(plain.asked().get(0).schema()).isEmpty();
        ScriptedModel strict = ScriptedModel.saying("{}", "{\"n\": 7}").keepingToSchema();
        ask(run(strict), "one");
        assertThat(strict.asked())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.schema()).contains(Numbered.SCHEMA));
    }

    private WorkspaceSession session() {
        return Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .begin();
    }

    @Test
    void a_later_run_of_a_workspace_asks_nothing_again_that_was_answered() {
        ScriptedModel first = ScriptedModel.answering(request ->
                ScriptedModel.triesBefore(request) < 2 && !lastWords(request).equals("easy") ? "{}" : "{\"n\": 7}");
        List<Given<Integer>> given;
        ModelRun earlier;
        try (WorkspaceSession session = session()) {
            earlier = run(first, session);
            given = ask(earlier, "easy", "hard", "easy");
        }
        assertThat(first.asked()).hasSize(4).doesNotHaveDuplicates();
        ScriptedModel second = ScriptedModel.saying("{\"n\": 8}");
        try (WorkspaceSession session = session()) {
            ModelRun later = run(second, session);
            assertThat(ask(later, "easy", "hard", "easy")).isEqualTo(given);
            assertThat(second.asked()).isEmpty();
            assertThat(later.report()).isEqualTo(earlier.report());
            assertThat(ask(later, "new")).containsExactly(Given.of(8));
        }
    }

    @Test
    void a_spent_budget_ends_the_asking_and_the_run_says_so() {
        settings.budget(Budget.tokens(350)).estimate(request -> 100).maxInFlight(1);
        ScriptedModel model = ScriptedModel.saying("{\"n\": 7}");
        ModelRun run = run(model);
        run.check();
        assertThatThrownBy(() -> ask(run, "one", "two", "three", "four")).isInstanceOf(AskingEndedException.class);
        assertThat(model.asked()).hasSize(2);
        assertThatThrownBy(run::check).isInstanceOf(BudgetExhausted.class);
        assertThatThrownBy(() -> ask(run, "five")).isInstanceOf(AskingEndedException.class);
        assertThat(model.asked()).hasSize(2);
        assertThatThrownBy(run::check).isInstanceOf(BudgetExhausted.class);
    }

    @Test
    void a_key_that_is_not_accepted_ends_the_asking_and_the_run_says_so() {
        ScriptedModel model = ScriptedModel.of(request -> {
            throw new Final(Final.Reason.AUTHENTICATION, "played");
        });
        ModelRun run = run(model);
        assertThatThrownBy(() -> ask(run, "a secret")).isInstanceOf(AskingEndedException.class);
        assertThatThrownBy(run::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the language model scripted cannot be asked: AUTHENTICATION");
    }

    @Test
    void an_interrupt_ends_the_asking_and_stays_with_the_thread() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ask(run(ScriptedModel.saying("{\"n\": 7}")), "one"))
                .isInstanceOf(AskingEndedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nothing_that_is_asked_is_printed() {
        assertThat(inquiry("a secret")).hasToString("Inquiry[subjects=1]");
    }
}
