package io.clio.testkit.leak;

import io.clio.Conversations;
import io.clio.Pipeline;
import io.clio.conversation.Conversation;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.spi.ConversationSource;
import io.clio.spi.FacetExtractor;
import io.clio.spi.Progress;
import io.clio.spi.Summarizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline under attack: everything is as its owner configured it, but the conversations and the stages that a model
 * could be. Thread-safe.
 *
 * <p>Auditors are left out. One that approves of everything adds nothing, and would be found out by the gate, which
 * then uses no draft at all: without any, drafts get furthest.
 */
final class Rehearsal {
    /** What a hostile extractor is asked for; its answers come from the data, so the gate must check their words. */
    static final Facet<List<String>> SAID = Facet.labels("leak-test-said", "What was said?");

    private static final FacetSource<List<String>> ROLE =
            FacetSource.computed(Facet.labels("leak-test-role", "Who planted it?"), Rehearsal::roleOf);

    private static final String POINTER_ROOT = "leakTest";

    private final Pipeline pipeline;
    private final CachedEmbedder embedder;
    private final Function<Outcome, Map<String, String>> door;

    /**
     * A pipeline under attack.
     *
     * @param pipeline as its owner configured it
     * @param embedder stands before the pipeline's own
     * @param door gives the text that leaves, by artefact; anything but {@link ReleasedText} is a broken gate
     */
    Rehearsal(Pipeline pipeline, CachedEmbedder embedder, Function<Outcome, Map<String, String>> door) {
        this.pipeline = pipeline;
        this.embedder = embedder;
        this.door = door;
    }

    /** All text that leaves with a run, by artefact. */
    Map<String, String> leaving(Outcome outcome) {
        return door.apply(outcome);
    }

    /** What a reader of a release has before him. */
    String read(Outcome outcome) {
        Map<String, String> texts = leaving(outcome);
        return ReleasedText.READ.stream().map(texts::get).collect(Collectors.joining("\n"));
    }

    /** What a planted conversation says of itself to the test alone: it enters neither texts nor breakdowns. */
    static Map<String, Object> role(String role) {
        return Map.of(POINTER_ROOT, Map.of("role", role));
    }

    private static @Nullable List<String> roleOf(Conversation conversation) {
        return conversation
                .metadata()
                .at("/" + POINTER_ROOT + "/role")
                .map(role -> List.of(role.toString()))
                .orElse(null);
    }

    /** What the owner configured. */
    Plan configured() {
        return plan(Conversations.of(List.<Conversation>of()), pipeline);
    }

    private Plan plan(Conversations conversations, Pipeline of) {
        return of.reconfigure().from(conversations).plan(embedder);
    }

    /** A run with a hostile summarizer and a hostile extractor, which answers all that no code does. */
    Outcome hostile(
            ConversationSource source,
            Summarizer summarizer,
            FacetExtractor extractor,
            long seed,
            int threads,
            Progress progress) {
        Plan plan = plan(Conversations.of(source), pipeline);
        List<FacetSource<?>> facets = new ArrayList<>(plan.facets());
        facets.add(FacetSource.asked(SAID));
        return Engine.run(with(plan, summarizer, Optional.of(extractor), facets, seed, threads, progress));
    }

    private Plan with(
            Plan plan,
            Summarizer summarizer,
            Optional<FacetExtractor> extractor,
            List<FacetSource<?>> facets,
            long seed,
            int threads,
            Progress progress) {
        return new Plan(
                plan.source(),
                plan.badRecordCeiling(),
                plan.screen(),
                plan.clusterBy(),
                plan.within(),
                facets,
                List.of(ROLE),
                extractor,
                Optional.empty(), // what a model would have to be paid for is played by the hostile stages
                embedder.before(plan.embedder()),
                plan.clusterer(),
                summarizer,
                plan.hierarchizer(),
                List.of(),
                plan.recognizers(),
                plan.policy(),
                Optional.empty(), // a rehearsal is no release
                seed,
                threads,
                progress,
                Optional.empty());
    }

    /** The base clusters of all rows that have a role. */
    static int[] clustersOf(String role, Outcome outcome) {
        return IntStream.range(0, outcome.rows().rows().size())
                .filter(row -> outcome.rows()
                        .rows()
                        .get(row)
                        .values()
                        .get(ROLE.facet())
                        .filter(List.of(role)::equals)
                        .isPresent())
                .map(row -> outcome.clusters().of(row))
                .toArray();
    }
}
