package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.Sampling;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.dispatch.Dispatch;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.FacetSource;
import io.clio.llm.LanguageModel;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.openai.OpenAiModel;
import io.clio.release.Candidate;
import io.clio.spi.Embedder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reconstruction test of Tamkin et al. (2024) on a labelled set: base clusters are found without the labels, each
 * is given one of the true topics by whoever reads its title and summary alone, and what that makes of the
 * conversations is compared with the truth. What it prints is not a release.
 */
final class Reconstruction {
    private static final FacetSource<List<String>> TOPIC = Facets.metadata("evaluation-topic", "/labels/topic");
    private static final FacetSource<List<String>> TONGUE = Facets.metadata("evaluation-language", "/language");
    /** A language of fewer conversations says little. */
    private static final int FEWEST = 50;

    private final Outcome outcome;
    private final List<String> topics;
    private final List<Draft> drafts;
    private final int[][] members;

    private Reconstruction(Outcome outcome) {
        this.outcome = outcome;
        this.members = outcome.clusters().members();
        this.drafts = drafts(outcome, members.length);
        this.topics = Arrays.stream(members)
                .flatMapToInt(Arrays::stream)
                .mapToObj(row -> label(row, TOPIC))
                .distinct()
                .sorted()
                .toList();
    }

    /** Takes the set. With {@code CLIO_MODEL_URL} and {@code CLIO_MODEL} a language model is asked for everything. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        String url = environment.getOrDefault("CLIO_MODEL_URL", "");
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            Pipeline pipeline = Clio.pipeline()
                    .from(Conversations.jsonLines(Path.of(arguments[0])))
                    .embedder(embedder);
            if (environment.containsKey("CLIO_CONVERSATIONS")) {
                pipeline = pipeline.sample(
                        Sampling.conversations(Integer.parseInt(environment.get("CLIO_CONVERSATIONS"))));
            }
            Dispatch dispatch = Dispatch.builder().build();
            LanguageModel model = new NearestTopicModel(embedder);
            if (!url.isEmpty()) {
                model = OpenAiModel.builder(URI.create(url), environment.getOrDefault("CLIO_MODEL", ""))
                        .apiKey(environment.getOrDefault("CLIO_MODEL_KEY", ""))
                        .build();
                pipeline = pipeline.llm(model).dispatch(dispatch);
            }
            System.out.println("titles and summaries: " + (url.isEmpty() ? "key terms" : model.name()));
            System.out.println("given to topics by: " + model.name());
            new Reconstruction(run(pipeline, embedder)).report(new TopicQuestions(model, dispatch));
        }
    }

    private static Outcome run(Pipeline pipeline, Embedder embedder) {
        return Engine.run(pipeline.plan(embedder).withScoring(List.of(TOPIC, TONGUE)));
    }

    private String label(int row, FacetSource<List<String>> facet) {
        return outcome.rows()
                .rows()
                .get(row)
                .values()
                .get(facet.facet())
                .map(values -> values.get(0))
                .orElse("");
    }

    /** Of each base cluster, as its stage described it: the gate is measured elsewhere. */
    private static List<Draft> drafts(Outcome outcome, int clusters) {
        Map<Integer, Draft> drafts = new HashMap<>();
        outcome.candidate().roots().stream()
                .flatMap(Reconstruction::leaves)
                .filter(leaf -> leaf.rows().length > 0)
                .forEach(leaf -> drafts.put(outcome.clusters().of(leaf.rows()[0]), leaf.draft()));
        List<Draft> all = new ArrayList<>();
        for (int cluster = 0; cluster < clusters; cluster++) {
            all.add(drafts.getOrDefault(cluster, Draft.of("", "")));
        }
        return all;
    }

    private static Stream<Candidate.Node> leaves(Candidate.Node node) {
        return node.children().isEmpty()
                ? Stream.of(node)
                : node.children().stream().flatMap(Reconstruction::leaves);
    }

    private void report(TopicQuestions questions) throws InterruptedException {
        List<String> given = questions.ask(drafts, topics);
        Score score = new Score(given);
        System.out.printf(
                Locale.ROOT,
                "conversations %d, true topics %d, base clusters %d, of these given to no topic %d%n",
                score.rows,
                topics.size(),
                members.length,
                given.stream().filter(String::isEmpty).count());
        score.byLanguage.forEach((tongue, right) -> {
            if (right[1] >= FEWEST) {
                System.out.printf(
                        Locale.ROOT, "%-9s %6d accuracy %5.1f %%%n", tongue, right[1], 100.0 * right[0] / right[1]);
            }
        });
        System.out.printf(Locale.ROOT, "accuracy: %.1f %%%n", 100 * score.accuracy());
        System.out.printf(Locale.ROOT, "accuracy if each cluster had its commonest topic: %.1f %%%n", 100 * best());
        System.out.printf(Locale.ROOT, "error of the distribution: %.1f %%%n", 100 * score.distributionError());
        System.out.printf(
                Locale.ROOT,
                "label precision: mean %.1f %%, of %.1f %% of the clusters at least half%n",
                100 * score.precisions().average().orElse(0),
                100.0
                        * score.precisions()
                                .filter(precision -> precision >= 1.0 / 2)
                                .count()
                        / members.length);
        System.out.printf(Locale.ROOT, "wrong=%.1f%n", 100 - 100 * score.accuracy());
        List<Draft> shuffled = new ArrayList<>(drafts);
        Collections.shuffle(shuffled, new Random(1));
        System.out.printf(
                Locale.ROOT, "control=%.1f%n", 100 - 100 * new Score(questions.ask(shuffled, topics)).accuracy());
    }

    private double best() {
        List<String> commonest = new ArrayList<>();
        for (int[] rows : members) {
            Map<String, Integer> counts = new TreeMap<>();
            Arrays.stream(rows).forEach(row -> counts.merge(label(row, TOPIC), 1, Integer::sum));
            commonest.add(Collections.max(counts.entrySet(), Map.Entry.comparingByValue())
                    .getKey());
        }
        return new Score(commonest).accuracy();
    }

    /** How many conversations stand in a cluster that was given to their topic. */
    private final class Score {
        private final List<String> given;
        /** For each language the conversations that are right, and all of them. */
        private final Map<String, int[]> byLanguage = new TreeMap<>();

        private final Map<String, Integer> truth = new TreeMap<>();
        private final Map<String, Integer> found = new TreeMap<>();
        private int rows;
        private int right;

        Score(List<String> given) {
            this.given = given;
            for (int row = 0; row < outcome.clusters().rows(); row++) {
                int cluster = outcome.clusters().of(row);
                if (cluster != Clusters.NOISE) {
                    add(label(row, TOPIC), given.get(cluster), label(row, TONGUE));
                }
            }
        }

        private void add(String topic, String assigned, String tongue) {
            int[] counts = byLanguage.computeIfAbsent(tongue, unused -> new int[2]);
            boolean same = topic.equals(assigned);
            rows++;
            right += same ? 1 : 0;
            counts[0] += same ? 1 : 0;
            counts[1]++;
            truth.merge(topic, 1, Integer::sum);
            found.merge(assigned, 1, Integer::sum);
        }

        double accuracy() {
            return (double) right / rows;
        }

        /** The part of conversations that would have to change their topic to make the shares right. */
        double distributionError() {
            return Stream.concat(truth.keySet().stream(), found.keySet().stream())
                            .distinct()
                            .mapToInt(topic -> Math.abs(truth.getOrDefault(topic, 0) - found.getOrDefault(topic, 0)))
                            .sum()
                    / 2.0
                    / rows;
        }

        /** For each cluster the part of its conversations that are of the topic it was given to. */
        DoubleStream precisions() {
            return IntStream.range(0, members.length)
                    .mapToDouble(cluster -> Arrays.stream(members[cluster])
                                    .filter(row -> label(row, TOPIC).equals(given.get(cluster)))
                                    .count()
                            / (double) members[cluster].length);
        }
    }
}
