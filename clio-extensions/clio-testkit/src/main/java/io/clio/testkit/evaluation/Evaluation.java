package io.clio.testkit.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.cluster.Clusters;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.FacetSource;
import io.clio.release.Candidate;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.spi.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How well a pipeline finds topics that are known: scores of its base clusters against true labels, computed on
 * assignments inside rooms 1 and 2.
 *
 * <p>The labels are read beside the run: they enter neither texts nor breakdowns nor the support index. The result
 * holds exact counts of drafts and labels, so it is <b>not a release</b> and says so.
 */
public final class Evaluation {
    private final Map<String, Double> metrics;
    private final List<Cluster> clusters;
    private final int[] assignment;
    private final int[] labels;

    private Evaluation(Map<String, Double> metrics, List<Cluster> clusters, int[] assignment, int[] labels) {
        this.metrics = Collections.unmodifiableMap(metrics);
        this.clusters = List.copyOf(clusters);
        this.assignment = assignment;
        this.labels = labels;
    }

    /**
     * A base cluster and the true labels in it.
     *
     * @param title what it would be called; a draft, not released
     * @param truth how many conversations of each label it has
     */
    public record Cluster(String title, SortedMap<String, Integer> truth) {
        /** Copies the counts. */
        public Cluster {
            truth = Collections.unmodifiableSortedMap(new TreeMap<>(truth));
        }
    }

    /**
     * Runs a pipeline and scores it. Conversations without a label, and rows that the clusterer calls noise, are left
     * out of the scores and counted.
     *
     * @param pipeline the pipeline
     * @param truth a JSON pointer to the true label, such as {@code /labels/topic}; of a list the first element counts
     * @return the scores
     * @throws IllegalStateException if no conversation has a label
     */
    public static Evaluation of(Pipeline pipeline, String truth) {
        FacetSource<List<String>> label = Facets.metadata("evaluation-truth", truth);
        Embedder discovered = Embedders.discovered();
        Outcome outcome = Engine.run(pipeline.plan(discovered).withScoring(List.of(label)));
        List<String> names = new ArrayList<>();
        outcome.rows()
                .rows()
                .forEach(row -> names.add(row.values()
                        .get(label.facet())
                        .map(values -> values.get(0))
                        .orElse("")));
        return score(outcome, names, truth);
    }

    private static Evaluation score(Outcome outcome, List<String> names, String truth) {
        Clusters clusters = outcome.clusters();
        Map<String, Integer> labelIds = new HashMap<>();
        List<int[]> scored = new ArrayList<>();
        for (int row = 0; row < names.size(); row++) {
            if (!names.get(row).isEmpty() && clusters.of(row) != Clusters.NOISE) {
                int label = labelIds.computeIfAbsent(names.get(row), unused -> labelIds.size());
                scored.add(new int[] {clusters.of(row), label});
            }
        }
        if (scored.isEmpty()) {
            throw new IllegalStateException("no conversation has a label at " + truth);
        }
        int[] assignment = scored.stream().mapToInt(pair -> pair[0]).toArray();
        int[] labels = scored.stream().mapToInt(pair -> pair[1]).toArray();
        Contingency contingency = Contingency.of(assignment, labels);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("conversations", (double) names.size());
        metrics.put("scored", (double) scored.size());
        metrics.put("labels", (double) labelIds.size());
        metrics.put("clusters", (double) clusters.count());
        metrics.put("nmi", contingency.normalisedMutualInformation());
        metrics.put("ari", contingency.adjustedRandIndex());
        metrics.put("purity", contingency.purity());
        metrics.put("coverage", coverage(outcome.insights()));
        metrics.put("titleDistinctness", titleDistinctness(outcome.insights()));
        return new Evaluation(metrics, clusterTruths(outcome, names), assignment, labels);
    }

    /** The part of conversations that is under a released leaf. */
    private static double coverage(Insights insights) {
        return insights.conversations() == 0
                ? 0
                : (double) insights.privacyReport().coveredConversations() / insights.conversations();
    }

    /** The part of released titles whose leading phrase no other released title of a leaf has. */
    private static double titleDistinctness(Insights insights) {
        List<String> leading = insights.all()
                .filter(insight -> insight.children().isEmpty())
                .map(Insight::title)
                .map(title -> title.split(",", 2)[0])
                .toList();
        return leading.isEmpty() ? 0 : (double) leading.stream().distinct().count() / leading.size();
    }

    private static List<Cluster> clusterTruths(Outcome outcome, List<String> names) {
        int[][] members = outcome.clusters().members();
        Map<Integer, String> titles = new HashMap<>();
        outcome.candidate().roots().stream()
                .flatMap(Evaluation::leaves)
                .filter(leaf -> leaf.rows().length > 0)
                .forEach(leaf -> titles.put(
                        outcome.clusters().of(leaf.rows()[0]),
                        leaf.draft().title().reveal()));
        List<Cluster> clusters = new ArrayList<>();
        for (int cluster = 0; cluster < members.length; cluster++) {
            SortedMap<String, Integer> truth = new TreeMap<>();
            Arrays.stream(members[cluster]).forEach(row -> truth.merge(names.get(row), 1, Integer::sum));
            clusters.add(new Cluster(titles.getOrDefault(cluster, ""), truth));
        }
        clusters.sort(Comparator.comparingInt((Cluster cluster) -> -cluster.truth().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .thenComparing(Cluster::title));
        return clusters;
    }

    private static Stream<Candidate.Node> leaves(Candidate.Node node) {
        return node.children().isEmpty()
                ? Stream.of(node)
                : node.children().stream().flatMap(Evaluation::leaves);
    }

    /**
     * The scores by name: {@code nmi}, {@code ari}, {@code purity}, {@code coverage}, {@code titleDistinctness}, and
     * counts.
     *
     * @return the scores
     */
    public Map<String, Double> metrics() {
        return metrics;
    }

    /**
     * The base clusters, largest first.
     *
     * @return the clusters
     */
    public List<Cluster> clusters() {
        return clusters;
    }

    /**
     * For each scored conversation, in canonical order, its base cluster.
     *
     * @return a copy
     */
    public int[] assignment() {
        return assignment.clone();
    }

    /**
     * For each scored conversation, in canonical order, its true label.
     *
     * @return a copy
     */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * The scores and clusters as JSON, stamped as not a release.
     *
     * @return indented JSON
     */
    public String toJson() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", "clio-evaluation/1");
        root.put(
                "notARelease",
                "Exact counts and unreleased drafts of rooms 1 and 2. For measuring only; do not share.");
        ObjectNode scores = root.putObject("metrics");
        metrics.forEach(scores::put);
        var array = root.putArray("clusters");
        for (Cluster cluster : clusters) {
            ObjectNode node = array.addObject().put("title", cluster.title());
            ObjectNode truth = node.putObject("truth");
            cluster.truth().forEach(truth::put);
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
