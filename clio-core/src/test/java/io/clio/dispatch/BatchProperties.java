package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.PlayedBatches.Fate;
import io.clio.dispatch.PlayedBatches.Fault;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What holds whatever a provider does with batches. Each law is a method that looks at a run, and an example beside it
 * shows a run that it does not let pass.
 */
class BatchProperties {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
    private static final int LEAST = 5;
    private static final int MOST = 20;

    /** What a provider does, step by step, and how it is asked. */
    record Script(
            List<Fault> submits,
            List<Fault> polls,
            List<Fault> collects,
            List<Fate> rounds,
            int minutes,
            int losing,
            int questions,
            int budget,
            int attempts,
            int interruptAt) {
        PlayedBatches provider() {
            return play(new PlayedBatches());
        }

        PlayedBatches play(PlayedBatches provider) {
            provider.submits.addAll(submits);
            provider.polls.addAll(polls);
            provider.collects.addAll(collects);
            provider.rounds.addAll(rounds);
            provider.takes = Duration.ofMinutes(minutes);
            provider.losing = losing;
            provider.strays = minutes % 2 == 0;
            return interruptAt > 0 ? provider.interruptingAfter(Duration.ofSeconds(interruptAt)) : provider;
        }

        Dispatch settings() {
            Dispatch.Builder settings = Dispatch.builder()
                    .attempts(attempts)
                    .inBatches(Batching.standard().ofSize(LEAST, MOST).waitingFor(Duration.ofHours(10)));
            return budget > 200 ? settings.budget(Budget.tokens(budget)).build() : settings.build();
        }

        /** The same, but nobody interrupts it and no budget ends it. */
        Script patient() {
            return new Script(
                    submits, polls, collects, rounds, minutes, losing, questions, 0, Math.max(attempts, 2), 0);
        }
    }

    @Provide
    Arbitrary<Script> scripts() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 60);
        return Combinators.combine(
                        faults().list().ofMaxSize(6),
                        faults().list().ofMaxSize(10),
                        faults().list().ofMaxSize(6),
                        fates().list().ofMaxSize(6),
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 4))),
                        Combinators.combine(numbers, Arbitraries.integers().between(-2000, 6000))
                                .as(List::of),
                        Combinators.combine(
                                        Arbitraries.integers().between(1, 4),
                                        Arbitraries.integers().between(-90_000, 30_000))
                                .as(List::of))
                .as((submits, polls, collects, rounds, minutes, losing, asked, limits) -> new Script(
                        submits,
                        polls,
                        collects,
                        rounds,
                        minutes,
                        losing,
                        asked.get(0),
                        asked.get(1),
                        limits.get(0),
                        limits.get(1)));
    }

    private static Arbitrary<Fault> faults() {
        Arbitrary<Fault> broken = Arbitraries.just(() -> {
            throw new IllegalStateException("broken");
        });
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(() -> {})),
                Tuple.of(6, Arbitraries.of(Retriable.Reason.class).map(PlayedBatches::fails)),
                Tuple.of(
                        1,
                        Arbitraries.of(Final.Reason.BAD_REQUEST, Final.Reason.CONTEXT_TOO_LONG)
                                .map(PlayedBatches::fails)),
                Tuple.of(1, broken));
    }

    /** What becomes of the requests of a batch: by prompt, so that it is the same whoever asks. */
    private static Arbitrary<Fate> fates() {
        return Arbitraries.integers().between(0, 1_000_000).map(seed -> prompt -> {
            int roll = Math.floorMod(31 * seed + prompt.hashCode() * 17, 12);
            return switch (roll) {
                case 0 -> null;
                case 1 -> PlayedBatches.failed(Retriable.Reason.TIMEOUT);
                case 2 -> PlayedBatches.failed(Retriable.Reason.OVERLOAD);
                case 3 -> PlayedBatches.failed(Final.Reason.REFUSED);
                case 4 -> new BatchAnswer.Failed(null);
                default -> PlayedBatches.echo(prompt);
            };
        });
    }

    // Every question has one reply, in order, and its own.

    private static void requireOneReplyEach(Asked asked, int questions) {
        assertThat(asked.keys())
                .isEqualTo(IntStream.range(0, asked.end == null ? questions : asked.replies.size())
                        .boxed()
                        .toList());
        for (Reply<Integer> reply : asked.replies) {
            if (reply instanceof Reply.Answered<Integer> answered) {
                assertThat(answered.completion().text().reveal()).isEqualTo("echo of prompt " + reply.key());
            }
        }
    }

    @Property(tries = 300)
    void every_question_has_its_one_reply_unless_the_asking_ends_for_a_reason_that_it_names(
            @ForAll("scripts") Script script) {
        PlayedBatches provider = script.provider();
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, script.settings()), Asked.questions(script.questions()));
        requireOneReplyEach(asked, script.questions());
        DispatchReport report = asked.report();
        assertThat(report.batches().waiting()).isZero();
        assertThat(provider.running()).isZero();
        if (asked.end == null) {
            assertThat(report.answered()).isEqualTo(asked.answered());
            assertThat(report.failed()).isEqualTo(asked.replies.size() - asked.answered());
        } else if (asked.end instanceof BudgetExhausted) {
            assertThat(script.settings().budget().tokens()).isPresent();
        } else {
            assertThat(asked.end).isInstanceOf(InterruptedException.class);
            assertThat(script.interruptAt()).isPositive();
        }
    }

    @Example
    void an_answer_to_another_question_is_found_out() {
        PlayedBatches provider = new PlayedBatches();
        provider.fate = prompt -> PlayedBatches.echo(prompt.replace('1', '2'));
        Asked asked = Asked.inOrder(
                Asked.dispatcher(
                        provider,
                        Dispatch.builder()
                                .inBatches(Batching.standard().ofSize(LEAST, MOST))
                                .build()),
                Asked.questions(20));
        assertThatThrownBy(() -> requireOneReplyEach(asked, 20)).isInstanceOf(AssertionError.class);
    }

    // What was answered is in no batch again: what the provider bills twice was lost on its way.

    private static void requireBilledOnce(PlayedBatches provider, long excused) {
        assertThat(provider.billed().values().stream()
                        .mapToLong(times -> times - 1)
                        .sum())
                .isLessThanOrEqualTo(excused);
    }

    /** How many questions a provider may have answered in vain: of batches that were lost, or of which no id came. */
    private static long inVain(DispatchReport report) {
        return MOST * report.batches().lost() + report.batches().doubtful();
    }

    @Property(tries = 300)
    void a_question_is_billed_once_unless_the_provider_lost_a_batch(@ForAll("scripts") Script script) {
        PlayedBatches provider = script.provider();
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, script.settings()), Asked.questions(script.questions()));
        requireBilledOnce(provider, inVain(asked.report()));
    }

    // A run that ended early is gone on with, and the two together bill each question once.

    @Property(tries = 150)
    void a_run_that_was_interrupted_and_the_one_after_it_bill_each_question_once(@ForAll("scripts") Script script)
            throws IOException {
        Path directory = Files.createTempDirectory("batches");
        try {
            PlayedBatches provider = script.provider();
            Asked first = ask(directory, provider, script);
            PlayedBatches next = script.patient().play(provider.anotherProcess(Duration.ofMinutes(1)));
            Asked second = ask(directory, next, script.patient());
            assertThat(second.end).isNull();
            requireOneReplyEach(second, script.questions());
            requireBilledOnce(next, inVain(first.report()) + inVain(second.report()));
            // Nothing that the first run was given is missing in the second.
            first.replies.stream()
                    .filter(reply -> reply instanceof Reply.Answered)
                    .forEach(
                            reply -> assertThat(second.replies.get(reply.key())).isInstanceOf(Reply.Answered.class));
            long told = first.report().usage().input() + second.report().usage().input();
            long paid = 20L
                    * next.billed().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            assertThat(told).isLessThanOrEqualTo(paid);
            if (inVain(first.report()) + inVain(second.report()) == 0) {
                assertThat(told).isEqualTo(paid);
            }
        } finally {
            delete(directory);
        }
    }

    private static Asked ask(Path directory, PlayedBatches provider, Script script) {
        try (WorkspaceSession session = Workspace.at(directory).key(KEY).begin()) {
            return Asked.inOrder(
                    Asked.dispatcher(provider, script.settings(), session), Asked.questions(script.questions()));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Example
    void a_run_that_cannot_find_the_batch_of_the_one_before_is_found_out() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        Dispatch settings = Dispatch.builder()
                .inBatches(Batching.standard().ofSize(LEAST, MOST))
                .build();
        Asked first = Asked.inOrder(Asked.dispatcher(provider, settings), Asked.questions(20));
        // Nobody has told the provider to give it up.
        provider.batches.values().forEach(batch -> batch.cancelled = false);
        PlayedBatches next = provider.anotherProcess(Duration.ofHours(1));
        Asked second = Asked.inOrder(Asked.dispatcher(next, settings), Asked.questions(20));
        assertThatThrownBy(() -> requireBilledOnce(next, inVain(first.report()) + inVain(second.report())))
                .isInstanceOf(AssertionError.class);
    }

    // Bounds of sizes, attempts and budgets.

    private static void requireBounds(PlayedBatches provider, int least, int most) {
        assertThat(provider.sizes).allMatch(size -> size <= most);
        // The budget or a provider that takes no more can make a batch smaller than it should be, and only it.
        assertThat(provider.sizes).allMatch(size -> size >= least);
    }

    @Property(tries = 300)
    void batches_are_of_the_size_that_is_set(@ForAll("scripts") Script script) {
        Script rich = script.patient();
        PlayedBatches provider = rich.provider();
        Asked.inOrder(Asked.dispatcher(provider, rich.settings()), Asked.questions(rich.questions()));
        requireBounds(provider, LEAST, MOST);
    }

    @Example
    void a_batch_too_large_or_too_small_is_found_out() {
        PlayedBatches provider = new PlayedBatches();
        provider.sizes.addAll(List.of(4, 21));
        assertThatThrownBy(() -> requireBounds(provider, 4, 20)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> requireBounds(provider, 5, 21)).isInstanceOf(AssertionError.class);
    }

    private static void requireAttempts(PlayedBatches provider, int most) {
        List<String> all = new ArrayList<>(provider.alone);
        provider.batches.values().forEach(batch -> all.addAll(batch.prompts.values()));
        all.stream()
                .distinct()
                .forEach(prompt ->
                        assertThat(all.stream().filter(prompt::equals).count()).isLessThanOrEqualTo(most));
    }

    @Property(tries = 300)
    void no_question_is_asked_more_often_than_is_set(@ForAll("scripts") Script script) {
        PlayedBatches provider = script.provider();
        Asked.inOrder(Asked.dispatcher(provider, script.settings()), Asked.questions(script.questions()));
        requireAttempts(provider, script.attempts());
    }

    @Example
    void a_question_that_is_asked_once_too_often_is_found_out() {
        PlayedBatches provider = new PlayedBatches();
        provider.alone.addAll(List.of("a", "a", "a"));
        assertThatThrownBy(() -> requireAttempts(provider, 2)).isInstanceOf(AssertionError.class);
    }

    private static void requireBudgetKept(DispatchReport report, long budget) {
        assertThat(report.usage().input() + report.usage().output() + report.presumed())
                .isLessThanOrEqualTo(budget);
    }

    @Property(tries = 300)
    void a_budget_is_kept(@ForAll("scripts") Script script) {
        Dispatch settings = Dispatch.builder()
                .attempts(script.attempts())
                .inBatches(Batching.standard().ofSize(LEAST, MOST).waitingFor(Duration.ofHours(10)))
                .estimate(request -> 20)
                .budget(Budget.tokens(1 + Math.abs(script.budget())))
                .build();
        Asked asked = Asked.inOrder(Asked.dispatcher(script.provider(), settings), Asked.questions(script.questions()));
        requireBudgetKept(asked.report(), 1 + Math.abs(script.budget()));
    }

    @Example
    void a_budget_for_which_too_little_is_set_aside_is_found_out() {
        Dispatch settings = Dispatch.builder()
                .inBatches(Batching.standard().ofSize(LEAST, MOST))
                .estimate(request -> 0)
                .budget(Budget.tokens(1000))
                .build();
        PlayedBatches provider = new PlayedBatches();
        provider.fate = prompt -> new BatchAnswer.Answered(new io.clio.llm.Completion(
                io.clio.conversation.SensitiveText.of("echo of " + prompt),
                io.clio.llm.Completion.Finish.STOP,
                io.clio.llm.TokenUsage.of(500, 50)));
        Asked asked = Asked.inOrder(Asked.dispatcher(provider, settings), Asked.questions(20));
        assertThatThrownBy(() -> requireBudgetKept(asked.report(), 1000)).isInstanceOf(AssertionError.class);
    }
}
