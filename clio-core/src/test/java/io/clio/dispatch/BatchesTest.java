package io.clio.dispatch;

import static io.clio.dispatch.Asked.question;
import static io.clio.dispatch.Asked.questions;
import static io.clio.dispatch.PlayedBatches.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.Completion;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the dispatcher does with batches, with a provider and a clock that are played. */
class BatchesTest {
    private static final Batching BATCHING = Batching.standard().ofSize(10, 50);

    private final PlayedBatches provider = new PlayedBatches();
    private final Dispatch.Builder settings = Dispatch.builder().inBatches(BATCHING);

    private Asked ask(int count) {
        return Asked.inOrder(Asked.dispatcher(provider, settings.build()), questions(count));
    }

    private static void requireAnswers(Asked asked, int count) {
        assertThat(asked.end).isNull();
        assertThat(asked.keys()).isEqualTo(IntStream.range(0, count).boxed().toList());
        for (int i = 0; i < count; i++) {
            assertThat(asked.answer(i)).isEqualTo("echo of prompt " + i);
        }
    }

    @Test
    void questions_are_gathered_into_batches_and_each_has_its_reply_in_order() {
        Asked asked = ask(50);
        requireAnswers(asked, 50);
        assertThat(provider.sizes).containsExactly(50);
        assertThat(provider.alone).isEmpty();
        assertThat(asked.replies).allMatch(reply -> ((Reply.Answered<Integer>) reply).inBatch());
        BatchReport report = asked.report().batches();
        assertThat(report.submitted()).isEqualTo(1);
        assertThat(report.ended()).isEqualTo(1);
        assertThat(report.asked()).isEqualTo(50);
        assertThat(report.answered()).isEqualTo(50);
        assertThat(report.waiting()).isZero();
        assertThat(asked.report().calls()).isZero();
    }

    @Test
    void a_batch_has_no_more_questions_than_is_said_or_the_model_takes() {
        requireAnswers(ask(120), 120);
        assertThat(provider.sizes).allMatch(size -> size <= 50);
        PlayedBatches small = new PlayedBatches();
        small.mostRequests = 20;
        requireAnswers(Asked.inOrder(Asked.dispatcher(small, settings.build()), questions(60)), 60);
        assertThat(small.sizes).containsExactly(20, 20, 20);
    }

    @Test
    void a_few_questions_are_asked_one_by_one() {
        Asked asked = ask(9);
        requireAnswers(asked, 9);
        assertThat(provider.sizes).isEmpty();
        assertThat(provider.alone).hasSize(9);
        assertThat(provider.time()).isLessThan(Duration.ofMinutes(1));
        assertThat(asked.replies).noneMatch(reply -> ((Reply.Answered<Integer>) reply).inBatch());
    }

    @Test
    void a_dispatcher_that_asks_one_by_one_puts_nothing_into_batches() {
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, settings.build()).oneByOne(), questions(50));
        requireAnswers(asked, 50);
        assertThat(provider.sizes).isEmpty();
    }

    @Test
    void the_same_question_is_in_a_batch_once() {
        List<Question<Integer>> twice = new ArrayList<>(questions(20));
        IntStream.range(0, 20).forEach(i -> twice.add(question(20 + i, "prompt " + i)));
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, settings.build()), twice);
        assertThat(asked.answered()).isEqualTo(40);
        assertThat(provider.sizes).containsExactly(20);
    }

    @Test
    void how_far_a_batch_is_is_asked_at_the_interval_that_is_set() {
        provider.takes = Duration.ofHours(2);
        settings.inBatches(BATCHING.pollingEvery(Duration.ofMinutes(10)));
        requireAnswers(ask(50), 50);
        assertThat(provider.looks).isBetween(12, 13);
    }

    @Test
    void progress_is_told_whenever_somebody_has_looked() {
        List<DispatchReport> told = new ArrayList<>();
        settings.progress(told::add);
        ask(50);
        assertThat(told).hasSizeGreaterThan(50);
        assertThat(told.get(30).batches().waiting()).isEqualTo(50);
        assertThat(told.get(told.size() - 1).answered()).isEqualTo(50);
    }

    @Test
    void a_model_that_takes_no_batches_is_refused_at_once() {
        assertThatThrownBy(() -> Dispatcher.of(new SimulatedProvider(), settings.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("played-1 takes no batches");
        assertThatThrownBy(() -> Asked.dispatcher(provider, settings.build()).alongside(new SimulatedProvider()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("takes no batches");
    }

    @Test
    void what_failed_expired_or_is_missing_is_asked_again_and_nothing_else() {
        provider.rounds.add(prompt -> switch (prompt) {
            case "prompt 1" -> PlayedBatches.failed(Retriable.Reason.OVERLOAD);
            case "prompt 2" -> PlayedBatches.failed(Retriable.Reason.TIMEOUT);
            case "prompt 3" -> null;
            default -> PlayedBatches.echo(prompt);
        });
        Asked asked = ask(50);
        requireAnswers(asked, 50);
        assertThat(provider.sizes).containsExactly(50);
        assertThat(provider.alone).containsExactlyInAnyOrder("prompt 1", "prompt 2", "prompt 3");
        assertThat(asked.report().batches().missing()).isEqualTo(1);
        assertThat(asked.report().retries())
                .containsOnly(
                        Map.entry(Retriable.Reason.OVERLOAD, 1L),
                        Map.entry(Retriable.Reason.TIMEOUT, 1L),
                        Map.entry(Retriable.Reason.MALFORMED_ANSWER, 1L));
    }

    @Test
    void many_that_expired_are_put_into_a_batch_again() {
        provider.rounds.add(prompt -> PlayedBatches.failed(Retriable.Reason.TIMEOUT));
        requireAnswers(ask(50), 50);
        assertThat(provider.sizes).containsExactly(50, 50);
    }

    @Test
    void what_never_comes_ends_after_all_attempts_with_its_reason() {
        provider.fate = prompt -> PlayedBatches.failed(Retriable.Reason.RATE_LIMIT);
        settings.attempts(3);
        Asked asked = ask(20);
        assertThat(asked.failure(0).calls()).isEqualTo(3);
        assertThat(((Retriable) asked.failure(0).reason()).reason()).isEqualTo(Retriable.Reason.RATE_LIMIT);
        assertThat(provider.sizes).containsExactly(20, 20, 20);
    }

    @Test
    void what_is_refused_for_good_fails_alone() {
        provider.fate = prompt ->
                prompt.equals("prompt 7") ? PlayedBatches.failed(Final.Reason.REFUSED) : PlayedBatches.echo(prompt);
        Asked asked = ask(20);
        assertThat(((Final) asked.failure(7).reason()).reason()).isEqualTo(Final.Reason.REFUSED);
        assertThat(asked.answered()).isEqualTo(19);
    }

    @Test
    void answers_to_what_nobody_asked_are_counted_and_passed_over() {
        provider.strays = true;
        Asked asked = ask(20);
        requireAnswers(asked, 20);
        assertThat(asked.report().batches().strays()).isEqualTo(2);
    }

    @Test
    void a_map_with_nothing_in_it_is_no_answer() {
        provider.rounds.add(prompt -> prompt.equals("prompt 0")
                ? new BatchAnswer.Answered(null)
                : prompt.equals("prompt 1") ? new BatchAnswer.Failed(null) : PlayedBatches.echo(prompt));
        Asked asked = ask(20);
        requireAnswers(asked, 20);
        assertThat(asked.report().batches().missing()).isEqualTo(2);
    }

    @Test
    void a_batch_that_is_lost_is_asked_again_in_halves_and_in_the_end_one_by_one() {
        provider.losing = 100;
        settings.inBatches(BATCHING.ofSize(10, 40));
        requireAnswers(ask(40), 40);
        assertThat(provider.sizes).startsWith(40, 20, 20);
        assertThat(provider.alone).hasSize(40);
    }

    @Test
    void a_batch_that_is_not_understood_is_halved_until_what_is_wrong_with_it_is_alone() {
        settings.inBatches(BATCHING.ofSize(10, 40));
        IntStream.range(0, 3).forEach(i -> provider.submits.add(fails(Final.Reason.BAD_REQUEST)));
        requireAnswers(ask(40), 40);
        assertThat(provider.alone).hasSize(10);
        assertThat(provider.sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
    }

    @Test
    void a_provider_that_takes_no_batch_now_is_offered_it_again_and_that_is_no_attempt() {
        settings.attempts(1);
        IntStream.range(0, 30).forEach(i -> provider.submits.add(fails(Retriable.Reason.RATE_LIMIT)));
        requireAnswers(ask(50), 50);
        assertThat(provider.sizes).containsExactly(50);
    }

    @Test
    void a_provider_that_never_takes_a_batch_is_offered_it_for_as_long_as_is_said() {
        settings.inBatches(BATCHING.waitingFor(Duration.ofHours(1)));
        IntStream.range(0, 10_000).forEach(i -> provider.submits.add(fails(Retriable.Reason.RATE_LIMIT)));
        Asked asked = ask(20);
        assertThat(asked.replies).hasSize(20).allMatch(reply -> reply instanceof Reply.Failed);
        assertThat(provider.time()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @ParameterizedTest
    @EnumSource(
            value = Retriable.Reason.class,
            names = {"TIMEOUT", "CONNECTION", "MALFORMED_ANSWER"})
    void where_it_is_not_known_whether_a_batch_was_taken_it_is_handed_over_again_and_counted(Retriable.Reason reason) {
        provider.submits.add(fails(reason));
        Asked asked = ask(20);
        requireAnswers(asked, 20);
        assertThat(asked.report().batches().doubtful()).isEqualTo(20);
        assertThat(asked.report().presumed()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = Final.Reason.class,
            names = {"AUTHENTICATION", "QUOTA"})
    void a_failure_of_every_request_ends_the_asking_wherever_it_comes(Final.Reason reason) {
        provider.submits.add(fails(reason));
        assertThat(ask(20).end).isInstanceOf(Final.class);
        provider.polls.add(fails(reason));
        assertThat(ask(20).end).isInstanceOf(Final.class);
        provider.collects.add(fails(reason));
        assertThat(ask(20).end).isInstanceOf(Final.class);
        provider.rounds.add(prompt -> PlayedBatches.failed(reason));
        assertThat(ask(20).end).isInstanceOf(Final.class);
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_provider_that_does_not_say_how_far_it_is_is_asked_later() {
        for (Retriable.Reason reason : Retriable.Reason.values()) {
            IntStream.range(0, 4).forEach(i -> provider.polls.add(fails(reason)));
        }
        requireAnswers(ask(50), 50);
        assertThat(provider.sizes).containsExactly(50);
    }

    @Test
    void answers_that_cannot_be_fetched_are_fetched_again() {
        IntStream.range(0, 5).forEach(i -> provider.collects.add(fails(Retriable.Reason.MALFORMED_ANSWER)));
        requireAnswers(ask(50), 50);
        assertThat(provider.sizes).containsExactly(50);
        assertThat(provider.billed().values()).containsOnly(1);
    }

    @Test
    void answers_that_can_never_be_fetched_are_asked_again_and_counted_as_paid() {
        IntStream.range(0, 8).forEach(i -> provider.collects.add(fails(Retriable.Reason.MALFORMED_ANSWER)));
        Asked asked = ask(50);
        requireAnswers(asked, 50);
        assertThat(asked.report().batches().lost()).isEqualTo(1);
        assertThat(asked.report().presumed()).isPositive();
    }

    @Test
    void a_batch_that_takes_too_long_is_taken_back_and_the_rest_asked_again() {
        provider.takes = Duration.ofDays(300);
        settings.inBatches(BATCHING.waitingFor(Duration.ofHours(2))).attempts(2);
        Asked asked = ask(20);
        assertThat(provider.batches.values()).allMatch(batch -> batch.cancelled);
        assertThat(provider.sizes).containsExactly(20, 20);
        assertThat(asked.replies).hasSize(20).allMatch(reply -> reply instanceof Reply.Failed);
        assertThat(provider.time()).isBetween(Duration.ofHours(4), Duration.ofHours(5));
    }

    @Test
    void an_adapter_that_hangs_is_given_up() {
        provider.hangs = true;
        settings.attempts(1);
        Asked asked = ask(20);
        assertThat(asked.replies).hasSize(20).allMatch(reply -> reply instanceof Reply.Failed);
        assertThat(provider.running()).isZero();
    }

    @Test
    void an_interrupt_ends_the_asking_within_a_second_and_takes_the_batch_back_that_nobody_could_find() {
        provider.interruptingAfter(Duration.ofMinutes(30));
        Asked asked = ask(50);
        assertThat(asked.end).isInstanceOf(InterruptedException.class);
        assertThat(provider.time())
                .isLessThanOrEqualTo(Duration.ofMinutes(30).plusSeconds(1).plusMillis(10));
        assertThat(provider.batches.get("batch-0").cancelled).isTrue();
        assertThat(provider.running()).isZero();
        assertThat(asked.report().presumed()).isPositive();
    }

    @Test
    void an_adapter_that_throws_what_it_should_not_costs_no_question_its_answer() {
        provider.submits.add(() -> {
            throw new IllegalArgumentException("text of a prompt");
        });
        provider.polls.add(() -> {
            throw new IllegalArgumentException("text of a prompt");
        });
        provider.collects.add(() -> {
            throw new IllegalArgumentException("text of a prompt");
        });
        requireAnswers(ask(50), 50);
    }

    @Test
    void an_adapter_that_throws_an_error_ends_the_asking_without_its_message() {
        provider.submits.add(() -> {
            throw new StackOverflowError("text of a prompt");
        });
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        Asked asked = Asked.inOrder(dispatcher, questions(50));
        assertThat(asked.end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model threw java.lang.StackOverflowError");
        requireAnswers(Asked.inOrder(dispatcher, questions(50)), 50);
    }

    @Test
    void two_askings_fill_one_batch() {
        // The second asking runs within the first one's source, so that both have questions at the same time.
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        List<Reply<Integer>> inner = new ArrayList<>();
        var outer = questions(25).iterator();
        Asked asked = Asked.inOrder(dispatcher, () -> new java.util.Iterator<>() {
            private int taken;

            @Override
            public boolean hasNext() {
                return outer.hasNext();
            }

            @Override
            public Question<Integer> next() {
                if (++taken == 25) {
                    Asked other = Asked.inOrder(
                            dispatcher,
                            IntStream.range(100, 125)
                                    .mapToObj(i -> question(i, "prompt " + i))
                                    .toList());
                    inner.addAll(other.replies);
                }
                return outer.next();
            }
        });
        assertThat(asked.answered()).isEqualTo(25);
        assertThat(inner).hasSize(25);
        assertThat(provider.sizes.get(0)).isEqualTo(49);
    }

    @Test
    void sizes_and_times_out_of_range_are_refused() {
        assertThatThrownBy(() -> BATCHING.ofSize(0, 5)).hasMessageContaining("1 <= least <= most");
        assertThatThrownBy(() -> BATCHING.ofSize(6, 5)).hasMessageContaining("got 6 and 5");
        assertThatThrownBy(() -> BATCHING.pollingEvery(Duration.ZERO)).hasMessageContaining("poll must be more");
        assertThatThrownBy(() -> BATCHING.gatheringFor(Duration.ZERO)).hasMessageContaining("gather must be more");
        assertThatThrownBy(() -> BATCHING.waitingFor(Duration.ofDays(-1))).hasMessageContaining("patience must be");
    }

    @Test
    void an_answer_that_came_in_a_batch_says_so_where_it_is_kept() {
        Completion completion = ((BatchAnswer.Answered) PlayedBatches.echo("moss")).completion();
        for (boolean inBatch : new boolean[] {true, false}) {
            Outcome.Answer answer = new Outcome.Answer(completion, inBatch);
            assertThat(CompletionBytes.decode(CompletionBytes.encode(answer))).contains(answer);
        }
        assertThat(TokenUsage.NONE).isNotEqualTo(completion.usage());
    }

    @Test
    void a_handing_over_that_heeds_no_interrupt_does_not_hold_up_who_asks_next() {
        provider.interruptingAfter(Duration.ofMillis(500)).heedless.add(Duration.ofDays(20));
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThat(Asked.inOrder(dispatcher, questions(50)).end).isInstanceOf(InterruptedException.class);
        assertThat(Asked.inOrder(dispatcher, questions(50)).answered()).isEqualTo(50);
        assertThat(provider.time()).isLessThan(Duration.ofHours(2));
        assertThat(dispatcher.report().batches().doubtful()).isEqualTo(50);
    }
}
