package io.clio.examples;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.Format;
import io.clio.Pipeline;
import io.clio.Sampling;
import io.clio.facet.FacetSource;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.Embedder;
import io.clio.spi.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that runs a pipeline can be told. */
final class PipelineOptions {

    /** Which embedder turns requests into vectors. */
    enum EmbedderChoice {
        MINILM,
        STATIC,
        HASHING
    }

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "INPUT",
            description =
                    "a file of conversations: JSON lines, a JSON array, an export archive or CSV, plain, gzip or zip")
    private @Nullable Path input;

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: told from the first records; see docs/input.md)")
    private @Nullable Format format;

    @Option(
            names = "--facet",
            paramLabel = "NAME=/json/pointer",
            description = "break topics down by a field of the input; repeatable")
    private Map<String, String> facets = new LinkedHashMap<>();

    @Option(names = "--min-users", description = "users a topic or a cell stands for (default ${DEFAULT-VALUE})")
    private int minUsers = 5;

    @Option(
            names = "--min-conversations",
            description = "conversations a topic or a cell stands for (default ${DEFAULT-VALUE})")
    private int minConversations = 15;

    @Option(names = "--clusters", description = "number of base clusters (default: from the number of conversations)")
    private @Nullable Integer clusters;

    @Option(names = "--embedder", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private EmbedderChoice embedder = EmbedderChoice.MINILM;

    @Option(names = "--seed", description = "where all randomness comes from (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--threads", description = "threads that work (default: one per processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--sample", paramLabel = "N", description = "analyse N conversations drawn at random")
    private @Nullable Integer sample;

    @Option(
            names = "--each-conversation-is-a-user",
            description = "count conversations without a user id as users of their own")
    private boolean eachConversationIsAUser;

    @Option(
            names = "--max-bad-records",
            paramLabel = "PERCENT",
            description =
                    "skip bad records up to this share and fail beyond it; 0 fails at the first (default ${DEFAULT-VALUE})")
    private double maxBadRecords = 1;

    Path input() {
        if (input == null) {
            throw new IllegalArgumentException("INPUT is missing");
        }
        return input;
    }

    Conversations conversations() {
        Conversations conversations =
                format == null ? Conversations.file(input()) : Conversations.file(input(), format);
        if (!(maxBadRecords >= 0 && maxBadRecords <= 100)) {
            throw new IllegalArgumentException("--max-bad-records: expected 0 to 100, got " + maxBadRecords);
        }
        return maxBadRecords == 0
                ? conversations.failingOnBadRecords()
                : conversations.skippingAtMost(maxBadRecords / 100);
    }

    long seed() {
        return seed;
    }

    Embedder newEmbedder() {
        return switch (embedder) {
            case MINILM -> MiniLmEmbedder.builder().threads(threads).build();
            case STATIC -> Embedders.standard();
            case HASHING -> Embedders.hashing();
        };
    }

    Pipeline pipeline(Embedder with, Progress progress) {
        List<FacetSource<?>> all = new ArrayList<>(List.of(Facets.turns(), Facets.length(), Facets.month()));
        facets.forEach((name, pointer) -> all.add(Facets.metadata(name, pointer)));
        if (!facets.containsKey("language")) {
            all.add(Facets.language());
        }
        PrivacyPolicy policy = PrivacyPolicy.standard().withMinUsers(minUsers).withMinConversations(minConversations);
        Pipeline pipeline = sample == null ? Clio.pipeline() : Clio.pipeline().sample(Sampling.conversations(sample));
        return pipeline.from(conversations())
                .facets(all.toArray(FacetSource<?>[]::new))
                .embedder(with)
                .clusterer(clusters == null ? Clusterers.kMeans() : Clusterers.kMeans(clusters))
                .privacy(eachConversationIsAUser ? policy.withEachConversationAsAUser() : policy)
                .seed(seed)
                .threads(threads)
                .progress(progress);
    }
}
