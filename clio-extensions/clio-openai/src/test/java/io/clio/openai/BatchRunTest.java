package io.clio.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.dispatch.BatchReport;
import io.clio.dispatch.Batching;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.Question;
import io.clio.dispatch.Reply.Answered;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.testkit.llm.LoopbackServer;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Reply.Delivery;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dispatcher asks in batches over a real connection, and the provider has its faults. */
class BatchRunTest {
    private static final int QUESTIONS = 40;

    @TempDir
    Path directory;

    private final BatchProvider provider = new BatchProvider();
    private LoopbackServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new LoopbackServer(provider::answer);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Dispatch.Builder settings() {
        return Dispatch.builder()
                .inBatches(Batching.standard()
                        .ofSize(10, QUESTIONS)
                        .gatheringFor(Duration.ofMillis(50))
                        .pollingEvery(Duration.ofMillis(20)));
    }

    private OpenAiModel model() {
        return OpenAiModel.builder(URI.create(server.base() + "/v1"), "some-model")
                .apiKey("sk-loopback")
                .build();
    }

    private static List<Question<Integer>> questions() {
        return IntStream.range(0, QUESTIONS)
                .mapToObj(i -> Question.of(
                        i,
                        CompletionRequest.of(SensitiveText.of("prompt " + i)),
                        List.of(Subject.ofUser("user " + i % 7))))
                .toList();
    }

    private static Map<Integer, String> ask(Dispatcher dispatcher) throws Exception {
        Map<Integer, String> answers = new TreeMap<>();
        dispatcher.askInAnyOrder(questions().iterator(), reply -> {
            if (reply instanceof Answered<Integer> answered) {
                answers.put(reply.key(), answered.completion().text().reveal());
            }
        });
        return answers;
    }

    private BatchReport requireAllAnswers() throws Exception {
        Dispatcher dispatcher = Dispatcher.of(model(), settings().build());
        requireAll(ask(dispatcher));
        return dispatcher.report().batches();
    }

    private static void requireAll(Map<Integer, String> answers) {
        assertThat(answers).hasSize(QUESTIONS);
        answers.forEach((key, answer) -> assertThat(answer).isEqualTo("echo of prompt " + key));
    }

    private void requireEachAnsweredOnce() {
        assertThat(provider.answered).doesNotHaveDuplicates().hasSize(QUESTIONS);
    }

    @Test
    void a_batch_goes_up_and_its_answers_come_down() throws Exception {
        assertThat(requireAllAnswers().answered()).isEqualTo(QUESTIONS);
        assertThat(provider.sizes).containsExactly(QUESTIONS);
        requireEachAnsweredOnce();
    }

    @Test
    void a_batch_that_expires_half_done_is_asked_for_the_rest_alone() throws Exception {
        provider.expires = true;
        provider.rounds.add(prompt -> Math.floorMod(prompt.hashCode(), 2) == 0 ? BatchProvider.echo(prompt) : null);
        BatchReport report = requireAllAnswers();
        assertThat(report.submitted()).isEqualTo(2);
        assertThat(provider.sizes.get(1)).isBetween(10, QUESTIONS - 10);
        requireEachAnsweredOnce();
    }

    @Test
    void what_is_missing_or_failed_is_asked_again() throws Exception {
        provider.rounds.add(prompt -> switch (prompt) {
            case "prompt 3" -> null;
            case "prompt 4" -> Outcome.failure(Outcome.Kind.SERVER_ERROR, "no");
            default -> BatchProvider.echo(prompt);
        });
        assertThat(requireAllAnswers().missing()).isEqualTo(1);
        requireEachAnsweredOnce();
    }

    @Test
    void a_provider_that_is_asked_too_often_how_far_it_is_is_asked_later() throws Exception {
        provider.onPoll.add(Reply.json(429, "{}").with("Retry-After", "0"));
        provider.onPoll.add(Reply.json(429, "{}"));
        provider.onPoll.add(Reply.page(503, "busy"));
        provider.onPoll.add(Reply.json(200, "{\"status\": \"dreaming\"}"));
        requireAllAnswers();
        requireEachAnsweredOnce();
    }

    @Test
    void a_provider_that_takes_its_time_is_waited_for() throws Exception {
        provider.busy = 30;
        requireAllAnswers();
        requireEachAnsweredOnce();
    }

    @Test
    void a_file_of_answers_that_is_broken_is_fetched_again() throws Exception {
        provider.onResults.add(Reply.page(200, "{\"custom_id\": \"q1\", \"respo"));
        provider.onResults.add(Reply.page(200, "not a line of JSON"));
        requireAllAnswers();
        requireEachAnsweredOnce();
        assertThat(provider.sizes).containsExactly(QUESTIONS);
    }

    @Test
    void a_file_of_answers_that_breaks_off_is_fetched_again() throws Exception {
        provider.onResults.add(Reply.page(200, "{\"custom_id\": \"q1\"}\n").by(Delivery.BROKEN_OFF));
        requireAllAnswers();
        requireEachAnsweredOnce();
    }

    @Test
    void answers_that_come_twice_are_taken_once() throws Exception {
        provider.twice = true;
        requireAllAnswers();
        requireEachAnsweredOnce();
        assertThat(provider.sizes).containsExactly(QUESTIONS);
    }

    @Test
    void a_batch_that_is_refused_for_want_of_time_is_handed_over_later() throws Exception {
        provider.onOpen.add(Reply.json(429, "{}").with("Retry-After", "0"));
        assertThat(requireAllAnswers().submitted()).isEqualTo(1);
        requireEachAnsweredOnce();
    }

    @Test
    void a_run_that_is_interrupted_is_gone_on_with_by_the_next() throws Exception {
        Workspace workspace = Workspace.at(directory).key(new SecretKeySpec(new byte[32], "AES"));
        provider.busy = 1_000_000;
        CountDownLatch waiting = new CountDownLatch(1);
        Dispatch first = settings()
                .progress(report -> {
                    if (report.batches().waiting() == QUESTIONS) {
                        waiting.countDown();
                    }
                })
                .build();
        Thread run = new Thread(() -> {
            try (WorkspaceSession session = workspace.begin()) {
                ask(Dispatcher.of(model(), first, session));
            } catch (InterruptedException e) {
                // As it was meant.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        run.start();
        waiting.await();
        run.interrupt();
        run.join();
        provider.busy = 0;
        try (WorkspaceSession session = workspace.begin()) {
            Dispatcher next = Dispatcher.of(model(), settings().build(), session);
            requireAll(ask(next));
            assertThat(next.report().batches().resumed()).isEqualTo(1);
            assertThat(next.report().batches().submitted()).isZero();
        }
        assertThat(provider.cancelled).isZero();
        requireEachAnsweredOnce();
    }

    @Test
    void a_run_without_a_workspace_takes_its_batch_back() throws Exception {
        provider.busy = 1_000_000;
        Thread asking = Thread.currentThread();
        Dispatcher dispatcher = Dispatcher.of(
                model(),
                settings()
                        .progress(report -> {
                            if (report.batches().waiting() == QUESTIONS) {
                                asking.interrupt();
                            }
                        })
                        .build());
        try {
            ask(dispatcher);
        } catch (InterruptedException e) {
            assertThat(provider.cancelled).isEqualTo(1);
            boolean unused = Thread.interrupted();
            return;
        }
        throw new AssertionError("it was interrupted");
    }

    @Test
    void reasons_for_asking_again_are_counted() throws Exception {
        provider.expires = true;
        provider.rounds.add(prompt -> prompt.equals("prompt 3") ? null : BatchProvider.echo(prompt));
        Dispatcher dispatcher = Dispatcher.of(model(), settings().build());
        requireAll(ask(dispatcher));
        assertThat(dispatcher.report().retries()).containsExactly(Map.entry(Retriable.Reason.TIMEOUT, 1L));
    }
}
