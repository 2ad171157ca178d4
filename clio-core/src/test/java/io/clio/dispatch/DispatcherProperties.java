package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * What holds whatever a provider does. Each law is a method that looks at a run, and an example beside it shows a run
 * that it does not let pass.
 */
class DispatcherProperties {
    private static final int MOST_TOKENS = 50;

    /** What a provider does, call by call, and how it is asked. */
    record Script(List<Fate> fates, Fate afterwards, int questions, int prompts, Dispatch settings, long interruptAt) {
        List<Question<Integer>> asked() {
            return IntStream.range(0, questions)
                    .mapToObj(i -> Asked.question(i, "prompt " + i % prompts))
                    .toList();
        }

        SimulatedProvider provider() {
            SimulatedProvider provider =
                    new SimulatedProvider().then(fates.toArray(Fate[]::new)).always(afterwards);
            return interruptAt > 0 ? provider.interruptingAfter(Duration.ofMillis(interruptAt)) : provider;
        }
    }

    @Provide
    Arbitrary<Script> scripts() {
        return Combinators.combine(
                        fates().list().ofMaxSize(60),
                        fates(),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(1, 60),
                        settings(),
                        Arbitraries.integers().between(-200_000, 50_000))
                .as((fates, afterwards, questions, prompts, settings, interruptAt) ->
                        new Script(fates, afterwards, questions, prompts, settings, interruptAt));
    }

    private static Arbitrary<Dispatch> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.integers().between(0, 60_000),
                        Arbitraries.integers().between(0, 8_000))
                .as((inFlight, attempts, seconds, requests, tokens, budget) -> {
                    Dispatch.Builder settings = Dispatch.builder()
                            .maxInFlight(inFlight)
                            .attempts(attempts)
                            .callTimeout(Duration.ofSeconds(seconds))
                            .deadline(Duration.ofSeconds(3L * seconds))
                            .longestWait(Duration.ofSeconds(40));
                    if (requests > 0) {
                        settings.requestsPerMinute(requests);
                    }
                    if (tokens > 1000) {
                        settings.tokensPerMinute(tokens);
                    }
                    if (budget > 100) {
                        settings.budget(Budget.tokens(budget));
                    }
                    return settings.build();
                });
    }

    private static Arbitrary<Fate> fates() {
        Arbitrary<Duration> times = Arbitraries.integers().between(0, 90_000).map(Duration::ofMillis);
        Arbitrary<Fate> answers = Combinators.combine(
                        times,
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, MOST_TOKENS))
                .as((time, input, output) -> Fate.answer(time, TokenUsage.of(input, output)));
        Arbitrary<Fate> passing = Combinators.combine(times, Arbitraries.of(Retriable.Reason.class))
                .as(Fate::fails);
        Arbitrary<Fate> refusals = Combinators.combine(
                        times,
                        Arbitraries.of(Retriable.Reason.RATE_LIMIT, Retriable.Reason.OVERLOAD),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 4).map(Duration::ofSeconds))
                .as(Fate::fails);
        Arbitrary<Fate> endings =
                Combinators.combine(times, Arbitraries.of(Final.Reason.class)).as(Fate::fails);
        Arbitrary<Fate> broken = times.map(time -> new Fate(
                time,
                request -> {
                    throw new IllegalStateException("broken");
                },
                true));
        return Arbitraries.frequencyOf(
                Tuple.of(10, answers),
                Tuple.of(4, passing),
                Tuple.of(3, refusals),
                Tuple.of(1, endings),
                Tuple.of(1, broken),
                Tuple.of(1, Arbitraries.just(Fate.hangs())),
                Tuple.of(1, answers.map(Fate::heedless)));
    }

    // Every question has one reply, in order.

    private static void requireOneReplyEachInOrder(Asked asked, int questions) {
        assertThat(asked.keys())
                .isEqualTo(IntStream.range(0, asked.end == null ? questions : asked.replies.size())
                        .boxed()
                        .toList());
        assertThat(asked.replies.size()).isLessThanOrEqualTo(questions);
    }

    @Property(tries = 500)
    void every_question_has_one_reply_in_order_unless_the_asking_ends(@ForAll("scripts") Script script) {
        Asked asked = Asked.inOrder(script.provider(), script.settings(), script.asked());
        requireOneReplyEachInOrder(asked, script.questions());
        for (Reply<Integer> reply : asked.replies) {
            if (reply instanceof Reply.Answered<Integer> answered) {
                assertThat(answered.completion().text().reveal())
                        .isEqualTo("echo of prompt " + reply.key() % script.prompts());
            }
        }
        DispatchReport report = asked.report();
        if (asked.end == null) {
            assertThat(report.answered()).isEqualTo(asked.answered());
            assertThat(report.failed()).isEqualTo(asked.replies.size() - asked.answered());
            assertThat(report.failures().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(report.failed());
        }
    }

    @Property(tries = 500)
    void in_any_order_every_question_has_one_reply(@ForAll("scripts") Script script) {
        Asked asked = Asked.inAnyOrder(script.provider(), script.settings(), script.asked());
        assertThat(asked.keys()).doesNotHaveDuplicates().allMatch(key -> key < script.questions());
        if (asked.end == null) {
            assertThat(asked.replies).hasSize(script.questions());
        }
    }

    @Example
    void replies_in_another_order_are_found_out() {
        SimulatedProvider provider =
                new SimulatedProvider().then(Fate.answer(Duration.ofSeconds(9)), Fate.answer(Duration.ofSeconds(1)));
        Asked asked = Asked.inAnyOrder(provider, Dispatch.builder().build(), Asked.questions(2));
        assertThatThrownBy(() -> requireOneReplyEachInOrder(asked, 2)).isInstanceOf(AssertionError.class);
    }

    @Example
    void a_reply_too_few_or_too_many_is_found_out() {
        Asked asked = Asked.inOrder(new SimulatedProvider(), Dispatch.builder().build(), Asked.questions(3));
        Reply<Integer> last = asked.replies.remove(2);
        assertThatThrownBy(() -> requireOneReplyEachInOrder(asked, 3)).isInstanceOf(AssertionError.class);
        asked.replies.addAll(List.of(last, last));
        assertThatThrownBy(() -> requireOneReplyEachInOrder(asked, 3)).isInstanceOf(AssertionError.class);
    }

    // An asking ends for a reason that it names.

    @Property(tries = 500)
    void an_asking_ends_early_only_for_a_reason_that_it_names(@ForAll("scripts") Script script) {
        Asked asked = Asked.inOrder(script.provider(), script.settings(), script.asked());
        if (asked.end instanceof Final end) {
            assertThat(end.reason()).isIn(Final.Reason.AUTHENTICATION, Final.Reason.QUOTA);
        } else if (asked.end instanceof BudgetExhausted) {
            assertThat(script.settings().budget().tokens()).isPresent();
        } else if (asked.end instanceof InterruptedException) {
            assertThat(script.interruptAt()).isPositive();
        } else if (asked.end != null) {
            assertThat(asked.end).isInstanceOf(IllegalStateException.class).hasMessageContaining("give up a call");
        }
    }

    // Calls are bounded, at a time and for each prompt.

    private static void requireBounds(SimulatedProvider provider, int inFlight, int attempts) {
        assertThat(provider.mostRunning).isLessThanOrEqualTo(inFlight);
        assertThat(provider.asked.values()).allMatch(calls -> calls <= attempts);
    }

    @Property(tries = 500)
    void calls_are_bounded_at_a_time_and_for_each_prompt(@ForAll("scripts") Script script) {
        // Each prompt once, for one that failed may be asked again by a later question.
        Script distinct = new Script(
                script.fates(),
                script.afterwards(),
                script.questions(),
                Math.max(1, script.questions()),
                script.settings(),
                script.interruptAt());
        SimulatedProvider provider = distinct.provider();
        Asked asked = Asked.inOrder(provider, distinct.settings(), distinct.asked());
        requireBounds(
                provider, script.settings().maxInFlight(), script.settings().attempts());
        assertThat(asked.report().calls()).isEqualTo(provider.started);
    }

    @Example
    void a_call_too_many_is_found_out() {
        SimulatedProvider provider =
                new SimulatedProvider().always(Fate.fails(Duration.ofSeconds(1), Retriable.Reason.OVERLOAD));
        Asked.inOrder(provider, Dispatch.builder().maxInFlight(3).attempts(4).build(), Asked.questions(3));
        requireBounds(provider, 3, 4);
        assertThatThrownBy(() -> requireBounds(provider, 2, 4)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> requireBounds(provider, 3, 3)).isInstanceOf(AssertionError.class);
    }

    // A prompt that has an answer is not asked again.

    @Property(tries = 500)
    void a_prompt_is_never_asked_again_once_it_is_answered(@ForAll("scripts") Script script) {
        SimulatedProvider provider = script.provider();
        Dispatcher dispatcher = Asked.dispatcher(provider, script.settings());
        Asked first = Asked.inOrder(dispatcher, script.asked());
        List<Question<Integer>> answered = new ArrayList<>();
        first.replies.stream()
                .filter(reply -> reply instanceof Reply.Answered)
                .forEach(reply -> answered.add(script.asked().get(reply.key())));
        int started = provider.started;
        Asked again = Asked.inOrder(dispatcher, answered);
        if (again.end == null) {
            assertThat(again.answered()).isEqualTo(answered.size());
            assertThat(provider.started).isEqualTo(started);
        }
    }

    // When an asking has ended, no call of a model that heeds interrupts is under way.

    private static void requireNoCallLeft(SimulatedProvider provider) {
        assertThat(provider.running()).isZero();
    }

    @Property(tries = 500)
    void no_call_outlasts_its_asking(@ForAll("scripts") Script script) {
        SimulatedProvider provider = new SimulatedProvider()
                .then(script.fates().stream().filter(Fate::heedsInterrupts).toArray(Fate[]::new))
                .always(script.afterwards().heedsInterrupts() ? script.afterwards() : Fate.hangs());
        if (script.interruptAt() > 0) {
            provider.interruptingAfter(Duration.ofMillis(script.interruptAt()));
        }
        Asked.inOrder(provider, script.settings(), script.asked());
        requireNoCallLeft(provider);
    }

    @Example
    void a_call_that_outlasts_its_asking_is_found_out() {
        SimulatedProvider provider =
                new SimulatedProvider().always(Fate.hangs().heedless()).interruptingAfter(Duration.ofSeconds(1));
        Asked.inOrder(provider, Dispatch.builder().build(), Asked.questions(3));
        assertThatThrownBy(() -> requireNoCallLeft(provider)).isInstanceOf(AssertionError.class);
    }

    // A budget is kept.

    private static void requireBudgetKept(Asked asked, long budget) {
        DispatchReport report = asked.report();
        assertThat(report.usage().input() + report.usage().output() + report.presumed())
                .isLessThanOrEqualTo(budget);
    }

    @Property(tries = 500)
    void a_budget_is_never_exceeded_where_no_call_takes_more_than_its_estimate(
            @ForAll("scripts") Script script, @ForAll @IntRange(min = 1, max = 5000) int budget) {
        Dispatch settings = with(script.settings(), budget, script.settings().estimate());
        Asked asked = Asked.inOrder(script.provider(), settings, script.asked());
        requireBudgetKept(asked, budget);
    }

    @Property(tries = 500)
    void a_budget_that_is_exhausted_has_less_left_than_one_call_may_take(
            @ForAll("scripts") Script script, @ForAll @IntRange(min = 1, max = 5000) int budget) {
        Dispatch settings = with(script.settings(), budget, script.settings().estimate());
        Asked asked = Asked.inOrder(script.provider(), settings, script.asked());
        if (asked.end instanceof BudgetExhausted exhausted) {
            long most = MOST_TOKENS
                    + settings.estimate()
                            .inputTokens(
                                    script.asked().get(script.questions() - 1).request())
                    + 2;
            DispatchReport report = exhausted.report();
            long spent = report.usage().input() + report.usage().output() + report.presumed();
            // A call that hangs and heeds nothing keeps what is set aside for it.
            long heedless = script.settings().maxInFlight() * most;
            assertThat(spent).isGreaterThan(budget - most - heedless);
        }
    }

    @Property(tries = 500)
    void a_budget_is_exceeded_by_no_more_than_the_calls_under_way_took_beyond_their_estimate(
            @ForAll @IntRange(min = 1, max = 8) int inFlight, @ForAll @IntRange(min = 100, max = 20_000) int budget) {
        int underestimated = 300;
        SimulatedProvider provider = new SimulatedProvider()
                .always(Fate.answer(Duration.ofSeconds(1), TokenUsage.of(underestimated, MOST_TOKENS)));
        Dispatch settings = with(Dispatch.builder().maxInFlight(inFlight).build(), budget, request -> 100);
        Asked asked = Asked.inOrder(provider, settings, Asked.questions(200));
        requireBudgetKept(asked, budget + (long) inFlight * (underestimated - 100));
    }

    @Example
    void a_budget_that_sets_nothing_aside_is_found_out() {
        Dispatch settings = with(Dispatch.builder().maxInFlight(8).build(), 200, request -> 0);
        SimulatedProvider provider =
                new SimulatedProvider().always(Fate.answer(Duration.ofSeconds(1), TokenUsage.of(100, MOST_TOKENS)));
        Asked asked = Asked.inOrder(provider, settings, Asked.questions(20));
        assertThatThrownBy(() -> requireBudgetKept(asked, 200)).isInstanceOf(AssertionError.class);
    }

    private static Dispatch with(Dispatch settings, long budget, TokenEstimate estimate) {
        return new Dispatch(
                settings.maxInFlight(),
                settings.attempts(),
                settings.callTimeout(),
                settings.deadline(),
                settings.longestWait(),
                settings.requestsPerMinute(),
                settings.tokensPerMinute(),
                Budget.tokens(budget),
                settings.prices(),
                estimate,
                settings.answersInMemory(),
                settings.progress(),
                settings.batching());
    }

    // Declared limits are kept in every 60 seconds.

    private static void requireRateKept(SimulatedProvider provider, int perMinute) {
        List<Long> starts = List.copyOf(provider.starts);
        long minute = Duration.ofMinutes(1).toNanos();
        for (int first = 0; first < starts.size(); first++) {
            int from = first;
            assertThat(starts.stream()
                            .skip(from)
                            .filter(start -> start < starts.get(from) + minute)
                            .count())
                    .isLessThanOrEqualTo(perMinute);
        }
    }

    @Property(tries = 500)
    void no_60_seconds_hold_more_calls_than_are_declared(
            @ForAll("scripts") Script script, @ForAll @IntRange(min = 1, max = 100) int perMinute) {
        SimulatedProvider provider = script.provider();
        Dispatch settings =
                Dispatch.builder().requestsPerMinute(perMinute).attempts(3).build();
        Asked.inOrder(provider, settings, script.asked());
        requireRateKept(provider, perMinute);
    }

    @Example
    void calls_that_keep_no_limit_are_found_out() {
        SimulatedProvider provider = new SimulatedProvider();
        Asked.inOrder(provider, Dispatch.builder().build(), Asked.questions(30));
        assertThatThrownBy(() -> requireRateKept(provider, 20)).isInstanceOf(AssertionError.class);
    }
}
