package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a request is tried again, and when it is given up, with a provider and a clock that are played. */
class RetriesTest extends PlayedDispatch {
    private static final Duration HOUR = Duration.ofHours(1);

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
            names = {"BAD_REQUEST", "REFUSED", "CONTEXT_TOO_LONG", "UNSUPPORTED", "BROKEN_ADAPTER"})
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
    void a_deadline_counts_over_all_attempts() {
        settings.callTimeout(HOUR).deadline(Duration.ofSeconds(30));
        provider.always(Fate.hangs());
        Asked asked = ask(1);
        assertThat(asked.failure(0).calls()).isEqualTo(1);
        assertThat(provider.time()).isEqualTo(Duration.ofSeconds(30));
    }
}
