package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.FacetSource;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.spi.Summarizer;
import io.clio.testkit.evaluation.Contingency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the default number of clusters costs: NMI and purity with known topics, for that number and for parts and
 * multiples of it. What it prints is not a release.
 */
final class ClusterCounts {
    private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);
    private static final FacetSource<List<String>> TOPIC = Facets.metadata("topic", "/labels/topic");
    /** Behind by this much a number of clusters that ignores the data is found out. */
    private static final int CONTROL = 2;

    private ClusterCounts() {}

    /** Takes the folder of the data and the names of sets. */
    public static void main(String[] arguments) {
        double worst = 0;
        double control = 0;
        System.out.println("set               rows topics |    k     NMI  purity");
        for (String set : Arrays.asList(arguments).subList(1, arguments.length)) {
            Map<Integer, Double> scores = scores(set, Path.of(arguments[0], set + ".dev.jsonl.gz"));
            int rule = scores.keySet().stream()
                    .skip(1 + FACTORS.indexOf(1.0))
                    .findFirst()
                    .orElseThrow();
            double best = scores.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
            worst = Math.max(worst, best - scores.getOrDefault(rule, 0.0));
            control = Math.max(control, best - scores.getOrDefault(CONTROL, 0.0));
        }
        System.out.printf(Locale.ROOT, "behind the best by: %.4f%n", worst);
        System.out.printf(Locale.ROOT, "control behind by: %.4f%n", control);
    }

    /** NMI by number of clusters, the control first and then in the order of factors. */
    private static Map<Integer, Double> scores(String set, Path file) {
        List<Clusters> found = new ArrayList<>();
        Outcome outcome;
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            outcome = Engine.run(Clio.pipeline()
                    .from(Conversations.jsonLines(file))
                    .embedder(embedder)
                    .clusterTogether()
                    .clusterer((rows, seed) -> {
                        found.add(Clusterers.kMeans(CONTROL).cluster(rows, seed));
                        for (double factor : FACTORS) {
                            int k = (int) Math.round(factor * Clusterers.clustersFor(rows.rows()));
                            found.add(Clusterers.kMeans(k).cluster(rows, seed));
                        }
                        return found.get(0);
                    })
                    .summarizer(Summarizer.each(cluster -> Draft.of("", "")))
                    .plan(embedder)
                    .withScoring(List.of(TOPIC)));
        }
        int[] topics = topics(outcome);
        Map<Integer, Double> scores = new LinkedHashMap<>();
        for (Clusters clusters : found) {
            int[] assignment = new int[clusters.rows()];
            Arrays.setAll(assignment, clusters::of);
            Contingency contingency = Contingency.of(assignment, topics);
            scores.put(clusters.count(), contingency.normalisedMutualInformation());
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %5d %6d | %4d %7.4f %7.4f%n",
                    set,
                    clusters.rows(),
                    Arrays.stream(topics).distinct().count(),
                    clusters.count(),
                    contingency.normalisedMutualInformation(),
                    contingency.purity());
        }
        return scores;
    }

    /** The topics of the rows that have a vector, in their order; k-means leaves none of those out. */
    private static int[] topics(Outcome outcome) {
        Map<String, Integer> ids = new HashMap<>();
        return IntStream.range(0, outcome.rows().rows().size())
                .filter(row -> outcome.clusters().of(row) != Clusters.NOISE)
                .mapToObj(row -> outcome.rows()
                        .rows()
                        .get(row)
                        .values()
                        .get(TOPIC.facet())
                        .orElseThrow()
                        .get(0))
                .mapToInt(topic -> ids.computeIfAbsent(topic, unused -> ids.size()))
                .toArray();
    }
}
