package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.FacetSource;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.spi.Embedder;
import io.clio.spi.Summarizer;
import io.clio.testkit.evaluation.Contingency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How well topics are found in each language of a multilingual set: NMI of the default clusters within a language with
 * the set's topics, where all conversations are clustered together, by detected language (the default), and by the
 * set's own language labels. What it prints is not a release.
 */
final class LanguageQuality {
    private static final FacetSource<List<String>> TOPIC = Facets.metadata("topic", "/labels/topic");
    private static final FacetSource<List<String>> TONGUE = Facets.metadata("tongue", "/language");
    /** A language of fewer rows says little. */
    private static final int FEWEST = 50;

    private LanguageQuality() {}

    /** NMI within one language. */
    private record Score(int rows, double together, double detected, double labelled, double shuffled) {}

    /** Takes the set, and an embedder: {@code minilm}, {@code static} or {@code hashing}. */
    public static void main(String[] arguments) {
        Path set = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "minilm" -> {
                try (MiniLmEmbedder model = MiniLmEmbedder.quantized()) {
                    measure(set, model);
                }
            }
            case "static" -> measure(set, Embedders.standard());
            case "hashing" -> measure(set, Embedders.hashing());
            default -> throw new IllegalArgumentException("expected minilm, static or hashing, found " + arguments[1]);
        }
    }

    private static void measure(Path set, Embedder embedder) {
        Pipeline pipeline = Clio.pipeline()
                .from(Conversations.jsonLines(set))
                .embedder(remembering(embedder))
                .summarizer(Summarizer.each(cluster -> Draft.of("", "")));
        Outcome together = run(pipeline.clusterTogether());
        Outcome detected = run(pipeline.clusterWithin(Facets.language()));
        Outcome labelled = run(pipeline.clusterWithin(TONGUE));
        report(scores(together, detected, labelled));
    }

    /** Each text is embedded once; the vector of a text depends on that text alone. */
    private static Embedder remembering(Embedder model) {
        Map<SensitiveText, float[]> known = new HashMap<>();
        return texts -> {
            List<SensitiveText> unseen = texts.stream()
                    .filter(text -> !known.containsKey(text))
                    .distinct()
                    .toList();
            if (!unseen.isEmpty()) {
                Embeddings fresh = model.embed(unseen);
                for (int i = 0; i < unseen.size(); i++) {
                    known.put(unseen.get(i), fresh.vector(i));
                }
            }
            int d = known.getOrDefault(texts.get(0), new float[1]).length;
            float[] values = new float[texts.size() * d];
            for (int i = 0; i < texts.size(); i++) {
                System.arraycopy(known.getOrDefault(texts.get(i), new float[d]), 0, values, i * d, d);
            }
            return Embeddings.wrap(values, d);
        };
    }

    private static Outcome run(Pipeline pipeline) {
        return Engine.run(pipeline.plan(texts -> Embeddings.wrap(new float[texts.size()], 1))
                .withScoring(List.of(TOPIC, TONGUE)));
    }

    private static Map<String, Score> scores(Outcome together, Outcome detected, Outcome labelled) {
        Map<String, List<Integer>> rowsOf = new TreeMap<>();
        for (int row = 0; row < together.rows().rows().size(); row++) {
            if (together.clusters().of(row) != Clusters.NOISE) {
                rowsOf.computeIfAbsent(first(together, row, TONGUE), unused -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, Score> scores = new TreeMap<>();
        rowsOf.forEach((tongue, rows) -> {
            if (rows.size() >= FEWEST) {
                int[] topics = numbered(
                        rows.stream().map(row -> first(together, row, TOPIC)).toList());
                List<Integer> clusters = new ArrayList<>(
                        rows.stream().map(labelled.clusters()::of).toList());
                double best = nmi(clusters, topics);
                Collections.shuffle(clusters, new Random(1));
                scores.put(
                        tongue,
                        new Score(
                                rows.size(),
                                nmi(rows.stream().map(together.clusters()::of).toList(), topics),
                                nmi(rows.stream().map(detected.clusters()::of).toList(), topics),
                                best,
                                nmi(clusters, topics)));
            }
        });
        return scores;
    }

    private static String first(Outcome outcome, int row, FacetSource<List<String>> facet) {
        return outcome.rows()
                .rows()
                .get(row)
                .values()
                .get(facet.facet())
                .orElseThrow()
                .get(0);
    }

    private static int[] numbered(List<String> labels) {
        Map<String, Integer> ids = new HashMap<>();
        return labels.stream()
                .mapToInt(label -> ids.computeIfAbsent(label, unused -> ids.size()))
                .toArray();
    }

    private static double nmi(List<Integer> clusters, int[] topics) {
        return Contingency.of(clusters.stream().mapToInt(Integer::intValue).toArray(), topics)
                .normalisedMutualInformation();
    }

    private static void report(Map<String, Score> scores) {
        System.out.println("language    rows   together  detected  labelled");
        scores.forEach((tongue, score) -> System.out.printf(
                Locale.ROOT,
                "%-9s %6d %10.4f %9.4f %9.4f%n",
                tongue,
                score.rows,
                score.together,
                score.detected,
                score.labelled));
        System.out.printf(
                Locale.ROOT,
                "median           %10.4f %9.4f %9.4f%n",
                median(scores, Score::together),
                median(scores, Score::detected),
                median(scores, Score::labelled));
        System.out.printf(Locale.ROOT, "behind by: %.4f%n", median(scores, score -> score.labelled - score.detected));
        System.out.printf(
                Locale.ROOT, "control behind by: %.4f%n", median(scores, score -> score.labelled - score.shuffled));
    }

    private static double median(Map<String, Score> scores, ToDoubleFunction<Score> of) {
        double[] sorted = scores.values().stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
