package io.clio.engine;

import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.describe.KeyTerms;
import io.clio.facet.FacetRow;
import io.clio.release.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws a portrait of each cluster of a stratum and of each group of clusters, has the summarizer describe it, and
 * proposes the whole tree to the gate.
 */
final class Describer {
    private static final int SAMPLE = 50;
    private static final int NEIGHBOURS = 5;

    private final Plan plan;
    private final List<FacetRow> rows;
    private final Set<String> taken;
    private final Steps steps;
    private final Stratum stratum;
    private final int[][] vectorsOfCluster;
    private final KeyTerms keyTerms;

    /**
     * A describer of one stratum.
     *
     * @param plan the plan of the run
     * @param rows all its facet rows
     * @param stratum the rows that are described, beside which the others are as good as absent
     * @param taken titles that are in use; those given here are added
     * @param steps is told of each base cluster
     */
    Describer(Plan plan, List<FacetRow> rows, Stratum stratum, Set<String> taken, Steps steps) {
        this.plan = plan;
        this.rows = rows;
        this.taken = taken;
        this.steps = steps;
        this.stratum = stratum;
        this.vectorsOfCluster = stratum.clusters().members();
        this.keyTerms = new KeyTerms(
                rows,
                stratum.rowOfVector(),
                plan.clusterBy().facet(),
                plan.policy().minTermUsers());
    }

    /** A node while the tree is built: its base clusters and what it would be called. */
    record Described(List<Integer> clusters, Portrait portrait, Draft draft) {}

    /** Describes all base clusters, in the order of their numbers. */
    List<Described> describeBase() {
        List<List<KeyTerm>> terms = IntStream.range(0, vectorsOfCluster.length)
                .parallel()
                .mapToObj(cluster -> {
                    List<KeyTerm> found = keyTerms.of(rowsOf(List.of(cluster)), rowsNear(List.of(cluster)), List.of());
                    steps.forward();
                    return found;
                })
                .toList();
        List<Described> described = new ArrayList<>();
        for (int cluster = 0; cluster < vectorsOfCluster.length; cluster++) {
            described.add(describe(List.of(cluster), terms.get(cluster), List.of()));
        }
        return described;
    }

    /** Proposes the tree: base clusters as described, groups described from their children upwards. */
    List<Candidate.Node> propose(Hierarchy hierarchy, List<Described> base) {
        return hierarchy.roots().stream()
                .map(root -> propose(root, base).node())
                .toList();
    }

    private record Proposed(Candidate.Node node, Described described) {}

    private Proposed propose(Hierarchy.Node node, List<Described> base) {
        if (node instanceof Hierarchy.Leaf leaf) {
            Described described = base.get(leaf.cluster());
            return new Proposed(candidate(described, List.of()), described);
        }
        Hierarchy.Group group = (Hierarchy.Group) node;
        List<Proposed> children = group.children().stream()
                .map(child -> propose(child, base))
                .sorted(Comparator.comparingInt(
                        (Proposed child) -> -child.node().rows().length))
                .toList();
        List<Integer> clusters = children.stream()
                .flatMap(child -> child.described().clusters().stream())
                .sorted()
                .toList();
        List<Draft> drafts =
                children.stream().map(child -> child.described().draft()).toList();
        List<int[]> parts = children.stream().map(child -> child.node().rows()).toList();
        List<KeyTerm> terms = keyTerms.of(rowsOf(clusters), rowsNear(clusters), parts);
        Described described = describe(clusters, terms, drafts);
        Described named = group.draft()
                .map(draft -> new Described(clusters, described.portrait(), draft))
                .orElse(described);
        return new Proposed(
                candidate(named, children.stream().map(Proposed::node).toList()), named);
    }

    private Described describe(List<Integer> clusters, List<KeyTerm> terms, List<Draft> children) {
        Portrait portrait = new Portrait(sample(clusters), contrast(clusters), terms, children, taken, Set.of());
        Draft draft = summarize(portrait);
        taken.add(draft.title().reveal());
        return new Described(clusters, portrait, draft);
    }

    /** A summarizer that fails has said nothing; the gate then makes a title of key terms. */
    private Draft summarize(Portrait portrait) {
        try {
            return Optional.ofNullable(plan.summarizer().summarize(portrait)).orElse(Draft.of("", ""));
        } catch (RuntimeException | StackOverflowError e) {
            return Draft.of("", "");
        }
    }

    private Candidate.Node candidate(Described described, List<Candidate.Node> children) {
        return new Candidate.Node(
                rowsOf(described.clusters()),
                described.draft(),
                rejected -> summarize(described.portrait().rejecting(rejected)),
                described.portrait().keyTerms(),
                children);
    }

    private int[] rowsOf(List<Integer> clusters) {
        return clusters.stream()
                .flatMapToInt(cluster -> Arrays.stream(vectorsOfCluster[cluster]))
                .map(vector -> stratum.rowOfVector()[vector])
                .sorted()
                .toArray();
    }

    /** Rows are in canonical order, so the first ones are a sample that does not depend on the order of the input. */
    private List<FacetRow> sample(List<Integer> clusters) {
        return Arrays.stream(rowsOf(clusters)).limit(SAMPLE).mapToObj(rows::get).toList();
    }

    private int[] rowsNear(List<Integer> clusters) {
        return rowsOf(neighbours(clusters));
    }

    /** The clusters outside a group whose centroids are nearest to the group's. */
    private List<Integer> neighbours(List<Integer> clusters) {
        float[] centre = centreOf(clusters);
        Set<Integer> inside = Set.copyOf(clusters);
        return IntStream.range(0, vectorsOfCluster.length)
                .boxed()
                .filter(other -> !inside.contains(other))
                .sorted(Comparator.comparingDouble(
                                (Integer other) -> squaredDistance(centre, stratum.centroids(), other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEIGHBOURS)
                .toList();
    }

    /** The nearest non-members, looked for among the members of the nearest clusters. */
    private List<FacetRow> contrast(List<Integer> clusters) {
        float[] centre = centreOf(clusters);
        Stream<Integer> candidates = neighbours(clusters).stream()
                .flatMap(cluster -> Arrays.stream(vectorsOfCluster[cluster]).boxed());
        return candidates
                .sorted(Comparator.comparingDouble(
                                (Integer vector) -> squaredDistance(centre, stratum.vectors(), vector))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SAMPLE)
                .map(vector -> rows.get(stratum.rowOfVector()[vector]))
                .toList();
    }

    private float[] centreOf(List<Integer> clusters) {
        double[] sums = new double[stratum.vectors().dimensions()];
        long members = 0;
        for (int cluster : clusters) {
            float[] centroid = stratum.centroids().vector(cluster);
            members += vectorsOfCluster[cluster].length;
            for (int d = 0; d < sums.length; d++) {
                sums[d] += (double) centroid[d] * vectorsOfCluster[cluster].length;
            }
        }
        float[] centre = new float[sums.length];
        for (int d = 0; d < sums.length; d++) {
            centre[d] = (float) (sums[d] / members);
        }
        return centre;
    }

    private static double squaredDistance(float[] centre, Embeddings of, int row) {
        double sum = 0;
        int offset = row * of.dimensions();
        for (int d = 0; d < centre.length; d++) {
            double difference = centre[d] - of.values()[offset + d];
            sum += difference * difference;
        }
        return sum;
    }
}
