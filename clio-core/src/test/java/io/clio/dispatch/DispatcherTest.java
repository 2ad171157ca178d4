package io.clio.dispatch;

import static io.clio.dispatch.Asked.question;
import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the dispatcher does at each fault, with a provider and a clock that are played. */
class DispatcherTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedProvider provider = new SimulatedProvider();
    private final Dispatch.Builder settings = Dispatch.builder();

    private Asked ask(int count) {
        return Asked.inOrder(provider, settings.build(), questions(count));
    }

    @Test
    void each_question_has_its_reply_in_order() {
        provider.then(Fate.answer(Duration.ofSeconds(9)), Fate.answer(SECOND));
        Asked asked = ask(5);
        assertThat(asked.keys()).containsExactly(0, 1, 2, 3, 4);
        assertThat(asked.answer(0)).isEqualTo("echo of prompt 0");
        assertThat(asked.answer(4)).isEqualTo("echo of prompt 4");
        assertThat(asked.end).isNull();
    }

    @Test
    void in_any_order_an_answer_does_not_wait_for_those_before_it() {
        provider.then(Fate.answer(Duration.ofSeconds(9)), Fate.answer(SECOND));
        assertThat(Asked.inAnyOrder(provider, settings.build(), questions(2)).keys())
                .containsExactly(1, 0);
    }

    @Test
    void no_question_is_no_call() {
        assertThat(ask(0).replies).isEmpty();
        assertThat(provider.started).isZero();
    }

    @Test
    void questions_are_taken_in_as_they_are_needed() {
        settings.maxInFlight(2);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Question<Integer>> endless = IntStream.range(0, 1000)
                .mapToObj(i -> question(taken.incrementAndGet(), "prompt " + i))
                .iterator();
        AtomicInteger replied = new AtomicInteger();
        provider.then(Fate.answer(Duration.ofMinutes(5)));
        assertThatNoException()
                .isThrownBy(() -> Asked.dispatcher(provider, settings.build())
                        .ask(
                                endless,
                                reply -> most.accumulateAndGet(taken.get() - replied.incrementAndGet(), Math::max)));
        assertThat(replied.get()).isEqualTo(1000);
        assertThat(most.get()).isLessThanOrEqualTo(2 * 64);
    }

    @Test
    void identical_questions_are_asked_once_and_each_has_its_reply() {
        Asked asked = Asked.inOrder(
                provider, settings.build(), List.of(question(0, "same"), question(1, "same"), question(2, "other")));
        assertThat(asked.keys()).containsExactly(0, 1, 2);
        assertThat(provider.asked).containsEntry("same", 1).containsEntry("other", 1);
        assertThat(asked.report().joined()).isEqualTo(1);
    }

    @Test
    void what_was_answered_before_is_not_asked_again() {
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        Asked.inOrder(dispatcher, questions(3));
        Asked again = Asked.inOrder(dispatcher, questions(3));
        assertThat(again.answered()).isEqualTo(3);
        assertThat(provider.started).isEqualTo(3);
        assertThat(again.report().known()).isEqualTo(3);
    }

    @Test
    void another_draw_is_asked_anew() {
        Question<Integer> first = question(0, "same");
        Question<Integer> second = new Question<>(1, first.request(), first.about(), 1);
        Asked asked = Asked.inOrder(provider, settings.build(), List.of(first, second));
        assertThat(asked.answered()).isEqualTo(2);
        assertThat(provider.asked).containsEntry("same", 2);
    }

    @ParameterizedTest
    @EnumSource(Retriable.Reason.class)
    void a_failure_that_may_pass_is_tried_again(Retriable.Reason reason) {
        provider.then(Fate.fails(SECOND, reason), Fate.fails(SECOND, reason));
        Asked asked = ask(1);
        assertThat(asked.answer(0)).isEqualTo("echo of prompt 0");
        assertThat(provider.started).isEqualTo(3);
        assertThat(asked.report().retries()).containsExactly(Map.entry(reason, 2L));
    }

    @Test
    void a_failure_that_does_not_pass_ends_after_all_attempts_with_its_reason() {
        provider.always(Fate.fails(SECOND, Retriable.Reason.OVERLOAD));
        settings.attempts(3);
        Asked asked = ask(1);
        assertThat(asked.failure(0).calls()).isEqualTo(3);
        assertThat(((Retriable) asked.failure(0).reason()).reason()).isEqualTo(Retriable.Reason.OVERLOAD);
        assertThat(provider.started).isEqualTo(3);
        assertThat(asked.report().failures()).containsEntry("OVERLOAD", 1L);
    }

    @Test
    void waits_between_attempts_double() {
        provider.always(Fate.fails(Duration.ZERO, Retriable.Reason.OVERLOAD));
        settings.attempts(5);
        ask(1);
        List<Long> starts = List.copyOf(provider.starts);
        List<Long> gaps = IntStream.range(1, 5)
                .mapToObj(
                        i -> Duration.ofNanos(starts.get(i) - starts.get(i - 1)).toMillis())
                .toList();
        // A jitter of 0.999 in tests.
        assertThat(gaps).containsExactly(499L, 999L, 1998L, 3996L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Final.Reason.class,
            names = {"BAD_REQUEST", "REFUSED", "CONTEXT_TOO_LONG", "UNSUPPORTED"})
    void a_failure_of_one_request_is_not_tried_again_and_does_not_stop_the_others(Final.Reason reason) {
        provider.then(Fate.fails(SECOND, reason));
        Asked asked = ask(3);
        assertThat(((Final) asked.failure(0).reason()).reason()).isEqualTo(reason);
        assertThat(asked.answered()).isEqualTo(2);
        assertThat(provider.started).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Final.Reason.class,
            names = {"AUTHENTICATION", "QUOTA"})
    void a_failure_of_every_request_ends_the_asking(Final.Reason reason) {
        provider.always(Fate.fails(SECOND, reason));
        settings.maxInFlight(4);
        Asked asked = ask(100);
        assertThat(asked.end).isInstanceOf(Final.class);
        assertThat(((Final) asked.end).reason()).isEqualTo(reason);
        assertThat(provider.started).isLessThanOrEqualTo(4);
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_failure_of_every_request_ends_the_asking_also_where_there_is_but_one() {
        provider.always(Fate.fails(SECOND, Final.Reason.AUTHENTICATION));
        Asked asked = ask(1);
        assertThat(asked.end).isInstanceOf(Final.class);
        assertThat(asked.replies).hasSize(1);
    }

    @Test
    void a_provider_that_says_when_to_come_back_is_left_alone_until_then_by_all_calls() {
        settings.maxInFlight(4);
        provider.then(Fate.fails(SECOND, Retriable.Reason.RATE_LIMIT, Duration.ofSeconds(30)));
        Asked asked = ask(20);
        assertThat(asked.answered()).isEqualTo(20);
        assertThat(provider.starts.stream().map(nanos -> Duration.ofNanos(nanos).toSeconds()))
                .filteredOn(second -> second > 0)
                .allMatch(second -> second >= 31);
        assertThat(asked.report().paused()).isGreaterThanOrEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void a_provider_that_asks_for_ages_is_asked_again_after_the_longest_wait_until_the_deadline() {
        settings.longestWait(Duration.ofMinutes(1)).deadline(Duration.ofMinutes(10));
        provider.always(Fate.fails(Duration.ZERO, Retriable.Reason.RATE_LIMIT, Duration.ofSeconds(1_000_000_000)));
        Asked asked = ask(1);
        assertThat(asked.failure(0).calls()).isBetween(5, 10);
        assertThat(provider.time()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    void to_be_told_to_come_back_later_is_no_attempt() {
        settings.attempts(2);
        Fate refused = Fate.fails(SECOND, Retriable.Reason.RATE_LIMIT);
        provider.then(refused, refused, refused, refused, refused);
        assertThat(ask(1).answered()).isEqualTo(1);
        assertThat(provider.started).isEqualTo(6);
    }

    @Test
    void a_limit_that_is_not_declared_costs_no_request() {
        // 30 calls in any 60 seconds, and no word of when there will be room.
        provider.allowing(30);
        Asked asked = ask(100);
        assertThat(asked.answered()).isEqualTo(100);
        assertThat(asked.report().retries().get(Retriable.Reason.RATE_LIMIT)).isPositive();
    }

    @Test
    void a_request_is_given_up_at_its_deadline() {
        settings.deadline(Duration.ofSeconds(10)).attempts(1000);
        provider.always(Fate.fails(SECOND, Retriable.Reason.CONNECTION));
        Asked asked = ask(1);
        assertThat(((Retriable) asked.failure(0).reason()).reason()).isEqualTo(Retriable.Reason.CONNECTION);
        assertThat(provider.time()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_request_that_waits_for_its_first_call_has_no_deadline_yet() {
        settings.requestsPerMinute(1).deadline(Duration.ofMinutes(2));
        assertThat(ask(10).answered()).isEqualTo(10);
        assertThat(provider.time()).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void a_call_that_takes_too_long_is_interrupted_and_tried_again() {
        settings.callTimeout(Duration.ofSeconds(20));
        provider.then(Fate.hangs());
        Asked asked = ask(1);
        assertThat(asked.answered()).isEqualTo(1);
        assertThat(asked.report().retries()).containsEntry(Retriable.Reason.TIMEOUT, 1L);
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_call_that_does_not_heed_its_interrupt_does_not_hold_up_the_others() {
        settings.callTimeout(Duration.ofSeconds(20)).maxInFlight(2);
        provider.then(Fate.hangs().heedless());
        Asked asked = ask(10);
        assertThat(asked.answered()).isEqualTo(10);
        assertThat(provider.mostRunning).isEqualTo(2);
    }

    @Test
    void where_no_call_heeds_its_interrupt_the_asking_ends_and_says_why() {
        settings.callTimeout(Duration.ofSeconds(20)).maxInFlight(2);
        provider.always(Fate.hangs().heedless());
        Asked asked = ask(10);
        assertThat(asked.end).isInstanceOf(IllegalStateException.class).hasMessageContaining("give up a call");
        assertThat(provider.time()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void an_answer_that_comes_too_late_is_kept_for_the_next_asking() {
        settings.callTimeout(Duration.ofSeconds(20)).attempts(1);
        provider.then(Fate.answer(Duration.ofSeconds(22)).heedless());
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThat(Asked.inOrder(dispatcher, questions(1)).failure(0).calls()).isEqualTo(1);
        Asked again = Asked.inOrder(dispatcher, questions(1));
        assertThat(again.answered()).isEqualTo(1);
        assertThat(provider.started).isEqualTo(1);
        assertThat(again.report().usage()).isEqualTo(SimulatedProvider.USAGE);
    }

    @Test
    void an_interrupt_gives_up_all_calls() {
        provider.always(Fate.hangs()).interruptingAfter(SECOND);
        Asked asked = ask(100);
        assertThat(asked.end).isInstanceOf(InterruptedException.class);
        assertThat(provider.started).isPositive();
        assertThat(provider.running()).isZero();
        assertThat(asked.replies).isEmpty();
    }

    @Test
    void a_sink_that_throws_gives_up_all_calls() {
        provider.then(Fate.answer(SECOND)).always(Fate.hangs());
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThatThrownBy(() -> dispatcher.ask(questions(10).iterator(), reply -> {
                    throw new UnsupportedOperationException("mine");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("mine");
        assertThat(provider.running()).isZero();
    }

    /** As code does that was not compiled by javac. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void a_checked_exception_that_nobody_declared_fails_that_request_and_is_not_printed() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    DispatcherTest.<RuntimeException>throwUndeclared(new java.io.IOException("text of a prompt"));
                    throw new AssertionError("thrown before");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.failure(0).reason())
                .hasMessage("the model threw java.io.IOException")
                .hasNoCause();
        assertThat(asked.answered()).isEqualTo(1);
    }

    @Test
    void a_model_that_throws_what_it_should_not_fails_that_request_without_its_message() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    throw new IllegalArgumentException("text of a prompt");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.failure(0).reason())
                .hasMessage("the model threw java.lang.IllegalArgumentException")
                .hasNoCause();
        assertThat(asked.answered()).isEqualTo(1);
    }

    @Test
    void a_model_that_throws_an_error_ends_the_asking_without_its_message() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    throw new StackOverflowError("text of a prompt");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model threw java.lang.StackOverflowError")
                .hasNoCause();
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_model_that_gives_null_fails_that_request() {
        provider.then(new Fate(SECOND, request -> null, true));
        assertThat(ask(2).failure(0).reason()).hasMessage("the model gave null");
    }

    @Test
    void impossible_token_counts_do_not_break_the_counting() {
        provider.always(Fate.answer(SECOND, TokenUsage.of(Long.MAX_VALUE, Long.MAX_VALUE)));
        Asked asked = ask(5);
        assertThat(asked.answered()).isEqualTo(5);
        assertThat(asked.report().usage().input()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void without_declared_limits_calls_begin_few_and_double() {
        settings.maxInFlight(64);
        ask(200);
        assertThat(startsAt(0)).isEqualTo(8);
        assertThat(startsAt(1)).isEqualTo(16);
        assertThat(startsAt(2)).isEqualTo(32);
        assertThat(startsAt(3)).isEqualTo(64);
        assertThat(provider.mostRunning).isEqualTo(64);
    }

    @Test
    void with_declared_limits_all_calls_may_start_at_once_and_are_paced() {
        settings.maxInFlight(64).requestsPerMinute(6000);
        provider.always(Fate.answer(Duration.ofSeconds(10)));
        ask(200);
        assertThat(provider.mostRunning).isEqualTo(64);
        assertThat(startsAt(0)).isEqualTo(64);
    }

    @Test
    void declared_tokens_are_used_up_and_not_exceeded() {
        int allowed = 30_000;
        int each = 240;
        settings.tokensPerMinute(allowed).estimate(request -> 900);
        provider.always(Fate.answer(Duration.ofSeconds(4), TokenUsage.of(200, 40)));
        Asked asked = ask(600);
        List<Long> starts = List.copyOf(provider.starts);
        long minute = Duration.ofMinutes(1).toNanos();
        // What the first calls take is not known yet; they were thought to take four times as much.
        assertThat(starts.stream().skip(10))
                .allSatisfy(first -> assertThat(starts.stream()
                                .filter(start -> start >= first && start < first + minute)
                                .count())
                        .isLessThanOrEqualTo(allowed / each));
        double minutes = (double) (starts.get(599) - starts.get(0)) / minute;
        assertThat(600 * each / minutes).isGreaterThan(0.95 * allowed);
        assertThat(asked.report().paced()).isGreaterThan(Duration.ofMinutes(3));
    }

    private long startsAt(long second) {
        return provider.starts.stream()
                .filter(nanos -> Duration.ofNanos(nanos).toSeconds() == second)
                .count();
    }

    @Test
    void a_refusal_takes_a_third_of_the_calls_away_once_per_round_trip() {
        Concurrency concurrency = new Concurrency(60, 100);
        concurrency.refused(0, 10);
        concurrency.refused(5, 11);
        concurrency.refused(10, 12);
        assertThat(concurrency.allowed()).isEqualTo(40);
        concurrency.refused(13, 14);
        assertThat(concurrency.allowed()).isEqualTo(26);
    }

    @Test
    void after_a_refusal_calls_grow_by_one_per_round_trip_and_only_where_they_are_used() {
        Concurrency concurrency = new Concurrency(15, 100);
        concurrency.refused(0, 1);
        IntStream.range(0, 100).forEach(i -> concurrency.answered(3));
        assertThat(concurrency.allowed()).isEqualTo(10);
        IntStream.range(0, 11).forEach(i -> concurrency.answered(11));
        assertThat(concurrency.allowed()).isEqualTo(11);
    }

    @Test
    void refusals_never_stop_all_calls() {
        Concurrency concurrency = new Concurrency(8, 8);
        IntStream.range(0, 100).forEach(i -> concurrency.refused(2 * i + 1, 2 * i + 2));
        assertThat(concurrency.allowed()).isEqualTo(1);
    }

    @Test
    void two_askings_share_what_is_asked_and_one_that_ends_does_not_take_the_others_answer_along() {
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        List<Reply<Integer>> inner = new ArrayList<>();
        // The second asking runs within the first one's sink, so both have calls under way.
        provider.then(Fate.answer(SECOND), Fate.answer(Duration.ofSeconds(5)));
        assertThatThrownBy(() -> dispatcher.askInAnyOrder(questions(2).iterator(), reply -> {
                    assertThatNoException()
                            .isThrownBy(() -> dispatcher.ask(
                                    List.of(question(9, "prompt 1")).iterator(), inner::add));
                    throw new UnsupportedOperationException("mine");
                }))
                .hasMessage("mine");
        assertThat(inner).hasSize(1).allMatch(reply -> reply instanceof Reply.Answered);
        assertThat(provider.started).isEqualTo(2);
    }

    @Test
    void nothing_that_prints_holds_text_or_a_key() {
        Asked asked = Asked.inOrder(provider, settings.build(), List.of(question(4711, "secret prompt")));
        assertThat(List.of(
                        asked.replies.get(0).toString(),
                        question(4711, "secret prompt").toString(),
                        new Reply.Failed<>(4711, new Final(Final.Reason.REFUSED, "refused"), 1).toString(),
                        asked.dispatcher.toString(),
                        asked.report().toString()))
                .noneMatch(text -> text.contains("secret") || text.contains("4711"));
    }

    @Test
    void progress_is_told_at_most_once_a_second_and_at_the_end() {
        List<DispatchReport> told = new ArrayList<>();
        settings.progress(told::add).maxInFlight(1);
        provider.always(Fate.answer(Duration.ofMillis(100)));
        ask(50);
        assertThat(told).hasSizeBetween(4, 7);
        assertThat(told.get(told.size() - 1).answered()).isEqualTo(50);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> Dispatch.builder().maxInFlight(0).build())
                .hasMessage("maxInFlight must be in [1, 10000], got 0");
        assertThatThrownBy(() -> Dispatch.builder().deadline(Duration.ZERO).build())
                .hasMessageContaining("deadline must be more than nothing");
        assertThatThrownBy(() -> Dispatch.builder().requestsPerMinute(0).build())
                .hasMessageContaining("requestsPerMinute");
        assertThatThrownBy(() -> new Question<>(1, question(1, "a").request(), List.of(), -1))
                .hasMessage("draw must be >= 0, got -1");
    }

    @Test
    void a_deadline_counts_over_all_attempts() {
        settings.callTimeout(HOUR).deadline(Duration.ofSeconds(30));
        provider.always(Fate.hangs());
        Asked asked = ask(1);
        assertThat(asked.failure(0).calls()).isEqualTo(1);
        assertThat(provider.time()).isEqualTo(Duration.ofSeconds(30));
    }
}
