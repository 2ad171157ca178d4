package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many calls are under way, and when the next may start, with a provider and a clock that are played. */
class PacingTest extends PlayedDispatch {
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
}
