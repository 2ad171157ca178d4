package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.TokenUsage;
import io.clio.release.InsightsFile;
import io.clio.spi.Embedder;
import io.clio.spi.Extraction;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Summarizer;
import io.clio.spi.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** I6: whatever a run does or fails at, nothing of a conversation and of an id comes out beside the result. */
class LeaksTest {
    /** Stands in every text, id, user id and metadata of the input. */
    private static final String TOKEN = "Zwx";

    private static final Facet<Integer> MOOD = Facet.score("mood", 1, 5, "How is the mood?");

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final PrintStream capture = new PrintStream(heard, true, StandardCharsets.UTF_8);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Level level = root.getLevel();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord record) {
            capture.println(record.getLoggerName() + " " + record.getMessage() + " "
                    + (record.getParameters() == null ? "" : List.of(record.getParameters())));
            if (record.getThrown() != null) {
                capture.println(stackTrace(record.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        listening.setLevel(Level.ALL);
        root.setLevel(Level.FINEST);
        root.addHandler(listening);
        System.setOut(capture);
        System.setErr(capture);
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(listening);
        root.setLevel(level);
    }

    /** Ways to make a run go wrong with something of a conversation in hand, by what goes wrong. */
    static final Map<String, UnaryOperator<Pipeline>> MISHAPS = Map.ofEntries(
            Map.entry("none", p -> p),
            Map.entry(
                    "facet code throws now and then",
                    p -> p.facet(MOOD, c -> {
                        if (textOf(c).contains("c17q")) {
                            throw quoting(c);
                        }
                        return 3;
                    })),
            Map.entry(
                    "facet code throws",
                    p -> p.facet(MOOD, c -> {
                        throw quoting(c);
                    })),
            Map.entry(
                    "facet code throws an error",
                    p -> p.facet(MOOD, c -> {
                        throw new AssertionError(textOf(c), new IllegalStateException(textOf(c)));
                    })),
            Map.entry(
                    "clustered facet throws",
                    p -> p.clusterBy(FacetSource.computed(Facet.text("wish", "?"), c -> {
                        throw quoting(c);
                    }))),
            Map.entry(
                    "extractor throws",
                    p -> p.facet(MOOD).extractor((conversations, facets) -> {
                        throw quoting(conversations.get(0));
                    })),
            Map.entry(
                    "extractor fails with a reason",
                    p -> p.facet(MOOD)
                            .extractor((conversations, facets) -> conversations.stream()
                                    .map(c -> (Extraction) new Extraction.Failed(textOf(c)))
                                    .toList())),
            Map.entry(
                    "embedder throws",
                    p -> p.reconfigure().embedder(texts -> {
                        throw new IllegalArgumentException(texts.get(0).reveal());
                    })),
            Map.entry(
                    "embedder throws an error",
                    p -> p.reconfigure().embedder(texts -> {
                        throw new StackOverflowError(texts.get(0).reveal());
                    })),
            Map.entry("embedder with a changing name", p -> p.reconfigure().embedder(new Chameleon())),
            Map.entry("clusterer loses rows", p -> p.clusterer((rows, seed) -> Clusters.of(new int[1], 1))),
            Map.entry(
                    "summarizer throws",
                    p -> p.summarizer(Summarizer.each(cluster -> {
                        throw new IllegalArgumentException(memberOf(cluster));
                    }))),
            Map.entry(
                    "summarizer throws an error",
                    p -> p.summarizer(Summarizer.each(cluster -> {
                        throw new AssertionError(memberOf(cluster));
                    }))),
            Map.entry(
                    "hierarchizer throws",
                    p -> p.summarizer(Summarizer.each(cluster -> Draft.of(memberOf(cluster), "")))
                            .hierarchizer((drafts, centroids, seed) -> {
                                throw new IllegalArgumentException(
                                        drafts.get(0).title().reveal());
                            })),
            Map.entry(
                    "auditor throws",
                    p -> p.summarizer(Summarizer.each(cluster -> Draft.of(memberOf(cluster), "")))
                            .auditor(PrivacyAuditor.each(draft -> {
                                throw new IllegalArgumentException(draft.title().reveal() + " "
                                        + draft.summary().reveal());
                            }))),
            Map.entry(
                    "auditor throws an error",
                    p -> p.auditor(PrivacyAuditor.each(draft -> {
                        throw new AssertionError(draft.title().reveal());
                    }))),
            Map.entry("auditor rejects", p -> p.auditor(PrivacyAuditor.each(draft -> Verdict.REJECTED))));

    static Stream<String> mishaps() {
        return MISHAPS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void nothing_of_a_conversation_is_heard_of_a_run(String mishap) {
        List<Conversation> planted = planted();
        Pipeline pipeline = MISHAPS.get(mishap).apply(watched(Runs.over(planted)));

        Throwable thrown = catchThrowable(() -> capture.println(InsightsFile.toJson(pipeline.run())));

        capture.println(thrown == null ? "" : stackTrace(thrown));
        capture.println(pipeline);
        assertThat(heard()).isNotBlank().doesNotContainIgnoringCase(TOKEN);
    }

    @Test
    void nothing_of_a_bad_record_is_heard_of_a_run_over_a_file() throws IOException {
        String good = "{\"id\": \"Zwx1\", \"user_id\": \"Zwx\", \"messages\":"
                + " [{\"role\": \"user\", \"content\": \"Zwx\"}]}\n";
        Path file = directory.resolve("chats.jsonl");
        Files.writeString(file, good + "{\"Zwx\": Zwx\n{\"messages\": \"Zwx\"}\n" + good);
        Conversations conversations = Conversations.jsonLines(file);

        capture.println(stackTrace(
                catchThrowable(() -> watched(Runs.over(conversations)).run())));
        capture.println(watched(Runs.over(conversations.skippingAtMost(0.9))).run());

        assertThat(heard()).contains("skipped a bad record", "chats.jsonl:2").doesNotContainIgnoringCase(TOKEN);
    }

    /** The same ear hears a run that does tell, so silence means something. */
    @Test
    void a_run_that_tells_is_heard() {
        Runs.over(planted())
                .facet(MOOD, c -> {
                    Logger.getLogger("telling").finest(textOf(c));
                    return 1;
                })
                .run()
                .roots()
                .forEach(System.out::println);
        assertThat(heard()).contains(TOKEN);
    }

    @Test
    void objects_of_rooms_1_and_2_print_nothing_of_what_they_hold() {
        SensitiveText text = SensitiveText.of(TOKEN);
        Message message = new Message(Role.USER, text);
        Subject subject = Subject.ofUser(TOKEN);
        Metadata metadata = Metadata.of(Map.of(TOKEN, TOKEN));
        Facet<SensitiveText> facet = Facet.text("wish", "?");
        Facet<List<String>> labels = Facet.labels("labels", "?");
        FacetValues values = FacetValues.builder()
                .put(facet, text)
                .put(labels, List.of(TOKEN))
                .build();
        FacetRow row = new FacetRow(subject, values);
        Draft draft = new Draft(text, text);
        List<Object> objects = List.of(
                text,
                message,
                subject,
                metadata,
                new Conversation(TOKEN, subject, Instant.EPOCH, List.of(message), metadata),
                values,
                row,
                draft,
                new KeyTerm(text, 5, 5, 1),
                new Portrait(List.of(row), List.of(row), List.of(), List.of(draft), Set.of(TOKEN), Set.of(TOKEN)),
                new Hierarchy.Group(Optional.of(draft), Hierarchy.flat(1).roots()),
                Embeddings.wrap(new float[2], 1),
                new Extraction.Answered(values),
                CompletionRequest.of(text),
                new Completion(text, Completion.Finish.STOP, TokenUsage.of(1, 1)));
        assertThat(objects)
                .allSatisfy(object -> assertThat(object.toString()).isNotBlank().doesNotContain(TOKEN));
    }

    @Test
    void a_finished_run_prints_nothing_of_what_it_holds() {
        Outcome outcome = Engine.run(Runs.over(planted()).plan(Embedders.hashing()));
        assertThat(outcome.toString()).doesNotContainIgnoringCase(TOKEN);
        assertThat(outcome.candidate().roots())
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.toString()).doesNotContainIgnoringCase(TOKEN));
    }

    @Test
    void facet_rows_keep_no_id() {
        Outcome outcome = Engine.run(Runs.over(planted()).plan(Embedders.hashing()));
        assertThat(outcome.rows().rows())
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.subject().reveal().orElseThrow()).doesNotContainIgnoringCase(TOKEN));
    }

    /** Each text, id, user and metadata field holds the token; no two texts hold the same one. */
    private static List<Conversation> planted() {
        List<Conversation> all = Population.withTokens(Population.usual(), id -> TOKEN + id + "q");
        all = Population.withUserIds(all, user -> TOKEN + user);
        all = Population.withIds(all, id -> TOKEN + id);
        return all.stream()
                .map(c -> new Conversation(
                        c.id(), c.subject(), c.timestamp(), c.messages(), Metadata.of(Map.of("note", TOKEN))))
                .toList();
    }

    private Pipeline watched(Pipeline pipeline) {
        return pipeline.progress((stage, done, total) -> capture.println(stage + " " + done + " " + total + " "
                + Thread.getAllStackTraces().keySet()));
    }

    private String heard() {
        capture.flush();
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static String textOf(Conversation conversation) {
        return conversation.messages().get(0).content().reveal();
    }

    private static String memberOf(Portrait cluster) {
        return cluster.members().stream()
                .flatMap(row -> row.values().get(Facets.request().facet()).stream())
                .map(SensitiveText::reveal)
                .findFirst()
                .orElse("");
    }

    private static IllegalArgumentException quoting(Conversation conversation) {
        return new IllegalArgumentException(textOf(conversation), new IllegalStateException(textOf(conversation)));
    }

    /** Takes the first text that it sees as its name, and gives the wrong shape. */
    private static final class Chameleon implements Embedder {
        private volatile String name = "Chameleon";

        @Override
        public Embeddings embed(List<SensitiveText> texts) {
            name = texts.get(0).reveal();
            return Embeddings.wrap(new float[1], 1);
        }

        @Override
        public String name() {
            return name;
        }
    }
}
