package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/llm-dispatch.md says. The working directory of these tests is the module. */
class DispatchGuideTest {
    private static final Pattern TEST = Pattern.compile("`(?:(\\w+)\\.)?([a-z0-9]+(?:_[a-z0-9]+)+)`");
    private static final Path SOURCE = Path.of("src/test/java/io/clio/dispatch/DispatchGuideTest.java");

    @TempDir
    Path directory;

    private final Map<Integer, Completion> used = new HashMap<>();

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/llm-dispatch.md"));
    }

    private static Stream<String> testsOf(Class<?> tests) {
        return Stream.of(tests.getDeclaredMethods()).map(method -> tests.getSimpleName() + "." + method.getName());
    }

    @Test
    void every_test_that_the_guide_names_is_there() throws IOException {
        List<String> named = TEST.matcher(guide())
                .results()
                .map((MatchResult test) ->
                        (test.group(1) == null ? "DispatcherTest" : test.group(1)) + "." + test.group(2))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(Stream.of(
                                DispatcherTest.class,
                                RetriesTest.class,
                                BrokenCallsTest.class,
                                PacingTest.class,
                                BudgetTest.class,
                                KeptAnswersOfModelsTest.class,
                                ThreadsTest.class,
                                BatchesTest.class,
                                BatchBudgetTest.class,
                                KeptBatchesTest.class)
                        .flatMap(DispatchGuideTest::testsOf))
                .containsAll(named);
    }

    @Test
    void the_example_of_the_guide_is_the_one_that_is_run_here() throws IOException {
        String guide = guide();
        String example = guide.substring(guide.indexOf("```java") + 7, guide.indexOf("```\n"));
        List<String> source =
                Files.readString(SOURCE).lines().map(String::strip).toList();
        assertThat(example.lines().map(String::strip).filter(line -> !line.isEmpty()))
                .hasSizeGreaterThan(10)
                .allMatch(source::contains);
    }

    @Test
    void the_example_of_the_guide_runs() throws LanguageModelException, InterruptedException {
        LanguageModel model = new LanguageModel() {
            @Override
            public Completion complete(CompletionRequest request) {
                return new Completion(SensitiveText.of("yes"), Completion.Finish.STOP, TokenUsage.of(9, 1));
            }

            @Override
            public String name() {
                return "gpt-4o-mini";
            }
        };
        example(
                model,
                new SecretKeySpec(new byte[32], "AES"),
                Asked.questions(5).iterator());
        assertThat(used).hasSize(5);
    }

    private void example(LanguageModel model, SecretKey key, Iterator<Question<Integer>> questions)
            throws LanguageModelException, InterruptedException {
        Dispatch settings = Dispatch.builder()
                .maxInFlight(64)
                .requestsPerMinute(600)
                .tokensPerMinute(200_000)
                .budget(Budget.tokens(50_000_000).andDollars("25"))
                .build();
        Workspace workspace = Workspace.at(directory).key(key).retain(Duration.ofDays(7));
        try (WorkspaceSession session = workspace.begin()) {
            Dispatcher dispatcher = Dispatcher.of(model, settings, session);
            dispatcher.ask(questions, reply -> {
                if (reply instanceof Reply.Answered<Integer> answered) {
                    use(answered.key(), answered.completion());
                }
            });
            System.out.println(dispatcher.report());
            session.finish();
        }
    }

    private void use(Integer key, Completion completion) {
        used.put(key, completion);
    }
}
