package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.facet.FacetSource;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.spi.Clusterer;
import io.clio.spi.Summarizer;
import io.clio.testkit.evaluation.Contingency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a labelled set through the pipeline once and clusters its vectors with seeds 1 to 5, for another program to
 * compare: writes {@code vectors.npy}, {@code labels.npy}, {@code assignment-SEED.npy} and {@code nmi.txt}. What it
 * writes is not a release.
 */
final class ClusterQuality {
    private static final int SEEDS = 5;

    private ClusterQuality() {}

    /** Takes the set, the number of clusters and the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path set = Path.of(arguments[0]);
        FiveSeeds clusterer = new FiveSeeds(Clusterers.kMeans(Integer.parseInt(arguments[1])));
        Path out = Files.createDirectories(Path.of(arguments[2]));
        FacetSource<List<String>> topic = Facets.metadata("topic", "/labels/topic");
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            Plan plan = Clio.pipeline()
                    .from(Conversations.jsonLines(set))
                    .embedder(embedder)
                    .clusterTogether()
                    .clusterer(clusterer)
                    .summarizer(Summarizer.each(cluster -> Draft.of("", "")))
                    .plan(embedder)
                    .withScoring(List.of(topic));
            write(out, clusterer, labels(Engine.run(plan), topic));
        }
    }

    /** Clusters with each seed and keeps what came of it; the run goes on with the first. */
    private static final class FiveSeeds implements Clusterer {
        private final Clusterer clusterer;
        private final List<Clusters> found = new ArrayList<>();
        private @Nullable Embeddings vectors;

        FiveSeeds(Clusterer clusterer) {
            this.clusterer = clusterer;
        }

        @Override
        public Clusters cluster(Embeddings embeddings, long seedOfRun) {
            vectors = embeddings;
            for (int seed = 1; seed <= SEEDS; seed++) {
                long start = System.nanoTime();
                found.add(clusterer.cluster(embeddings, seed));
                System.out.printf(
                        Locale.ROOT,
                        "clio seed %d: %d clusters of %s in %.2f s%n",
                        seed,
                        found.get(seed - 1).count(),
                        embeddings,
                        (System.nanoTime() - start) / 1e9);
            }
            return found.get(0);
        }

        Embeddings vectors() {
            if (vectors == null) {
                throw new IllegalStateException("no conversation has a text");
            }
            return vectors;
        }
    }

    /** The labels of the rows that have a vector, in their order; k-means leaves none of those out. */
    private static int[] labels(Outcome outcome, FacetSource<List<String>> topic) {
        Map<String, Integer> ids = new HashMap<>();
        return IntStream.range(0, outcome.rows().rows().size())
                .filter(row -> outcome.clusters().of(row) != Clusters.NOISE)
                .map(row -> ids.computeIfAbsent(
                        outcome.rows()
                                .rows()
                                .get(row)
                                .values()
                                .get(topic.facet())
                                .orElseThrow(() -> new IllegalStateException("a conversation has no topic"))
                                .get(0),
                        unused -> ids.size()))
                .toArray();
    }

    private static void write(Path out, FiveSeeds clusterer, int[] labels) throws IOException {
        Embeddings vectors = clusterer.vectors();
        NpyFile.write(out.resolve("vectors.npy"), vectors);
        NpyFile.write(out.resolve("labels.npy"), labels);
        StringBuilder scores = new StringBuilder();
        for (int seed = 1; seed <= SEEDS; seed++) {
            Clusters clusters = clusterer.found.get(seed - 1);
            int[] assignment =
                    IntStream.range(0, vectors.rows()).map(clusters::of).toArray();
            NpyFile.write(out.resolve("assignment-" + seed + ".npy"), assignment);
            scores.append(Contingency.of(assignment, labels).normalisedMutualInformation())
                    .append('\n');
        }
        Files.writeString(out.resolve("nmi.txt"), scores);
    }
}
