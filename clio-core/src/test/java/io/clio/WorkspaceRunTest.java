package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.release.InsightsFile;
import io.clio.spi.ConversationSource;
import io.clio.spi.Embedder;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import io.clio.workspace.AccessGrant;
import io.clio.workspace.Artefact;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceException;
import io.clio.workspace.WorkspaceReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a workspace: what they keep, what they find again, and that what they release does not depend on it. */
class WorkspaceRunTest {
    /** 960 conversations, so that texts are embedded in several calls; many of them alike. */
    private static final List<Conversation> MANY = Population.of(3, 6, 80, 2);

    private static final Facet<SensitiveText> WISH = Facet.text("wish", "What does the user wish?");
    private static final Facet<Integer> MOOD = Facet.score("mood", 1, 5, "How is the mood?");
    private static final Facet<YearMonth> WHEN = Facet.month("when", "When?");
    private static final Facet<String> SIDE = Facet.vocabulary("side", List.of("left", "right"), "Which side?");
    private static final Facet<List<String>> WORDS = Facet.labels("words", "Which words?");

    @TempDir
    private Path directory;

    private Workspace workspace() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return Workspace.at(directory).key(new SecretKeySpec(key, "AES")).retain(Duration.ofDays(1));
    }

    /** Counts the texts it is asked for, and fails for good when it has been called so often. */
    private static final class Counting implements Embedder {
        private final Embedder embedder = Embedders.hashing();
        private final AtomicInteger calls = new AtomicInteger();
        private final List<String> texts = new ArrayList<>();
        private final int lastCall;

        Counting(int lastCall) {
            this.lastCall = lastCall;
        }

        @Override
        public Embeddings embed(List<SensitiveText> some) {
            if (calls.incrementAndGet() > lastCall) {
                throw new IllegalStateException("died");
            }
            some.forEach(text -> texts.add(text.reveal()));
            return embedder.embed(some);
        }

        @Override
        public String name() {
            return embedder.name();
        }
    }

    private static Counting counting() {
        return new Counting(Integer.MAX_VALUE);
    }

    /** Answers all kinds of facets, and fails for good when it has been asked about so many conversations. */
    private static final class Asked implements FacetExtractor {
        private final AtomicInteger answered = new AtomicInteger();
        private final Set<String> contents = ConcurrentHashMap.newKeySet();
        private final int most;

        Asked(int most) {
            this.most = most;
        }

        @Override
        public List<Extraction> extract(List<Conversation> conversations, List<Facet<?>> facets) {
            if (answered.addAndGet(conversations.size()) > most) {
                throw new IllegalStateException("died");
            }
            return conversations.stream().map(this::answer).toList();
        }

        private Extraction answer(Conversation conversation) {
            String text = conversation.messages().get(0).content().reveal();
            contents.add(text);
            FacetValues.Builder values = FacetValues.builder()
                    .put(WISH, SensitiveText.of(text + " \ud800 å 漢"))
                    .put(MOOD, 1 + text.length() % 5)
                    .put(WHEN, YearMonth.of(2026, 1 + text.length() % 3))
                    .put(WORDS, Arrays.asList(text.split(" ")).subList(0, 2));
            return new Extraction.Answered(
                    text.length() % 2 == 0
                            ? values.build()
                            : values.put(SIDE, "left").build());
        }

        @Override
        public String name() {
            return "asked";
        }
    }

    private static Pipeline pipeline(List<Conversation> conversations, Embedder embedder) {
        return Runs.over(conversations).reconfigure().embedder(embedder).clusterer(Clusterers.kMeans(6));
    }

    private static Pipeline asking(List<Conversation> conversations, FacetExtractor extractor) {
        return pipeline(conversations, Embedders.hashing())
                .facets(
                        FacetSource.asked(MOOD),
                        FacetSource.asked(WHEN),
                        FacetSource.asked(SIDE),
                        FacetSource.asked(WORDS))
                .clusterBy(FacetSource.asked(WISH))
                .extractor(extractor);
    }

    private static String released(Pipeline pipeline) {
        return InsightsFile.toJson(pipeline.run());
    }

    @Test
    void a_run_releases_the_same_with_a_workspace_and_without() {
        String without = released(pipeline(MANY, counting()));
        assertThat(released(pipeline(MANY, counting()).workspace(Workspace.at(directory))))
                .isEqualTo(without)
                .contains("\"title\"");
        assertThat(released(pipeline(MANY, counting()).workspace(workspace()))).isEqualTo(without);
    }

    @Test
    void a_second_run_embeds_nothing() {
        String first = released(pipeline(MANY, counting()).workspace(workspace()));
        Counting again = counting();
        assertThat(released(pipeline(MANY, again).workspace(workspace().resuming())))
                .isEqualTo(first);
        assertThat(again.calls).hasValue(0);
    }

    @Test
    void texts_that_are_alike_are_embedded_once() {
        Counting counting = counting();
        released(pipeline(MANY, counting).workspace(Workspace.at(directory)));
        assertThat(counting.texts).doesNotHaveDuplicates().hasSizeBetween(50, MANY.size() - 1);
    }

    @Test
    void a_run_whose_embedder_died_goes_on_where_it_was() {
        List<Conversation> distinct = Population.withTokens(MANY, id -> "about " + id);
        Counting whole = counting();
        String uninterrupted = released(pipeline(distinct, whole));
        Counting dying = new Counting(1);
        assertThatThrownBy(() -> released(pipeline(distinct, dying).workspace(workspace())))
                .isInstanceOf(IllegalStateException.class);
        Counting rest = counting();

        assertThat(released(pipeline(distinct, rest).workspace(workspace().resuming())))
                .isEqualTo(uninterrupted);

        assertThat(dying.texts).hasSize(512);
        List<String> both = new ArrayList<>(dying.texts);
        both.addAll(rest.texts);
        assertThat(both).doesNotHaveDuplicates().hasSize(new HashSet<>(whole.texts).size());
    }

    @Test
    void a_run_that_was_cancelled_goes_on_where_it_was() {
        List<Conversation> distinct = Population.withTokens(MANY, id -> "about " + id);
        Embedder cancelling = new Embedder() {
            private final Embedder embedder = Embedders.hashing();

            @Override
            public Embeddings embed(List<SensitiveText> texts) {
                Thread.currentThread().interrupt();
                return embedder.embed(texts);
            }

            @Override
            public String name() {
                return embedder.name();
            }
        };
        Throwable cancelled =
                catchThrowable(() -> released(pipeline(distinct, cancelling).workspace(workspace())));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled).isInstanceOf(CancellationException.class);
        Counting rest = counting();
        assertThat(released(pipeline(distinct, rest).workspace(workspace().resuming())))
                .isEqualTo(released(pipeline(distinct, counting())));
        assertThat(rest.texts).hasSize(MANY.size() - 512);
    }

    @Test
    void a_run_whose_extractor_died_asks_for_nothing_twice() {
        String uninterrupted = released(asking(MANY, new Asked(Integer.MAX_VALUE)));
        Asked dying = new Asked(500);
        assertThatThrownBy(() -> released(asking(MANY, dying).workspace(workspace())))
                .hasMessageContaining("more than the ceiling");
        Asked rest = new Asked(Integer.MAX_VALUE);

        assertThat(released(asking(MANY, rest).workspace(workspace().resuming())))
                .isEqualTo(uninterrupted);

        assertThat(dying.contents).isNotEmpty();
        assertThat(rest.answered).hasValueBetween(MANY.size() - 500, MANY.size() - 1);
        Asked again = new Asked(Integer.MAX_VALUE);
        assertThat(released(asking(MANY, again).workspace(workspace()))).isEqualTo(uninterrupted);
        assertThat(again.answered).hasValue(0);
    }

    @Test
    void another_embedder_or_another_question_finds_nothing() {
        released(asking(MANY, new Asked(Integer.MAX_VALUE)).workspace(workspace()));
        Asked other = new Asked(Integer.MAX_VALUE);
        Embedder named = new Embedder() {
            @Override
            public Embeddings embed(List<SensitiveText> texts) {
                return Embedders.hashing().embed(texts);
            }

            @Override
            public String name() {
                return "another";
            }
        };
        Counting unused = counting();
        released(asking(MANY, other)
                .facet(Facet.score("more", 1, 2, "More?"))
                .reconfigure()
                .embedder(unused)
                .workspace(workspace()));
        assertThat(other.answered).hasValue(MANY.size());
        assertThat(unused.calls).hasValue(0);
        String others =
                released(asking(MANY, other).reconfigure().embedder(named).workspace(workspace()));
        assertThat(others).contains("another");
    }

    @Test
    void a_question_with_other_examples_is_asked_anew() {
        Pipeline first = pipeline(MANY, Embedders.hashing()).facets(FacetSource.asked(MOOD));
        released(first.extractor(new Asked(Integer.MAX_VALUE)).workspace(workspace()));
        Asked same = new Asked(Integer.MAX_VALUE);
        released(first.extractor(same).workspace(workspace()));
        assertThat(same.answered).hasValue(0);
        Asked other = new Asked(Integer.MAX_VALUE);
        released(pipeline(MANY, Embedders.hashing())
                .facets(FacetSource.asked(MOOD.withExamples("3")))
                .extractor(other)
                .workspace(workspace()));
        assertThat(other.answered).hasValue(MANY.size());
    }

    @Test
    void a_stage_without_a_name_is_refused_before_the_start() {
        Runs.CountedSource source = new Runs.CountedSource();
        Pipeline nameless = Runs.over(Conversations.of((ConversationSource) source))
                .reconfigure()
                .embedder(texts -> Embedders.hashing().embed(texts))
                .workspace(workspace());
        assertThatThrownBy(nameless::run).hasMessageContaining("the embedder has no name of its own");
        assertThat(source.reads()).isZero();
    }

    /** Its name would be the same whatever its model is. */
    private static final class Modelled implements Embedder {
        @Override
        public Embeddings embed(List<SensitiveText> texts) {
            return Embedders.hashing().embed(texts);
        }
    }

    private static final class Unnamed implements FacetExtractor {
        @Override
        public List<Extraction> extract(List<Conversation> conversations, List<Facet<?>> facets) {
            return new Asked(Integer.MAX_VALUE).extract(conversations, facets);
        }
    }

    @Test
    void a_stage_that_is_only_named_after_its_class_is_refused_before_the_start() {
        Runs.CountedSource source = new Runs.CountedSource();
        Pipeline named =
                Runs.over(Conversations.of((ConversationSource) source)).reconfigure();
        assertThatThrownBy(named.embedder(new Modelled()).workspace(workspace())::run)
                .hasMessageContaining("the embedder has no name of its own")
                .hasMessageContaining("override name()");
        assertThatThrownBy(named.extractor(new Unnamed()).workspace(workspace())::run)
                .hasMessageContaining("the extractor has no name of its own");
        assertThat(source.reads()).isZero();
        assertThat(directory).isEmptyDirectory();
        assertThat(pipeline(MANY, new Modelled()).run().roots()).isNotEmpty();
    }

    @Test
    void a_workspace_that_cannot_be_opened_is_told_before_the_start() {
        Runs.CountedSource source = new Runs.CountedSource();
        Pipeline resuming = Runs.over(Conversations.of((ConversationSource) source))
                .workspace(Workspace.at(directory).resuming());
        assertThatThrownBy(resuming::run).isInstanceOf(WorkspaceException.class).hasMessageContaining("call key(…)");
        assertThat(source.reads()).isZero();
    }

    @Test
    void an_overview_opens_no_workspace() {
        assertThat(Runs.over(MANY)
                        .workspace(Workspace.at(directory).resuming())
                        .overview()
                        .roots())
                .isNotEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void after_a_user_is_forgotten_the_workspace_holds_nothing_of_him() {
        List<Conversation> all = withAMarkOf("user-2-3");
        released(asking(all, new Asked(Integer.MAX_VALUE)).workspace(workspace()));
        assertThat(kept()).anyMatch(value -> value.contains("xyzzy"));

        assertThat(workspace().forget("user-2-3")).isPositive();

        assertThat(kept()).isNotEmpty().noneMatch(value -> value.contains("xyzzy"));
    }

    /** A conversation that two users claim under one id is nobody's, and still made from both. */
    @Test
    void what_was_made_from_a_disputed_conversation_goes_with_either_user() {
        List<Conversation> all = new ArrayList<>(Population.usual());
        Conversation first =
                Population.withTokens(all.subList(0, 1), id -> "xyzzy").get(0);
        for (String user : List.of("thief", "owner")) {
            all.add(new Conversation(
                    "disputed", Subject.ofUser(user), first.timestamp(), first.messages(), first.metadata()));
        }
        for (String user : List.of("thief", "owner")) {
            released(pipeline(all, counting()).workspace(workspace()));
            long before = vectors();
            assertThat(workspace().forget(user)).isEqualTo(1);
            assertThat(vectors()).isEqualTo(before - 1);
        }
    }

    private static List<Conversation> withAMarkOf(String user) {
        return MANY.stream()
                .map(c -> c.subject().reveal().filter(user::equals).isPresent()
                        ? Population.withTokens(List.of(c), id -> "xyzzy").get(0)
                        : c)
                .toList();
    }

    private List<String> kept() {
        List<String> kept = new ArrayList<>();
        try (WorkspaceReader reader = workspace().read(grant())) {
            reader.read(Artefact.FACETS, value -> kept.add(new String(value, StandardCharsets.US_ASCII)));
        }
        return kept;
    }

    private long vectors() {
        try (WorkspaceReader reader = workspace().read(grant())) {
            return reader.count(Artefact.EMBEDDINGS);
        }
    }

    private static AccessGrant grant() {
        return new AccessGrant("test", "to look for traces", Instant.MAX);
    }

    /** I15. */
    @Property(tries = 25)
    void after_a_user_is_forgotten_a_run_equals_one_that_never_had_him(
            @ForAll @IntRange(min = 0, max = 5) int topic, @ForAll @IntRange(min = 0, max = 9) int number)
            throws java.io.IOException {
        Path fresh = java.nio.file.Files.createTempDirectory("clio-forget");
        Workspace workspace =
                Workspace.at(fresh).key(new SecretKeySpec(new byte[32], "AES")).retain(Duration.ofDays(1));
        String user = "user-" + topic + "-" + number;
        List<Conversation> all = Population.of(topic * 10L + number, 6, 10, 2);
        List<Conversation> others = all.stream()
                .filter(c -> !c.subject().equals(Subject.ofUser(user)))
                .toList();
        assertThat(others).hasSize(all.size() - 2);
        released(asking(all, new Asked(Integer.MAX_VALUE)).workspace(workspace));
        assertThat(workspace.forget(user)).isGreaterThanOrEqualTo(1);

        Asked rest = new Asked(Integer.MAX_VALUE);
        assertThat(released(asking(others, rest).workspace(workspace)))
                .isEqualTo(released(asking(others, new Asked(Integer.MAX_VALUE))));
        assertThat(rest.answered).hasValue(0);
        workspace.wipe();
    }
}
