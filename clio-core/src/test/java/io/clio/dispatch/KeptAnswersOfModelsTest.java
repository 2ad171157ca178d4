package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceException;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in a workspace: a run that ended early goes on from there, and a user can be forgotten. */
class KeptAnswersOfModelsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final Dispatch.Builder settings = Dispatch.builder().maxInFlight(4);

    private Workspace workspace() {
        return Workspace.at(directory).key(new SecretKeySpec(new byte[32], "AES"));
    }

    private Asked ask(SimulatedProvider provider, int count) {
        try (WorkspaceSession session = workspace().begin()) {
            return Asked.inOrder(Asked.dispatcher(provider, settings.build(), session), questions(count));
        }
    }

    @Test
    void a_later_run_asks_only_what_has_no_answer_yet() {
        assertThat(ask(new SimulatedProvider(), 10).answered()).isEqualTo(10);
        SimulatedProvider provider = new SimulatedProvider();
        Asked again = ask(provider, 12);
        assertThat(again.answered()).isEqualTo(12);
        assertThat(again.answer(3)).isEqualTo("echo of prompt 3");
        assertThat(provider.started).isEqualTo(2);
        assertThat(again.report().known()).isEqualTo(10);
    }

    @Test
    void a_run_whose_budget_is_spent_goes_on_with_another_one() {
        settings.estimate(request -> 100).budget(Budget.tokens(300));
        int calls = 0;
        for (int run = 0; run < 5; run++) {
            SimulatedProvider provider = new SimulatedProvider();
            Asked asked = ask(provider, 20);
            calls += provider.started;
            assertThat(asked.end == null).isEqualTo(run == 3);
            if (asked.end == null) {
                assertThat(asked.answered()).isEqualTo(20);
                break;
            }
        }
        assertThat(calls).isEqualTo(20);
    }

    @Test
    void a_run_that_is_interrupted_loses_no_answer() {
        ask(new SimulatedProvider().interruptingAfter(Duration.ofMillis(2500)), 100);
        SimulatedProvider provider = new SimulatedProvider();
        ask(provider, 100);
        assertThat(provider.started).isEqualTo(100 - 8);
    }

    @Test
    void a_process_that_is_killed_loses_the_answers_of_two_seconds_at_most() {
        SimulatedProvider provider = new SimulatedProvider();
        try (WorkspaceSession session = workspace().begin()) {
            Dispatcher dispatcher = Asked.dispatcher(provider, settings.build(), session);
            // What stands in the file then is what a process that is killed would leave.
            assertThatThrownBy(() -> dispatcher.ask(questions(100).iterator(), reply -> {
                        if (reply.key() == 40) {
                            copy();
                            throw new UnsupportedOperationException("killed");
                        }
                    }))
                    .hasMessage("killed");
        }
        SimulatedProvider next = new SimulatedProvider();
        try (WorkspaceSession session = Workspace.at(directory.resolve("copy"))
                .key(new SecretKeySpec(new byte[32], "AES"))
                .begin()) {
            Asked.inOrder(Asked.dispatcher(next, settings.build(), session), questions(40));
        }
        assertThat(next.started).isLessThanOrEqualTo(3 * 4);
    }

    private void copy() {
        try {
            Files.createDirectories(directory.resolve("copy"));
            Files.copy(directory.resolve("clio-workspace.log"), directory.resolve("copy/clio-workspace.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failures_are_not_kept() {
        settings.attempts(1);
        ask(new SimulatedProvider().then(Fate.fails(SECOND, Retriable.Reason.OVERLOAD)), 3);
        SimulatedProvider provider = new SimulatedProvider();
        assertThat(ask(provider, 3).answered()).isEqualTo(3);
        assertThat(provider.started).isEqualTo(1);
    }

    @Test
    void an_answer_goes_when_any_user_it_is_about_is_forgotten() {
        CompletionRequest request = Asked.question(0, "about both").request();
        List<Question<Integer>> both =
                List.of(Question.of(0, request, List.of(Subject.ofUser("anna"), Subject.ofUser("boris"))));
        for (int run = 0; run < 2; run++) {
            SimulatedProvider provider = new SimulatedProvider();
            try (WorkspaceSession session =
                    workspace().retain(Duration.ofDays(1)).begin()) {
                Asked.inOrder(Asked.dispatcher(provider, settings.build(), session), both);
                session.finish();
            }
            assertThat(provider.started).isEqualTo(1);
            assertThat(workspace().forget("boris")).isEqualTo(1);
        }
    }

    @Test
    void an_answer_of_which_it_is_not_known_whom_it_is_about_goes_when_anybody_is_forgotten() {
        CompletionRequest request = Asked.question(0, "about many").request();
        try (WorkspaceSession session = workspace().retain(Duration.ofDays(1)).begin()) {
            Asked.inOrder(
                    Asked.dispatcher(new SimulatedProvider(), settings.build(), session),
                    List.of(Question.of(0, request, List.of())));
            session.finish();
        }
        assertThat(workspace().forget("somebody")).isEqualTo(1);
    }

    @Test
    void neither_prompt_nor_answer_nor_a_hash_of_them_can_be_read_off_the_disk() throws IOException {
        ask(new SimulatedProvider(), 3);
        byte[] file = Files.readAllBytes(directory.resolve("clio-workspace.log"));
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        String utf16 = new String("echo of prompt 1".getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
        String hash = PromptKey.of("played-1", Asked.question(1, "prompt 1").request(), 0)
                .toString();
        assertThat(file).hasSizeGreaterThan(500);
        assertThat(List.of("echo of", "prompt 1", "played-1", utf16, hash)).noneMatch(bytes::contains);
    }

    @Test
    void a_disk_that_fails_ends_the_asking() throws IOException {
        try (WorkspaceSession session = workspace().begin()) {
            Dispatcher dispatcher = Asked.dispatcher(new SimulatedProvider(), settings.build(), session);
            try (RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("clio-workspace.log").toFile(), "rw")) {
                file.setLength(file.length() + 1);
            }
            Asked asked = Asked.inOrder(dispatcher, questions(100));
            assertThat(asked.end).isInstanceOf(WorkspaceException.class);
            assertThat(asked.replies.size()).isLessThan(100);
        }
    }

    @Test
    void a_model_without_a_name_of_its_own_is_refused() {
        LanguageModel nameless = request -> {
            throw new AssertionError("not asked");
        };
        try (WorkspaceSession session = workspace().begin()) {
            assertThatThrownBy(() -> Dispatcher.of(nameless, settings.build(), session))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("override name()");
        }
    }

    @Test
    void an_answer_comes_back_as_it_was() {
        for (String text : List.of("", "plain", "ünï \uD83D\uDE00", "broken \uD800 half", "\u0000")) {
            for (Completion.Finish finish : Completion.Finish.values()) {
                Outcome.Answer answer = new Outcome.Answer(
                        new Completion(SensitiveText.of(text), finish, new TokenUsage(9, 3, 2, 4)), false);
                assertThat(CompletionBytes.decode(CompletionBytes.encode(answer)))
                        .contains(answer);
            }
        }
    }

    @Test
    void what_another_version_wrote_is_asked_anew() {
        assertThat(CompletionBytes.decode(new byte[] {9, 0})).isEmpty();
        assertThat(CompletionBytes.decode(new byte[] {1, 0, 0})).isEmpty();
        assertThat(CompletionBytes.decode(new byte[0])).isEmpty();
    }

    @Test
    void memory_for_answers_is_bounded() {
        SimulatedProvider provider = new SimulatedProvider();
        Answers answers = new Answers(provider, Optional.empty(), 10_000);
        String text = "x".repeat(375);
        IntStream.range(0, 1000)
                .forEach(i -> answers.keep(
                        PromptKey.of("m", Asked.question(i, "p" + i).request(), 0),
                        List.of(),
                        new Outcome.Answer(
                                new Completion(SensitiveText.of(text), Completion.Finish.STOP, TokenUsage.NONE),
                                false)));
        long found = IntStream.range(0, 1000)
                .filter(i -> answers.find(
                                PromptKey.of("m", Asked.question(i, "p" + i).request(), 0))
                        .isPresent())
                .count();
        assertThat(found).isBetween(1L, 10L);
    }
}
