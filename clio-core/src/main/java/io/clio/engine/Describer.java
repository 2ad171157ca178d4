package io.clio.engine;

import com.google.common.collect.Comparators;
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
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws a portrait of each cluster of a stratum and of each group of clusters, has the summarizer describe it, and
 * proposes the whole tree to the gate.
 */
final class Describer {
    private static final int SAMPLE = 50;
    private static final int NEIGHBOURS = 5;

    private final List<FacetRow> rows;
    private final Drafts drafts;
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
     * @param drafts describes portraits
     * @param steps is told twice of each base cluster: of its portrait and of its draft
     */
    Describer(Plan plan, List<FacetRow> rows, Stratum stratum, Drafts drafts, Steps steps) {
        this.rows = rows;
        this.drafts = drafts;
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
        List<Portrait> portraits = IntStream.range(0, vectorsOfCluster.length)
                .parallel()
                .mapToObj(cluster -> {
                    Portrait portrait = portrait(List.of(cluster), List.of(), List.of());
                    steps.forward();
                    return portrait;
                })
                .toList();
        List<Draft> described = drafts.of(portraits, steps::forward);
        return IntStream.range(0, portraits.size())
                .mapToObj(cluster -> new Described(List.of(cluster), portraits.get(cluster), described.get(cluster)))
                .toList();
    }

    /** Proposes the tree: base clusters as described, groups described from their children upwards. */
    List<Candidate.Node> propose(Hierarchy hierarchy, List<Described> base) {
        IdentityHashMap<Hierarchy.Node, Described> described = new IdentityHashMap<>();
        SortedMap<Integer, List<Hierarchy.Group>> byHeight = new TreeMap<>();
        hierarchy.roots().forEach(root -> visit(root, base, described, byHeight));
        byHeight.values().forEach(groups -> describe(groups, described));
        return hierarchy.roots().stream()
                .map(root -> candidate(root, described))
                .toList();
    }

    /** Says how high above its base clusters a node is. */
    private static int visit(
            Hierarchy.Node node,
            List<Described> base,
            IdentityHashMap<Hierarchy.Node, Described> described,
            SortedMap<Integer, List<Hierarchy.Group>> byHeight) {
        if (node instanceof Hierarchy.Leaf leaf) {
            described.put(leaf, base.get(leaf.cluster()));
            return 0;
        }
        Hierarchy.Group group = (Hierarchy.Group) node;
        int height = 1
                + group.children().stream()
                        .mapToInt(child -> visit(child, base, described, byHeight))
                        .max()
                        .orElse(0);
        byHeight.computeIfAbsent(height, unused -> new ArrayList<>()).add(group);
        return height;
    }

    /** Describes groups whose children are described; those that the hierarchizer has named keep their names. */
    private void describe(List<Hierarchy.Group> groups, IdentityHashMap<Hierarchy.Node, Described> described) {
        groups.forEach(group -> group.draft().ifPresent(drafts::take));
        List<Described> portrayed =
                groups.stream().map(group -> portrayed(group, described)).toList();
        List<Integer> unnamed = IntStream.range(0, groups.size())
                .filter(i -> groups.get(i).draft().isEmpty())
                .boxed()
                .toList();
        Iterator<Draft> asked = drafts.of(
                        unnamed.stream().map(i -> portrayed.get(i).portrait()).toList(), () -> {})
                .iterator();
        for (int i = 0; i < groups.size(); i++) {
            Draft draft = groups.get(i).draft().orElseGet(asked::next);
            described.put(
                    groups.get(i),
                    new Described(portrayed.get(i).clusters(), portrayed.get(i).portrait(), draft));
        }
    }

    /** A group with its portrait, and no draft yet. */
    private Described portrayed(Hierarchy.Group group, IdentityHashMap<Hierarchy.Node, Described> described) {
        List<Described> children = children(group, described);
        List<Integer> clusters = children.stream()
                .flatMap(child -> child.clusters().stream())
                .sorted()
                .toList();
        List<int[]> parts =
                children.stream().map(child -> rowsOf(child.clusters())).toList();
        Portrait portrait = portrait(
                clusters, parts, children.stream().map(Described::draft).toList());
        return new Described(clusters, portrait, Draft.of("", ""));
    }

    /** Largest first. */
    private List<Described> children(Hierarchy.Group group, IdentityHashMap<Hierarchy.Node, Described> described) {
        return largestFirst(group, described)
                .map(child -> Objects.requireNonNull(described.get(child)))
                .toList();
    }

    private Stream<Hierarchy.Node> largestFirst(
            Hierarchy.Group group, IdentityHashMap<Hierarchy.Node, Described> described) {
        return group.children().stream()
                .sorted(Comparator.comparingInt((Hierarchy.Node child) ->
                        -rowsOf(Objects.requireNonNull(described.get(child)).clusters()).length));
    }

    private Portrait portrait(List<Integer> clusters, List<int[]> parts, List<Draft> children) {
        float[] centre = centreOf(clusters);
        List<Integer> neighbours = neighbours(clusters, centre);
        List<KeyTerm> terms = keyTerms.of(rowsOf(clusters), rowsOf(neighbours), parts);
        return new Portrait(sample(clusters), contrast(neighbours, centre), terms, children, drafts.titles(), Set.of());
    }

    private Candidate.Node candidate(Hierarchy.Node node, IdentityHashMap<Hierarchy.Node, Described> all) {
        Described described = Objects.requireNonNull(all.get(node));
        List<Candidate.Node> children = node instanceof Hierarchy.Group group
                ? largestFirst(group, all).map(child -> candidate(child, all)).toList()
                : List.of();
        Candidate.Node proposed = new Candidate.Node(
                rowsOf(described.clusters()),
                described.draft(),
                described.portrait().keyTerms(),
                children);
        drafts.remember(proposed, described.portrait());
        return proposed;
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

    /** The clusters outside a group whose centroids are nearest to the group's. */
    private List<Integer> neighbours(List<Integer> clusters, float[] centre) {
        Set<Integer> inside = Set.copyOf(clusters);
        IntStream outside = IntStream.range(0, vectorsOfCluster.length).filter(other -> !inside.contains(other));
        return nearest(centre, stratum.centroids(), outside, NEIGHBOURS);
    }

    /** The nearest non-members, looked for among the members of the nearest clusters. */
    private List<FacetRow> contrast(List<Integer> neighbours, float[] centre) {
        IntStream members = neighbours.stream().flatMapToInt(cluster -> Arrays.stream(vectorsOfCluster[cluster]));
        return nearest(centre, stratum.vectors(), members, SAMPLE).stream()
                .map(vector -> rows.get(stratum.rowOfVector()[vector]))
                .toList();
    }

    /** Nearest first, of equally near ones the first. */
    private static List<Integer> nearest(float[] centre, Embeddings of, IntStream some, int count) {
        return some
                .mapToObj(vector -> new Near(vector, squaredDistance(centre, of, vector)))
                .collect(Comparators.least(
                        count, Comparator.comparingDouble(Near::distance).thenComparingInt(Near::vector)))
                .stream()
                .map(Near::vector)
                .toList();
    }

    private record Near(int vector, double distance) {}

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
