package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.spi.ConversationSource;
import io.clio.spi.Embedder;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Summarizer;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * I6 for logs: at the most verbose logging and with every stage failing in turn, no word of any conversation and no id
 * is heard. Every word of the conversations is made up, so that none is heard by chance.
 */
class LogsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);
    private static final Facet<Integer> MOOD = Facet.score("mood", 1, 5, "How is the mood?");
    private static final Facet<SensitiveText> WISH = Facet.text("wish", "What is wished?");

    /** Each word of the usual population replaced by one that nobody else would say. */
    private static final List<Conversation> STRANGE =
            Population.usual().stream().map(LogsTest::strange).toList();

    private static final Set<String> SECRETS = secrets();

    @TempDir
    private Path directory;

    private static Conversation strange(Conversation usual) {
        List<Message> messages = usual.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        SensitiveText.of(strange(message.content().reveal()) + " " + word(usual.id()))))
                .toList();
        return new Conversation(
                word("id " + usual.id()),
                Subject.ofUser(word("user " + usual.subject().reveal().orElseThrow())),
                usual.timestamp(),
                messages,
                Metadata.of(Map.of("lang", word("en"))));
    }

    private static String strange(String text) {
        return String.join(
                " ", Arrays.stream(text.split("[^A-Za-z]+")).map(LogsTest::word).toList());
    }

    /** Nine letters that follow from a word and mean nothing. */
    private static String word(String usual) {
        SplittableRandom random =
                new SplittableRandom(usual.toLowerCase(Locale.ROOT).hashCode());
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            String letters = i % 2 == 0 ? "bdfgklmnprstvz" : "aeiou";
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static Set<String> secrets() {
        Set<String> secrets = new HashSet<>();
        for (Conversation conversation : STRANGE) {
            secrets.add(conversation.id());
            secrets.add(conversation.subject().reveal().orElseThrow());
            conversation
                    .messages()
                    .forEach(message ->
                            secrets.addAll(List.of(message.content().reveal().split(" "))));
        }
        secrets.add(word("en"));
        return secrets;
    }

    private static String textOf(Conversation conversation) {
        return conversation.id() + " "
                + conversation.messages().get(0).content().reveal();
    }

    private static IllegalStateException quoting(String text) {
        IllegalStateException quoting = new IllegalStateException(text, new IOException("caused by " + text));
        quoting.addSuppressed(new IllegalArgumentException("suppressed " + text));
        return quoting;
    }

    /** An extractor with a name. */
    private record Extractor(BiFunction<List<Conversation>, List<Facet<?>>, List<Extraction>> answers)
            implements FacetExtractor {
        @Override
        public List<Extraction> extract(List<Conversation> conversations, List<Facet<?>> facets) {
            return answers.apply(conversations, facets);
        }

        @Override
        public String name() {
            return "answers of the test";
        }
    }

    /** An embedder with a name. */
    private record Named(Embedder embedder) implements Embedder {
        @Override
        public Embeddings embed(List<SensitiveText> texts) {
            return embedder.embed(texts);
        }

        @Override
        public String name() {
            return "embedder of the test";
        }
    }

    private static Extractor answering() {
        return new Extractor((conversations, facets) -> conversations.stream()
                .map(c -> (Extraction) new Extraction.Answered(FacetValues.builder()
                        .put(MOOD, 3)
                        .put(WISH, c.messages().get(0).content())
                        .build()))
                .toList());
    }

    private Workspace workspace() {
        return Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .retain(Duration.ofDays(1));
    }

    /** What can go wrong, by its name. */
    private Map<String, Supplier<Pipeline>> mishaps() {
        return Map.ofEntries(
                Map.entry("nothing", this::whole),
                Map.entry("source", () -> from(failing(() -> quoting(textOf(STRANGE.get(70)))))),
                Map.entry(
                        "source, I/O",
                        () -> from(sink -> {
                            STRANGE.subList(0, 70).forEach(sink::conversation);
                            throw new IOException(textOf(STRANGE.get(70)), quoting(textOf(STRANGE.get(71))));
                        })),
                Map.entry("source, error", () -> from(failing(() -> new AssertionError(textOf(STRANGE.get(70)))))),
                Map.entry(
                        "sampling",
                        () -> whole().sample(Sampling.conversations(50).stratifiedBy(FacetSource.computed(MOOD, c -> {
                            throw quoting(textOf(c));
                        })))),
                Map.entry(
                        "screen",
                        () -> whole().screen(c -> {
                            throw quoting(textOf(c));
                        })),
                Map.entry(
                        "facet",
                        () -> whole().facet(Facet.score("tone", 1, 2, "?"), c -> {
                            throw quoting(textOf(c));
                        })),
                Map.entry(
                        "extractor",
                        () -> whole().reconfigure().extractor(new Extractor((all, facets) -> {
                            throw quoting(textOf(all.get(0)));
                        }))),
                Map.entry(
                        "extractor, error",
                        () -> whole().reconfigure().extractor(new Extractor((all, facets) -> {
                            throw new AssertionError(textOf(all.get(0)));
                        }))),
                Map.entry(
                        "extractor, reason",
                        () -> whole().reconfigure()
                                .extractor(new Extractor((all, facets) -> all.stream()
                                        .map(c -> (Extraction) new Extraction.Failed(textOf(c)))
                                        .toList()))),
                Map.entry(
                        "embedder",
                        () -> whole().reconfigure().embedder(new Named(texts -> {
                            throw quoting(texts.get(0).reveal());
                        }))),
                Map.entry(
                        "embedder, error",
                        () -> whole().reconfigure().embedder(new Named(texts -> {
                            throw new StackOverflowError(texts.get(0).reveal());
                        }))),
                Map.entry(
                        "embedder, shape",
                        () -> whole().reconfigure().embedder(new Named(texts -> Embeddings.wrap(new float[1], 1)))),
                Map.entry(
                        "clusterer",
                        () -> whole().clusterer((rows, seed) -> {
                            throw quoting(textOf(STRANGE.get(0)));
                        })),
                Map.entry("clusterer, shape", () -> whole().clusterer((rows, seed) -> Clusters.of(new int[1], 1))),
                Map.entry(
                        "summarizer",
                        () -> whole().summarizer(Summarizer.each(cluster -> {
                            throw quoting(textOf(STRANGE.get(0)));
                        }))),
                Map.entry(
                        "summarizer, echo",
                        () -> whole().summarizer(Summarizer.each(
                                cluster -> Draft.of(textOf(STRANGE.get(0)), textOf(STRANGE.get(1)))))),
                Map.entry(
                        "hierarchizer",
                        () -> whole().hierarchizer((drafts, centroids, seed) -> {
                            throw quoting(drafts.get(0).title().reveal());
                        })),
                Map.entry(
                        "auditor",
                        () -> whole().auditor(PrivacyAuditor.each(draft -> {
                            throw quoting(draft.title().reveal());
                        }))),
                Map.entry(
                        "auditor, error",
                        () -> whole().auditor(PrivacyAuditor.each(draft -> {
                            throw new AssertionError(draft.title().reveal());
                        }))),
                Map.entry("workspace in use", () -> {
                    left = workspace().begin();
                    return whole();
                }),
                Map.entry("workspace, other key", () -> {
                    keepSome();
                    return whole().reconfigure()
                            .workspace(Workspace.at(directory)
                                    .key(new SecretKeySpec(
                                            new byte[] {
                                                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1, 2, 3, 4, 5, 6,
                                                7, 8, 9, 10, 11, 12, 13, 14, 15, 16
                                            },
                                            "AES")));
                }),
                Map.entry("workspace, damaged", () -> {
                    keepSome();
                    truncate(20_000);
                    return whole();
                }),
                Map.entry("workspace, damaged while it is open", () -> {
                    Embedder usual = Embedders.hashing();
                    return whole().reconfigure().embedder(new Named(texts -> {
                        truncate(13_000);
                        return usual.embed(texts);
                    }));
                }),
                Map.entry("workspace, damaged while its answers are read", () -> {
                    keepSome();
                    AtomicInteger seen = new AtomicInteger();
                    return from(sink -> STRANGE.forEach(c -> {
                        if (seen.incrementAndGet() == 2) {
                            truncate(12_300);
                        }
                        sink.conversation(c);
                    }));
                }));
    }

    private WorkspaceSession left;

    private static ConversationSource failing(Supplier<Throwable> failure) {
        return sink -> {
            STRANGE.subList(0, 70).forEach(sink::conversation);
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
    }

    private Pipeline whole() {
        return from(sink -> STRANGE.forEach(sink::conversation));
    }

    private Pipeline from(ConversationSource source) {
        return Clio.pipeline()
                .from(Conversations.of(source))
                .embedder(Embedders.hashing())
                .threads(2)
                .clusterBy(FacetSource.asked(WISH))
                .facets(FacetSource.asked(MOOD), Facets.turns(), Facets.language())
                .extractor(answering())
                .workspace(workspace());
    }

    private void keepSome() {
        whole().run().roots();
    }

    private void truncate(long length) {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("clio-workspace.log").toFile(), "rw")) {
            file.setLength(length);
        } catch (IOException e) {
            throw new IllegalStateException("the test cannot write", e);
        }
    }

    static Stream<String> names() {
        return new LogsTest().mishaps().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_word_and_no_id_is_heard_whatever_fails(String mishap) throws IOException {
        try (Ear ear = new Ear()) {
            Pipeline pipeline = mishaps().get(mishap).get().progress(telling(ear));
            Throwable thrown = failureOf(pipeline);
            if (thrown != null) {
                ear.hear(thrown);
            }
            ear.hear(pipeline);
            ear.hear("end");

            assertThat(ear.heard()).contains("end");
            assertThat(ear.heardOf(SECRETS)).isEmpty();
            assertThat(EXPECTED_TO_FAIL.stream().anyMatch(mishap::startsWith))
                    .as("the run of '%s' failed with %s", mishap, thrown)
                    .isEqualTo(thrown != null);
        } finally {
            if (left != null) {
                left.close();
            }
        }
        assertThat(Files.exists(directory)).isTrue();
    }

    /** A summarizer and an auditor that fail cost a title; all else costs the run. */
    private static final List<String> EXPECTED_TO_FAIL = List.of(
            "source", "sampling", "screen", "facet", "extractor", "embedder", "clusterer", "hierarchizer", "workspace");

    private static Throwable failureOf(Pipeline pipeline) {
        try {
            pipeline.run().roots();
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** What a progress could show: its lines, and the names of threads. */
    private static Progress telling(Ear ear) {
        Progress console = Progress.console();
        return (stage, done, total) -> {
            console.update(stage, done, total);
            ear.hear(stage + " " + done + "/" + total + " "
                    + Thread.getAllStackTraces().keySet());
        };
    }

    /** The ear hears what is said in each of the ways that count, so its silence means something. */
    @Test
    void a_stage_that_tells_is_heard_in_whatever_way_it_does() {
        String secret = STRANGE.get(3).messages().get(0).content().reveal();
        List<Runnable> ways = List.of(
                () -> LOG.trace("read {}", secret),
                () -> LOG.debug("failed", new IllegalStateException(secret)),
                () -> LoggerFactory.getLogger("elsewhere").warn("{} {}", 1, secret),
                () -> System.out.println(secret),
                () -> System.err.println(secret));
        for (Runnable way : ways) {
            try (Ear ear = new Ear()) {
                whole().reconfigure()
                        .extractor(new Extractor((all, facets) -> {
                            way.run();
                            return answering().extract(all, facets);
                        }))
                        .run()
                        .roots();
                assertThat(ear.heardOf(SECRETS)).containsAll(List.of(secret.split(" ")));
            }
            workspace().wipe();
        }
        try (Ear ear = new Ear()) {
            ear.hear(quoting(STRANGE.get(3).id()));
            assertThat(ear.heardOf(SECRETS)).containsExactly(STRANGE.get(3).id());
            assertThat(ear.heard()).contains("caused by", "suppressed");
        }
        try (Ear ear = new Ear()) {
            Thread.currentThread().setName(STRANGE.get(4).id());
            telling(ear).update(Progress.Stage.READ, 1, 2);
            assertThat(ear.heardOf(SECRETS)).contains(STRANGE.get(4).id());
        } finally {
            Thread.currentThread().setName("main");
        }
    }

    @Test
    void the_words_are_strange_and_many() {
        assertThat(SECRETS).hasSizeGreaterThan(300).allMatch(word -> word.length() == 9);
    }
}
