package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Subject;
import io.clio.dispatch.Assumption;
import io.clio.dispatch.Assumptions;
import io.clio.dispatch.Batching;
import io.clio.dispatch.Budget;
import io.clio.dispatch.CostEstimate;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Interval;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepEstimate;
import io.clio.facet.Facet;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.model.ScriptedModel;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What a run will cost, before any model is asked. */
class EstimateTest {
    private static final PriceTable PRICES = PriceTable.empty().with("priced", Price.of("1", "5"));

    /** A model that may say what it is, and nothing else. */
    private record Untouchable(String name, boolean keepsToSchema) implements LanguageModel {
        @Override
        public Completion complete(CompletionRequest request) {
            throw new AssertionError("a model was asked");
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(keepsToSchema, false, false, 0);
        }
    }

    private static final LanguageModel MODEL = new Untouchable("priced", true);

    private static Pipeline over(List<Conversation> conversations) {
        return Runs.over(conversations)
                .llm(MODEL)
                .dispatch(Dispatch.builder().prices(PRICES).build());
    }

    private static Conversation saying(int i) {
        String words = "Please tell me about thing number " + i + ". ";
        return Conversation.of(Subject.ofUser("u" + i), Message.user(words.repeat(1 + i % 7)));
    }

    private static List<Conversation> different(int many) {
        return IntStream.range(0, many).mapToObj(EstimateTest::saying).toList();
    }

    private static StepEstimate facets(CostEstimate estimate) {
        return estimate.step("facets").orElseThrow();
    }

    @Test
    void all_steps_are_estimated_and_no_model_is_asked() {
        CostEstimate estimate = over(different(300))
                .screen("Is it about a thing?")
                .estimate(Assumptions.standard().with(Assumption.LET_IN, Interval.exactly(1)));

        assertThat(estimate.steps())
                .extracting(StepEstimate::step)
                .containsExactly("screen", "facets", "titles", "hierarchy", "audit");
        assertThat(estimate.conversations()).isEqualTo(300);
        assertThat(estimate.steps()).allSatisfy(step -> {
            assertThat(step.model()).isEqualTo("priced");
            assertThat(step.questions().expected()).isPositive();
            assertThat(step.inputTokens().expected()).isPositive();
            assertThat(step.outputTokens().expected()).isPositive();
            Interval dollars = step.dollars().orElseThrow();
            assertThat(dollars.expected())
                    .isCloseTo(
                            step.inputTokens().expected() / 1e6
                                    + step.outputTokens().expected() / 2e5,
                            Percentage.withPercentage(0.001));
        });
        double sum = estimate.steps().stream()
                .mapToDouble(step -> step.dollars().orElseThrow().expected())
                .sum();
        assertThat(estimate.dollars().orElseThrow().expected()).isCloseTo(sum, Percentage.withPercentage(0.001));
        assertThat(estimate.toString()).contains("facets", "priced", "dollars");
    }

    /** The prompts that a run makes are those that were counted, to the token. */
    @Test
    void facets_of_a_whole_that_was_looked_at_are_counted_as_a_run_asks_them() {
        List<CompletionRequest> asked = new ArrayList<>();
        ConcurrentLinkedQueue<CompletionRequest> all = new ConcurrentLinkedQueue<>();
        ScriptedModel model = ScriptedModel.answering(request -> {
                    all.add(request);
                    return "{}";
                })
                .keepingToSchema();
        Dispatch counting = Dispatch.builder()
                .estimate(request -> request.messages().stream()
                        .mapToLong(message -> message.text().length())
                        .sum())
                .build();
        List<Conversation> conversations = different(50);
        Pipeline pipeline = Runs.over(conversations)
                .facets(Facets.task(), Facets.concern())
                .facet(Facet.text("mood", "How does the user feel?"))
                .prompts(Prompts.bundled()
                        .with(
                                PromptName.FACETS,
                                Prompts.bundled(PromptName.FACETS)
                                        + "\nThis line is not in the prompts that come with Clio."))
                .dispatch(counting)
                .splitRequests()
                .llm(model);
        CostEstimate estimate =
                pipeline.estimate(Assumptions.standard().with(Assumption.ASKED_AGAIN, Interval.exactly(1e-9)));
        assertThat(all).isEmpty();
        assertThatThrownBy(pipeline::run).isInstanceOf(RuntimeException.class);
        all.stream()
                .filter(request -> ScriptedModel.triesBefore(request) == 0)
                .filter(request ->
                        request.schema().map(AnswerSchema::name).orElse("").equals("facets"))
                .forEach(asked::add);

        long truth = asked.stream()
                .flatMap(request -> request.messages().stream())
                .mapToLong(message -> message.text().length())
                .sum();
        assertThat(facets(estimate).questions().expected()).isCloseTo((double) asked.size(), Offset.offset(0.01));
        assertThat(facets(estimate).inputTokens().expected()).isCloseTo((double) truth, Offset.offset(0.5));
    }

    @Test
    void conversations_with_the_same_words_are_paid_once() {
        List<Conversation> twice = new ArrayList<>(different(40));
        twice.addAll(different(40));

        CostEstimate estimate = over(twice).estimate();

        assertThat(estimate.conversations()).isEqualTo(80);
        assertThat(estimate.prompts()).isEqualTo(40);
        assertThat(facets(estimate).questions())
                .isEqualTo(facets(over(different(40)).estimate()).questions());
    }

    @Test
    void conversations_in_which_nothing_is_said_cost_nothing() {
        List<Conversation> some = new ArrayList<>(different(30));
        IntStream.range(0, 30)
                .forEach(i -> some.add(Conversation.of(Subject.ofUser("e"), Message.user(" ".repeat(1 + i)))));

        assertThat(facets(over(some).estimate()).questions().expected())
                .isCloseTo(facets(over(different(30)).estimate()).questions().expected(), Offset.offset(1e-6));
    }

    @Test
    void a_screen_in_code_is_counted_exactly_and_a_question_is_assumed() {
        CostEstimate half = over(different(200))
                .screen(conversation -> conversation.messages().get(0).content().length() % 2 == 0)
                .estimate(Assumptions.standard().sampling(20));
        CostEstimate few = over(different(200))
                .screen("Is it about a thing?")
                .estimate(Assumptions.standard().with(Assumption.LET_IN, Interval.exactly(0.1)));

        long even = different(200).stream()
                .filter(conversation -> conversation.messages().get(0).content().length() % 2 == 0)
                .count();
        assertThat(half.conversations()).isEqualTo(even).isBetween(1L, 199L);
        assertThat(facets(few).questions().expected()).isBetween(20.0, 21.0);
    }

    @Test
    void the_same_pipeline_has_the_same_estimate_and_another_order_too() {
        List<Conversation> backwards = new ArrayList<>(different(500));
        Collections.reverse(backwards);
        Assumptions few = Assumptions.standard().sampling(50);

        CostEstimate estimate = over(different(500)).estimate(few);

        assertThat(over(backwards).estimate(few)).hasToString(estimate.toString());
        assertThat(over(different(500)).seed(7).estimate(few).toString()).isNotEqualTo(estimate.toString());
        assertThat(estimate.sampled()).isEqualTo(50);
    }

    @Test
    void a_sample_that_is_the_whole_leaves_no_doubt_but_that_of_what_is_assumed() {
        Assumptions sure = Assumptions.standard();
        for (Assumption what : Assumption.values()) {
            sure = sure.with(what, Interval.exactly(what.usual().expected()));
        }

        StepEstimate whole = facets(over(different(100)).estimate(sure));
        StepEstimate part = facets(over(different(100)).estimate(sure.sampling(30)));

        assertThat(whole.inputTokens().high() - whole.inputTokens().low()).isLessThan(1);
        assertThat(part.inputTokens().high() - part.inputTokens().low()).isGreaterThan(10);
        assertThat(part.inputTokens().contains(whole.inputTokens().expected())).isTrue();
    }

    @Test
    void a_model_without_a_price_has_tokens_and_no_dollars() {
        CostEstimate estimate = Runs.over(different(20))
                .llm(MODEL)
                .titles(new Untouchable("unpriced", true))
                .dispatch(Dispatch.builder().prices(PRICES).build())
                .budget(Budget.dollars("1"))
                .estimate();

        assertThat(facets(estimate).dollars()).isPresent();
        assertThat(estimate.step("titles").orElseThrow().dollars()).isEmpty();
        assertThat(estimate.dollars()).isEmpty();
        assertThat(estimate.toString()).contains("price not known");
    }

    @Test
    void steps_that_go_into_batches_are_counted_at_the_price_of_batches() {
        PriceTable prices = PriceTable.empty().with("priced", Price.of("1", "5").inBatches("0.5"));
        Dispatch.Builder dispatch = Dispatch.builder().prices(prices);
        CostEstimate singly =
                Runs.over(different(300)).llm(MODEL).dispatch(dispatch.build()).estimate();
        CostEstimate together = Runs.over(different(300))
                .llm(MODEL)
                .dispatch(dispatch.inBatches(Batching.standard().ofSize(100, 1_000))
                        .build())
                .estimate();

        assertThat(dollars(together, "facets"))
                .isCloseTo(dollars(singly, "facets") / 2, Percentage.withPercentage(1e-6));
        assertThat(dollars(together, "titles")).as("too few for a batch").isEqualTo(dollars(singly, "titles"));
        assertThat(dollars(together, "hierarchy")).as("cannot wait").isEqualTo(dollars(singly, "hierarchy"));
    }

    private static double dollars(CostEstimate estimate, String step) {
        return estimate.step(step).orElseThrow().dollars().orElseThrow().expected();
    }

    @Test
    void a_model_that_is_told_no_schema_is_not_charged_for_it() {
        Dispatch dispatch = Dispatch.builder().prices(PRICES).build();
        StepEstimate without = facets(Runs.over(different(20))
                .dispatch(dispatch)
                .llm(new Untouchable("priced", false))
                .estimate());

        assertThat(without.inputTokens().expected())
                .isLessThan(facets(over(different(20)).estimate()).inputTokens().expected());
    }

    @Test
    void nothing_costs_nothing() {
        CostEstimate estimate = over(List.of()).estimate();

        assertThat(estimate.dollars()).contains(Interval.exactly(0));
    }

    @Test
    void steps_that_no_model_is_asked_for_are_missing() {
        CostEstimate estimate = over(different(30))
                .extractor((conversations, facets) -> {
                    throw new AssertionError("an extractor was asked");
                })
                .summarizer(clusters -> {
                    throw new AssertionError("a summarizer was asked");
                })
                .estimate();

        assertThat(estimate.steps()).extracting(StepEstimate::step).containsExactly("hierarchy", "audit");
    }

    @Test
    void a_recognizer_that_fails_on_one_of_a_small_sample_is_told_and_ends_no_estimate() {
        List<String> seen = new ArrayList<>();
        Assumptions few = Assumptions.standard().sampling(20);
        CostEstimate whole = over(different(400))
                .recognizer(text -> {
                    seen.add(text);
                    return List.of();
                })
                .estimate(few);
        CostEstimate estimate = over(different(400))
                .recognizer(text -> {
                    if (text.equals(seen.get(0))) {
                        throw new IllegalStateException("broken");
                    }
                    return List.of();
                })
                .estimate(few);

        assertThat(whole.failed()).isZero();
        assertThat(whole.toString()).doesNotContain("failed");
        assertThat(estimate.sampled()).isEqualTo(20);
        assertThat(estimate.failed()).isEqualTo(1);
        assertThat(estimate.toString()).contains("20 looked at, of which a recognizer failed on 1");
        assertThat(facets(whole).questions().expected())
                .isCloseTo(facets(estimate).questions().expected() * 20 / 19, Percentage.withPercentage(0.001));
    }

    @Test
    void a_recognizer_that_fails_on_too_many_of_all_ends_an_estimate_that_redacts_all() {
        assertThatThrownBy(() -> over(different(20))
                        .screen(conversation -> true)
                        .recognizer(text -> {
                            throw new IllegalStateException("broken");
                        })
                        .estimate())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("failed on 20 of 20 conversations");
    }

    @Test
    void an_estimate_needs_a_model_and_good_input_and_can_be_cancelled() {
        assertThatThrownBy(() -> Runs.over(different(3)).estimate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("llm(");
        assertThatThrownBy(
                        () -> Runs.over(Runs.withBadRecords(10, 10)).llm(MODEL).estimate())
                .isInstanceOf(BadInputException.class);
        Progress cancelling = (stage, done, all) -> Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> over(different(300)).progress(cancelling).estimate())
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
