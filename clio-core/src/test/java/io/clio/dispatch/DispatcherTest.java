package io.clio.dispatch;

import static io.clio.dispatch.Asked.question;
import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the dispatcher does with questions and replies, with a provider and a clock that are played. */
class DispatcherTest extends PlayedDispatch {
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

    @Test
    void impossible_token_counts_do_not_break_the_counting() {
        provider.always(Fate.answer(SECOND, TokenUsage.of(Long.MAX_VALUE, Long.MAX_VALUE)));
        Asked asked = ask(5);
        assertThat(asked.answered()).isEqualTo(5);
        assertThat(asked.report().usage().input()).isEqualTo(Long.MAX_VALUE);
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
}
