package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.Completion;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What batches cost, and what a budget lets into them. */
class BatchBudgetTest {
    private static final PriceTable HALF =
            PriceTable.empty().with("*", Price.of("1", "10").inBatches("0.5"));

    private final PlayedBatches provider = new PlayedBatches();
    // 100 tokens in and 50 out are set aside for a question: 150 tokens, and 300 millionths of a dollar in a batch.
    private final Dispatch.Builder settings = Dispatch.builder()
            .inBatches(Batching.standard().ofSize(10, 50))
            .prices(HALF)
            .estimate(request -> 100);

    private Asked ask(int count) {
        return Asked.inOrder(Asked.dispatcher(provider, settings.build()), questions(count));
    }

    @Test
    void answers_in_batches_cost_what_the_price_says_of_batches_and_others_all_of_it() {
        Asked asked = ask(50);
        // 20 in and 10 out each: 120 millionths of a dollar, half of that in a batch.
        assertThat(asked.report().dollars().orElseThrow()).isEqualByComparingTo("0.003");
        assertThat(asked.report().usage()).isEqualTo(TokenUsage.of(1000, 500));
        assertThat(Asked.inOrder(
                                asked.dispatcher.oneByOne(), Asked.questions(60).subList(50, 60))
                        .report()
                        .dollars()
                        .orElseThrow())
                .isEqualByComparingTo("0.0042");
    }

    @Test
    void a_price_that_says_nothing_of_batches_is_the_same_in_them() {
        settings.prices(PriceTable.empty().with("*", Price.of("1", "10")));
        assertThat(ask(50).report().dollars().orElseThrow()).isEqualByComparingTo("0.006");
    }

    @Test
    void no_more_is_handed_over_than_the_budget_has_room_for_and_the_rest_when_it_has_been_settled() {
        settings.budget(Budget.tokens(150 * 30));
        Asked asked = ask(50);
        assertThat(asked.answered()).isEqualTo(50);
        assertThat(provider.sizes).containsExactly(30, 20);
    }

    @Test
    void a_budget_in_money_is_set_aside_at_the_price_of_batches() {
        settings.budget(Budget.dollars("0.009"));
        assertThat(ask(50).answered()).isEqualTo(50);
        assertThat(provider.sizes).containsExactly(30, 20);
    }

    @Test
    void a_budget_that_is_spent_ends_the_asking_when_no_batch_is_under_way_any_more() {
        settings.budget(Budget.tokens(150 * 12));
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, settings.build()), questions(300));
        assertThat(asked.end).isInstanceOf(BudgetExhausted.class);
        DispatchReport report = ((BudgetExhausted) asked.end).report();
        assertThat(report.usage().input() + report.usage().output()).isBetween(150L * 11, 150L * 12);
        assertThat(report.batches().waiting()).isZero();
    }

    @Test
    void what_expired_costs_nothing_and_what_is_missing_its_whole_estimate() {
        settings.attempts(1);
        provider.fate = prompt -> prompt.endsWith("1") ? null : PlayedBatches.failed(Retriable.Reason.TIMEOUT);
        Asked asked = ask(50);
        assertThat(asked.report().presumed()).isEqualTo(5 * 150);
    }

    @Test
    void an_answer_of_which_the_provider_does_not_say_what_it_took_costs_its_whole_estimate() {
        provider.fate = prompt -> new BatchAnswer.Answered(new Completion(
                ((BatchAnswer.Answered) PlayedBatches.echo(prompt)).completion().text(),
                Completion.Finish.STOP,
                TokenUsage.NONE));
        Asked asked = ask(50);
        assertThat(asked.report().presumed()).isEqualTo(50 * 150);
        assertThat(asked.report().dollars().orElseThrow()).isEqualByComparingTo("0.015");
    }

    @Test
    void a_part_of_a_picodollar_is_a_whole_one() {
        Price price = Price.of("0.000001", "0.000001").inBatches("0.5");
        assertThat(price.dollarsInBatch(TokenUsage.of(1, 0))).isEqualByComparingTo("0.000000000001");
        assertThat(price.dollarsInBatch(TokenUsage.of(3, 0))).isEqualByComparingTo("0.000000000002");
        assertThat(price.dollars(TokenUsage.of(3, 0))).isEqualByComparingTo("0.000000000003");
    }

    @Test
    void the_part_of_a_price_that_batches_cost_is_data() throws IOException {
        PriceTable table = read("{\"models\": {\"m\": {\"input\": 1, \"output\": 4, \"batch\": 0.5}, \"n\":"
                + " {\"input\": 1, \"output\": 4}}}");
        assertThat(table.of("m")).contains(Price.of("1", "4").inBatches("0.5"));
        assertThat(table.of("n").orElseThrow().batch()).isEqualTo(BigDecimal.ONE);
        assertThatThrownBy(() -> read("{\"models\": {\"m\": {\"input\": 1, \"output\": 4, \"batch\": 1.5}}}"))
                .hasMessage("price of m: batch must be a part of the price in [0, 1], got 1.5");
        assertThat(PriceTable.bundled().of("gpt-4o-mini").orElseThrow().batch()).isEqualByComparingTo("0.5");
    }

    private static PriceTable read(String json) throws IOException {
        return PriceTable.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
