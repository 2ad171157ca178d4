package io.clio.arrange;

import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Node;
import io.clio.kmeans.Centroids;
import io.clio.kmeans.KMeans;
import io.clio.kmeans.UnitLength;
import io.clio.spi.Hierarchizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arranges base clusters level by level: the sizes of the levels are a geometric series from the base to about ten at
 * the top (Tamkin et al., 2024, appendix on the hierarchizer), and each level is a k-means over the centroids of the
 * one below. Parents are left without a draft, so the summarizer names them from their children. Stateless.
 */
public final class LevelHierarchizer implements Hierarchizer {
    private static final int TOP = 10;
    /** Below this many base clusters a tree says no more than a list. */
    private static final int SMALLEST = 8;
    /** No parent should have many more children than a reader takes in at a glance. */
    private static final double MOST_CHILDREN = 12;

    /** A hierarchizer. */
    public LevelHierarchizer() {}

    @Override
    public Hierarchy arrange(List<Draft> drafts, Embeddings centroids, long seed) {
        return above(Hierarchy.flat(drafts.size()).roots(), centroids, levelSizes(drafts.size()), seed);
    }

    /**
     * Builds levels above nodes that are there.
     *
     * @param nodes the topmost nodes so far
     * @param centroids the mean vector of each base cluster
     * @param sizes how many nodes each further level is to have, from the lowest to the top
     * @param seed where randomness comes from
     * @return the tree
     */
    public static Hierarchy above(List<Node> nodes, Embeddings centroids, List<Integer> sizes, long seed) {
        List<Node> top = nodes;
        Embeddings vectors = UnitLength.of(Means.of(nodes, centroids));
        for (int size : sizes) {
            Clusters groups = KMeans.of(size).cluster(vectors, seed);
            top = grouped(top, groups);
            vectors = UnitLength.of(Centroids.of(vectors, groups));
        }
        return new Hierarchy(top);
    }

    /**
     * How many nodes each level above the base should have: a geometric series down to about ten.
     *
     * @param base how many base clusters there are
     * @return from the lowest level to the top, each fewer than the one before; empty where a tree says no more than a
     *     list
     */
    public static List<Integer> levelSizes(int base) {
        if (base < SMALLEST) {
            return List.of();
        }
        int top = Math.min(TOP, Math.max(2, (int) Math.round(Math.sqrt(base))));
        int levels = Math.max(1, (int) Math.ceil(StrictMath.log((double) base / top) / StrictMath.log(MOST_CHILDREN)));
        double ratio = StrictMath.pow((double) top / base, 1.0 / levels);
        List<Integer> sizes = new ArrayList<>();
        double size = base;
        for (int level = 1; level <= levels; level++) {
            size *= ratio;
            sizes.add((int) Math.round(size));
        }
        return sizes;
    }

    /** A group of one is its only child. */
    private static List<Node> grouped(List<Node> nodes, Clusters groups) {
        List<Node> parents = new ArrayList<>();
        for (int[] members : groups.members()) {
            List<Node> children = new ArrayList<>();
            for (int member : members) {
                children.add(nodes.get(member));
            }
            parents.add(children.size() == 1 ? children.get(0) : new Group(Optional.empty(), children));
        }
        return parents;
    }

    @Override
    public String name() {
        return "k-means by levels";
    }
}
