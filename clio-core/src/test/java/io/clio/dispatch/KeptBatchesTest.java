package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static io.clio.dispatch.PlayedBatches.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.clio.llm.LanguageModelException.Retriable;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches in a workspace: a run that ended early goes on with the batch that it has handed over. */
class KeptBatchesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");

    @TempDir
    Path directory;

    private final Dispatch.Builder settings =
            Dispatch.builder().inBatches(Batching.standard().ofSize(10, 50));

    private Workspace workspace(String name) {
        return Workspace.at(directory.resolve(name)).key(KEY);
    }

    private Asked ask(PlayedBatches provider, int count) {
        return ask(provider, count, "work");
    }

    private Asked ask(PlayedBatches provider, int count, String name) {
        try (WorkspaceSession session = workspace(name).begin()) {
            return Asked.inOrder(Asked.dispatcher(provider, settings.build(), session), questions(count));
        }
    }

    /** What stands in the file is what a process that is killed now would leave. */
    private void copy() {
        try {
            Files.createDirectories(directory.resolve("killed"));
            Path copy = directory.resolve("killed/clio-workspace.log");
            Files.deleteIfExists(copy);
            Files.copy(directory.resolve("work/clio-workspace.log"), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_run_that_is_interrupted_leaves_its_batch_and_the_next_one_fetches_it() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        Asked first = ask(provider, 50);
        assertThat(first.end).isInstanceOf(InterruptedException.class);
        assertThat(provider.batches.get("batch-0").cancelled).isFalse();
        PlayedBatches next = provider.anotherProcess(MINUTE);
        Asked again = ask(next, 50);
        assertThat(again.answered()).isEqualTo(50);
        assertThat(again.answer(7)).isEqualTo("echo of prompt 7");
        assertThat(next.sizes).isEmpty();
        assertThat(next.alone).isEmpty();
        assertThat(provider.billed().values()).containsOnly(1);
        assertThat(again.report().batches().resumed()).isEqualTo(1);
        assertThat(again.report().batches().doubtful()).isZero();
    }

    @Test
    void what_a_run_has_left_costs_the_budget_of_the_next_nothing_and_stands_in_its_report() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        settings.prices(PriceTable.empty().with("*", Price.of("1", "10").inBatches("0.5")));
        Asked first = ask(provider, 50);
        assertThat(first.report().dollars().orElseThrow()).isZero();
        settings.budget(Budget.tokens(1));
        Asked again = ask(provider.anotherProcess(MINUTE), 50);
        assertThat(again.answered()).isEqualTo(50);
        // 20 and 10 tokens, at half of 1 and 10 dollars a million.
        assertThat(again.report().dollars().orElseThrow()).isEqualByComparingTo("0.003");
    }

    @Test
    void a_process_that_is_killed_when_the_provider_had_said_the_id_loses_nothing() {
        PlayedBatches provider = new PlayedBatches();
        // The first time that somebody looks the id has been stored.
        provider.polls.add(this::copy);
        ask(provider, 50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 50, "killed").answered()).isEqualTo(50);
        assertThat(next.sizes).isEmpty();
        assertThat(next.alone).isEmpty();
    }

    @Test
    void a_process_that_is_killed_before_the_provider_had_said_the_id_asks_again_and_says_so() {
        PlayedBatches provider = new PlayedBatches();
        provider.onSubmit = this::copy;
        ask(provider, 50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        Asked again = ask(next, 50, "killed");
        assertThat(again.answered()).isEqualTo(50);
        assertThat(next.sizes).containsExactly(50);
        assertThat(again.report().batches().doubtful()).isEqualTo(50);
        assertThat(ask(next.anotherProcess(MINUTE), 50, "killed")
                        .report()
                        .batches()
                        .doubtful())
                .isZero();
    }

    @Test
    void a_process_that_is_killed_while_answers_were_fetched_fetches_them_again() {
        PlayedBatches provider = new PlayedBatches();
        provider.onCollect = this::copy;
        ask(provider, 50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 50, "killed").answered()).isEqualTo(50);
        assertThat(next.sizes).isEmpty();
        assertThat(provider.billed().values()).containsOnly(1);
    }

    @Test
    void answers_that_were_fetched_are_not_fetched_again() {
        PlayedBatches provider = new PlayedBatches();
        assertThat(ask(provider, 50).answered()).isEqualTo(50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        Asked again = ask(next, 50);
        assertThat(again.answered()).isEqualTo(50);
        assertThat(next.looks).isZero();
        assertThat(again.replies).allMatch(reply -> ((Reply.Answered<Integer>) reply).inBatch());
    }

    @Test
    void a_run_that_asks_for_a_part_of_a_batch_leaves_the_rest_to_those_who_ask_later() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        try (WorkspaceSession session = workspace("work").begin()) {
            Dispatcher dispatcher = Asked.dispatcher(next, settings.build(), session);
            assertThat(Asked.inOrder(dispatcher, questions(20)).answered()).isEqualTo(20);
            assertThat(Asked.inOrder(dispatcher, questions(50)).answered()).isEqualTo(50);
            assertThat(dispatcher.report().usage().input()).isEqualTo(50 * 20);
            assertThat(dispatcher.report().batches().resumed()).isEqualTo(1);
            assertThat(dispatcher.report().batches().ended()).isEqualTo(1);
        }
        assertThat(next.sizes).isEmpty();
        assertThat(provider.billed().values()).containsOnly(1);
    }

    @Test
    void one_dispatcher_goes_on_with_the_batch_that_it_has_left() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        try (WorkspaceSession session = workspace("work").begin()) {
            Dispatcher dispatcher = Asked.dispatcher(provider, settings.build(), session);
            assertThat(Asked.inOrder(dispatcher, questions(50)).end).isInstanceOf(InterruptedException.class);
            assertThat(Asked.inOrder(dispatcher, questions(50)).answered()).isEqualTo(50);
            assertThat(dispatcher.report().usage().input()).isEqualTo(50 * 20);
        }
        assertThat(provider.sizes).containsExactly(50);
    }

    @Test
    void who_asks_one_by_one_and_is_interrupted_does_not_wait_for_the_batch_of_an_earlier_run_any_more() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        PlayedBatches next = provider.anotherProcess(MINUTE).interruptingAfter(MINUTE.multipliedBy(5));
        try (WorkspaceSession session = workspace("work").begin()) {
            Dispatcher dispatcher = Asked.dispatcher(next, settings.build(), session);
            assertThat(Asked.inOrder(dispatcher.oneByOne(), questions(50)).end)
                    .isInstanceOf(InterruptedException.class);
            assertThat(dispatcher.report().batches().waiting()).isZero();
            assertThat(Asked.inOrder(dispatcher, questions(50)).answered()).isEqualTo(50);
        }
        assertThat(provider.billed().values()).containsOnly(1);
    }

    @Test
    void what_is_asked_one_by_one_stays_so_where_the_batch_of_an_earlier_run_is_lost() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        provider.batches.get("batch-0").lost = true;
        PlayedBatches next = provider.anotherProcess(MINUTE);
        try (WorkspaceSession session = workspace("work").begin()) {
            Dispatcher dispatcher = Asked.dispatcher(next, settings.build(), session);
            assertThat(Asked.inOrder(dispatcher.oneByOne(), questions(50)).answered())
                    .isEqualTo(50);
        }
        assertThat(next.sizes).isEmpty();
        assertThat(next.alone).hasSize(50);
    }

    @Test
    void a_batch_that_the_provider_has_forgotten_is_asked_anew() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        provider.batches.get("batch-0").lost = true;
        PlayedBatches next = provider.anotherProcess(MINUTE);
        settings.attempts(1);
        assertThat(ask(next, 50).answered()).isEqualTo(50);
        assertThat(next.sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    }

    @Test
    void what_has_expired_in_a_batch_of_an_earlier_run_is_no_attempt_of_this_one() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        provider.rounds.add(prompt -> PlayedBatches.failed(Retriable.Reason.TIMEOUT));
        ask(provider, 50);
        settings.attempts(1);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 50).answered()).isEqualTo(50);
        assertThat(next.sizes).containsExactly(50);
    }

    @Test
    void a_workspace_without_a_key_is_no_place_for_a_later_run_so_the_batch_is_taken_back() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        try (WorkspaceSession session =
                Workspace.at(directory.resolve("keyless")).begin()) {
            Asked.inOrder(Asked.dispatcher(provider, settings.build(), session), questions(50));
        }
        assertThat(provider.batches.get("batch-0").cancelled).isTrue();
    }

    @Test
    void an_interrupt_while_a_batch_is_handed_over_waits_a_second_for_its_id() {
        // Handing over takes a second, and begins after ten.
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMillis(10_500));
        assertThat(ask(provider, 50 - 1).end).isInstanceOf(InterruptedException.class);
        assertThat(provider.sizes).containsExactly(49);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 49).answered()).isEqualTo(49);
        assertThat(next.sizes).isEmpty();
    }

    @Test
    void whose_conversation_is_forgotten_is_in_no_batch_any_more() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        assertThat(workspace("work").forget("anna")).isEqualTo(50);
        PlayedBatches next = provider.anotherProcess(MINUTE);
        ask(next, 50);
        assertThat(next.sizes).containsExactly(50);
    }

    @Test
    void neither_prompt_nor_batch_can_be_read_off_the_disk() throws IOException {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(30));
        ask(provider, 50);
        String bytes = Files.readString(directory.resolve("work/clio-workspace.log"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).hasSizeGreaterThan(5000);
        assertThat(List.of("batch-0", "prompt 1", "q17")).noneMatch(bytes::contains);
    }

    @Test
    void a_doubtful_handing_over_is_told_to_the_next_run_too() {
        PlayedBatches provider = new PlayedBatches();
        for (int i = 0; i < 8; i++) {
            provider.submits.add(fails(Retriable.Reason.CONNECTION));
        }
        assertThat(ask(provider, 20).answered()).isZero();
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 20).report().batches().doubtful()).isEqualTo(20);
    }

    @Test
    void a_batch_that_is_taken_too_late_is_taken_back_and_the_one_in_its_place_can_be_found() {
        PlayedBatches provider = new PlayedBatches().interruptingAfter(Duration.ofMinutes(50));
        provider.heedless.add(Duration.ofMinutes(31));
        Asked first = ask(provider, 50);
        assertThat(first.end).isInstanceOf(InterruptedException.class);
        assertThat(provider.sizes).containsExactly(50, 50);
        assertThat(first.report().batches().doubtful()).isEqualTo(50);
        assertThat(provider.batches.get("batch-0").cancelled).isFalse();
        assertThat(provider.batches.get("batch-1").cancelled).isTrue();
        PlayedBatches next = provider.anotherProcess(MINUTE);
        assertThat(ask(next, 50).answered()).isEqualTo(50);
        assertThat(next.sizes).isEmpty();
        assertThat(provider.billed().values()).containsOnly(1);
    }
}
