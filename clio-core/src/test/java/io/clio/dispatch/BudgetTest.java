package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets in tokens and money, and what counts against them. */
class BudgetTest extends PlayedDispatch {
    /** What a call of these tests is thought to take at most: 100 of the prompt and 50 of the answer. */
    private static final int RESERVED = 150;

    @BeforeEach
    void know_what_a_call_may_take() {
        settings.estimate(request -> 100).prices(PriceTable.empty().with("played*", Price.of("2", "10")));
    }

    @Test
    void a_budget_that_suffices_is_not_noticed() {
        settings.budget(Budget.tokens(10 * RESERVED));
        assertThat(ask(10).answered()).isEqualTo(10);
    }

    @Test
    void an_amount_that_is_none_is_told_from_one() {
        assertThatThrownBy(() -> Budget.dollars("$25")).hasMessage("the budget must be dollars such as 12.50, got $25");
        assertThatThrownBy(() -> Price.of("0.15", "six"))
                .hasMessage("the price of output must be dollars such as 12.50, got six");
    }

    @Test
    void what_a_call_did_not_take_is_there_for_the_next() {
        // 30 tokens each: after 28 calls 140 are left, and one call may take 150.
        settings.budget(Budget.tokens(980));
        Asked asked = ask(100);
        assertThat(asked.answered()).isEqualTo(28);
        assertThat(asked.end)
                .isInstanceOf(BudgetExhausted.class)
                .hasMessageContaining("840 tokens of 980 are spent")
                .hasMessageContaining("150");
        assertThat(((BudgetExhausted) asked.end).report().calls()).isEqualTo(28);
    }

    @Test
    void what_is_under_way_is_waited_for_before_a_budget_counts_as_spent() {
        settings.budget(Budget.tokens(RESERVED + 30)).maxInFlight(8);
        assertThat(ask(2).answered()).isEqualTo(2);
        assertThat(provider.mostRunning).isEqualTo(1);
    }

    @Test
    void replies_that_were_paid_for_are_handed_out_before_the_asking_ends() {
        settings.budget(Budget.tokens(200));
        Asked asked = ask(5);
        assertThat(asked.keys()).containsExactly(0, 1);
        assertThat(asked.end).isInstanceOf(BudgetExhausted.class);
    }

    @Test
    void a_spent_budget_asks_nothing_more_and_still_gives_what_is_known() {
        settings.budget(Budget.tokens(RESERVED));
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThat(Asked.inOrder(dispatcher, questions(2)).end).isInstanceOf(BudgetExhausted.class);
        assertThat(Asked.inOrder(dispatcher, questions(1)).answered()).isEqualTo(1);
        assertThat(provider.started).isEqualTo(1);
    }

    @Test
    void money_is_counted_by_the_price_table() {
        settings.budget(Budget.dollars("1"));
        Asked asked = ask(10);
        // 20 tokens at 2 dollars a million and 10 at 10 dollars, ten times.
        assertThat(asked.report().dollars())
                .hasValueSatisfying(dollars -> assertThat(dollars).isEqualByComparingTo("0.0014"));
    }

    @Test
    void a_budget_in_dollars_is_kept() {
        // A call may cost 0.0007 dollars and costs 0.00014.
        settings.budget(Budget.dollars("0.0014"));
        Asked asked = ask(100);
        assertThat(asked.answered()).isEqualTo(6);
        assertThat(asked.end).hasMessageContaining("0.00084 of 0.0014 dollars");
    }

    @Test
    void both_budgets_are_kept() {
        settings.budget(Budget.tokens(1_000_000).andDollars("0.0014"));
        assertThat(ask(100).end).isInstanceOf(BudgetExhausted.class);
    }

    @Test
    void a_budget_in_dollars_for_a_model_without_a_price_fails_before_the_first_call() {
        settings.prices(PriceTable.empty()).budget(Budget.dollars("1"));
        assertThatThrownBy(() -> Asked.dispatcher(provider, settings.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("played-1")
                .hasMessageContaining("PriceTable.with");
    }

    @Test
    void without_a_price_the_report_has_no_sum_of_money() {
        settings.prices(PriceTable.empty());
        assertThat(ask(1).report().dollars()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Retriable.Reason.class,
            names = {"TIMEOUT", "CONNECTION", "MALFORMED_ANSWER"})
    void a_call_without_an_answer_that_may_have_been_billed_counts_as_its_whole_estimate(Retriable.Reason reason) {
        provider.then(Fate.fails(SECOND, reason));
        assertThat(ask(1).report().presumed()).isEqualTo(RESERVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Retriable.Reason.class,
            names = {"RATE_LIMIT", "OVERLOAD"})
    void a_call_that_the_provider_did_not_take_counts_nothing(Retriable.Reason reason) {
        provider.then(Fate.fails(SECOND, reason));
        assertThat(ask(1).report().presumed()).isZero();
    }

    @Test
    void a_refusal_of_the_model_counts_as_its_whole_estimate() {
        provider.then(Fate.fails(SECOND, Final.Reason.REFUSED));
        assertThat(ask(1).report().presumed()).isEqualTo(RESERVED);
    }

    @Test
    void an_answer_whose_usage_the_provider_does_not_tell_counts_as_its_whole_estimate() {
        provider.always(Fate.answer(SECOND, TokenUsage.NONE));
        settings.budget(Budget.tokens(3 * RESERVED));
        Asked asked = ask(10);
        assertThat(asked.answered()).isEqualTo(3);
        assertThat(asked.report().presumed()).isEqualTo(3 * RESERVED);
    }

    @Test
    void a_call_that_was_given_up_counts_as_its_whole_estimate() {
        provider.always(Fate.hangs()).interruptingAfter(SECOND);
        assertThat(ask(3).report().presumed()).isEqualTo(3 * RESERVED);
    }

    @Test
    void a_prompt_that_was_underestimated_raises_what_is_set_aside_for_the_next() {
        settings.estimate(request -> 10).budget(Budget.tokens(1000)).maxInFlight(1);
        provider.always(Fate.answer(SECOND, TokenUsage.of(100, 50)));
        Asked asked = ask(100);
        // Without learning, the seventh call would be started with 100 left, and exceed the budget by 50.
        assertThat(asked.answered()).isEqualTo(6);
        assertThat(asked.report().usage().input() + asked.report().usage().output())
                .isLessThanOrEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_budget_of_nothing_is_refused(long tokens) {
        assertThatThrownBy(() -> Budget.tokens(tokens)).hasMessageContaining("at least 1 token, got " + tokens);
        assertThatThrownBy(() -> Budget.dollars("" + tokens))
                .hasMessageContaining("more than 0 dollars, got " + tokens);
    }

    @Test
    void tokens_from_a_cache_and_for_it_have_prices_of_their_own() {
        Price price =
                new Price(new BigDecimal("3"), new BigDecimal("0.3"), new BigDecimal("3.75"), new BigDecimal("15"));
        // 100 uncached, 300 read, 600 written, 10 of the answer: 300 + 90 + 2,250 + 150 millionths of a dollar.
        assertThat(price.picodollars(new TokenUsage(1000, 300, 600, 10))).isEqualTo(2_790L * 1_000_000);
        assertThat(price.mostPicodollars(1000, 10)).isEqualTo(3_900L * 1_000_000);
    }

    @Test
    void sums_stop_at_the_largest_number() {
        Price price = Price.of("1000000", "1000000");
        assertThat(price.picodollars(TokenUsage.of(Long.MAX_VALUE, Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void prices_out_of_range_are_refused() {
        assertThatThrownBy(() -> Price.of("-1", "1")).hasMessageContaining("input must be in [0, 1000000]");
        assertThatThrownBy(() -> Price.of("1", "0.0000001"))
                .hasMessageContaining("output must have at most 6 decimals");
    }

    @Test
    void the_report_adds_up() {
        provider.then(Fate.fails(SECOND, Retriable.Reason.OVERLOAD), Fate.fails(SECOND, Final.Reason.BAD_REQUEST));
        DispatchReport report = Asked.inOrder(
                        provider,
                        settings.build(),
                        List.of(Asked.question(0, "a"), Asked.question(1, "b"), Asked.question(2, "a")))
                .report();
        assertThat(report.questions()).isEqualTo(3);
        assertThat(report.answered()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.joined()).isEqualTo(1);
        assertThat(report.calls()).isEqualTo(3);
        assertThat(report.usage()).isEqualTo(SimulatedProvider.USAGE);
    }
}
