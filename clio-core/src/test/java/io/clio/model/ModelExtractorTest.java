package io.clio.model;

import static io.clio.model.FacetFormTest.CONCERN;
import static io.clio.model.FacetFormTest.REQUEST;
import static io.clio.model.FacetFormTest.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.dispatch.Budget;
import io.clio.dispatch.BudgetExhausted;
import io.clio.dispatch.Dispatch;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.TokenUsage;
import io.clio.prompt.Prompts;
import io.clio.spi.Extraction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelExtractorTest {
    private static final List<Facet<?>> FACETS = List.of(REQUEST, CONCERN);
    private static final Conversation BREAD =
            Conversation.of(Subject.unknown(), Message.user("How do I bake bread?"), Message.assistant("With flour."));
    private static final Conversation EMPTY = Conversation.of(Subject.unknown(), Message.user(" "));

    private final Dispatch.Builder settings = Dispatch.builder().maxInFlight(4);

    private ModelRun run(LanguageModel model) {
        return ModelRun.begin(new ModelPlan(model, model, settings.build(), Prompts.bundled()), null);
    }

    private static List<Extraction> extract(ModelExtractor extractor, List<Conversation> conversations) {
        List<Subject> owners = IntStream.range(0, conversations.size())
                .mapToObj(i -> Subject.ofUser("user " + i))
                .toList();
        return extractor.extract(conversations, owners, FACETS);
    }

    private List<Extraction> extract(LanguageModel model, Conversation... conversations) {
        return extract(ModelExtractor.of(run(model)), List.of(conversations));
    }

    private static FacetValues values(String request, int concern) {
        return FacetValues.builder()
                .put(REQUEST, SensitiveText.of(request))
                .put(CONCERN, concern)
                .build();
    }

    private static String answer(String request, int concern) {
        return "{\"request\": \"" + request + "\", \"concern\": " + concern + "}";
    }

    @Test
    void all_facets_of_a_conversation_are_answered_in_one_call() {
        ScriptedModel model = ScriptedModel.saying(answer("to bake bread", 1)).keepingToSchema();
        assertThat(extract(model, BREAD)).containsExactly(new Extraction.Answered(values("to bake bread", 1)));
        assertThat(model.asked()).hasSize(1);
        CompletionRequest request = model.asked().get(0);
        assertThat(request.temperature()).isEqualTo(0.2);
        assertThat(request.maxTokens()).isEqualTo(FacetForm.of(FACETS).maxTokens());
        assertThat(request.schema()).contains(FacetForm.of(FACETS).schema());
        assertThat(request.shared()).isEqualTo(1);
        assertThat(ScriptedModel.lastWords(request))
                .contains(FacetForm.of(FACETS).words())
                .contains("<conversation>\n<user>How do I bake bread?</user>\n<assistant>With flour.</assistant>\n"
                        + "</conversation>");
    }

    @Test
    void answers_are_in_the_order_of_the_conversations() {
        ScriptedModel model = ScriptedModel.answering(request -> {
            String words = ScriptedModel.lastWords(request);
            int from = words.indexOf("<user>") + "<user>".length();
            return answer(words.substring(from, words.indexOf("</user>")), 1);
        });
        List<Conversation> many = IntStream.range(0, 100)
                .mapToObj(i -> i % 10 == 3 ? EMPTY : Conversation.of(Subject.unknown(), Message.user("wish " + i)))
                .toList();
        assertThat(extract(ModelExtractor.of(run(model)), many))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .<Extraction>mapToObj(
                                i -> new Extraction.Answered(i % 10 == 3 ? FacetValues.none() : values("wish " + i, 1)))
                        .toList());
    }

    @Test
    void where_nothing_is_said_nobody_is_asked() {
        ScriptedModel model = ScriptedModel.saying(answer("something", 1));
        assertThat(extract(model, EMPTY, Conversation.of(Subject.unknown())))
                .containsOnly(new Extraction.Answered(FacetValues.none()));
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void no_conversations_have_no_answers() {
        assertThat(extract(ScriptedModel.saying(""))).isEmpty();
    }

    @Test
    void a_prompt_does_not_depend_on_whose_conversation_it_is_or_where_it_stands() {
        ScriptedModel model = ScriptedModel.saying(answer("to bake bread", 1));
        extract(model, BREAD);
        extract(model, EMPTY, BREAD);
        assertThat(model.asked()).hasSize(2);
        assertThat(model.asked().get(1)).isEqualTo(model.asked().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I am sorry, but I cannot help with that.",
                "[\"to bake bread\", 1]",
                "{}",
                "{\"answer\": \"yes\"}",
                "{\"request\": \"bread\"",
                "{{{{{{{{{{{{{{{{{{{{{{{{",
                "\u0000\ud800"
            })
    void nonsense_is_a_failure_with_a_code_and_the_others_have_their_answers(String nonsense) {
        ScriptedModel model = ScriptedModel.answering(request ->
                request.messages().get(1).text().reveal().contains("bread?") ? nonsense : answer("a loaf", 2));
        assertThat(extract(model, BREAD, Conversation.of(Subject.unknown(), Message.user("rolls"))))
                .containsExactly(
                        new Extraction.Failed("UNUSABLE_ANSWER"), new Extraction.Answered(values("a loaf", 2)));
        assertThat(model.asked()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"request": "to bake bread", "concern": 77}         | concern
                    {"request": "to bake bread"}                        | concern
                    {"request": {"request": "bread"}, "concern": 1}     | request
                    {"request": "What is wanted?", "concern": 1}        | request
                    """)
    void a_facet_that_has_no_answer_in_the_end_costs_the_others_nothing(String answer, String missing) {
        ScriptedModel model = ScriptedModel.saying(answer);
        FacetValues left = missing.equals("concern")
                ? FacetValues.builder()
                        .put(REQUEST, SensitiveText.of("to bake bread"))
                        .build()
                : FacetValues.builder().put(CONCERN, 1).build();

        assertThat(extract(model, BREAD))
                .containsExactly(new Extraction.Partial(List.of(left), Map.of(missing, "UNUSABLE_ANSWER")));
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void of_an_answer_that_is_cut_off_nothing_is_taken() {
        LanguageModel model = ScriptedModel.of(request -> new Completion(
                SensitiveText.of("{\"request\": \"to bake bread\"}"), Completion.Finish.LENGTH, TokenUsage.NONE));

        assertThat(extract(model, BREAD)).containsExactly(new Extraction.Failed("UNUSABLE_ANSWER"));
    }

    @Test
    void a_refusal_is_a_failure_with_its_reason() {
        LanguageModel model = ScriptedModel.of(request -> {
            throw new Final(Final.Reason.REFUSED, "played");
        });
        assertThat(extract(model, BREAD)).containsExactly(new Extraction.Failed("REFUSED"));
    }

    @Test
    void a_conversation_of_several_requests_is_split_if_that_is_wanted() {
        ScriptedModel model = ScriptedModel.saying(
                "{\"requests\": [{\"request\": \"bread\"}, {\"request\": \"taxes\"}], \"concern\": 2}");
        List<Extraction> split = extract(ModelExtractor.of(run(model)).splittingRequests(), List.of(BREAD));
        assertThat(split).containsExactly(new Extraction.Split(List.of(values("bread", 2), values("taxes", 2))));
        assertThat(ScriptedModel.lastWords(model.asked().get(0))).contains("\"requests\"");
    }

    @Test
    void a_conversation_of_one_request_is_answered_as_without_splitting() {
        ScriptedModel model = ScriptedModel.saying("{\"requests\": [{\"request\": \"bread\"}], \"concern\": 2}");
        assertThat(extract(ModelExtractor.of(run(model)).splittingRequests(), List.of(BREAD)))
                .containsExactly(new Extraction.Answered(values("bread", 2)));
    }

    @Test
    void splitting_changes_no_prompt_without_free_texts() {
        ScriptedModel model = ScriptedModel.saying("{\"side\": \"left\"}").keepingToSchema();
        List<Subject> nobody = List.of(Subject.unknown());
        ModelExtractor.of(run(model)).extract(List.of(BREAD), nobody, List.of(SIDE));
        ModelExtractor.of(run(model)).splittingRequests().extract(List.of(BREAD), nobody, List.of(SIDE));
        assertThat(model.asked()).hasSize(2);
        assertThat(model.asked().get(1)).isEqualTo(model.asked().get(0));
    }

    @Test
    void a_long_conversation_is_shown_in_the_tokens_that_are_allowed() {
        ScriptedModel model = ScriptedModel.saying(answer("to bake", 1));
        Conversation talk = Conversation.of(
                Subject.unknown(),
                Collections.nCopies(100, Message.user("word ".repeat(100))).toArray(Message[]::new));
        extract(ModelExtractor.of(run(model)).showingTokens(500), List.of(talk));
        extract(model, talk);
        assertThat(model.asked())
                .extracting(request -> ScriptedModel.lastWords(request).length())
                .satisfies(lengths -> {
                    assertThat(lengths.get(0)).isBetween(1000, 2600);
                    assertThat(lengths.get(1)).isBetween(8000, 17_000);
                });
        assertThatThrownBy(() -> ModelExtractor.of(run(model)).showingTokens(199))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("199");
    }

    @Test
    void a_spent_budget_is_no_failure_of_a_conversation() {
        settings.budget(Budget.tokens(10));
        ModelRun run = run(ScriptedModel.saying(answer("to bake", 1)));
        assertThatThrownBy(() -> extract(ModelExtractor.of(run), List.of(BREAD)))
                .isInstanceOf(AskingEndedException.class);
        assertThatThrownBy(run::check).isInstanceOf(BudgetExhausted.class);
    }
}
