package io.clio.model;

import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Leaf;
import io.clio.cluster.Hierarchy.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Base clusters of which the model could not be told, each beside the one that it lies nearest to. */
final class Followers {
    private final Map<Integer, List<Node>> of;

    private Followers(Map<Integer, List<Node>> of) {
        this.of = of;
    }

    /**
     * Finds out whom each follows.
     *
     * @param leaders the clusters that have a place in a tree, at least one
     * @param centroids a vector of unit length for each cluster
     */
    static Followers of(int[] leaders, Embeddings centroids) {
        BitSet leads = new BitSet();
        Arrays.stream(leaders).forEach(leads::set);
        Map<Integer, List<Node>> of = new TreeMap<>();
        for (int cluster = 0; cluster < centroids.rows(); cluster++) {
            if (!leads.get(cluster)) {
                int leader = Nearness.nearest(centroids, cluster, centroids, leads::get)
                        .get(0);
                of.computeIfAbsent(leader, unused -> new ArrayList<>()).add(new Leaf(cluster));
            }
        }
        return new Followers(of);
    }

    /** The tree with all of them in it. */
    Hierarchy in(Hierarchy tree) {
        return new Hierarchy(in(tree.roots()));
    }

    private List<Node> in(List<Node> siblings) {
        List<Node> all = new ArrayList<>();
        for (Node node : siblings) {
            if (node instanceof Group group) {
                all.add(new Group(group.draft(), in(group.children())));
            } else if (node instanceof Leaf leaf) {
                all.add(leaf);
                all.addAll(of.getOrDefault(leaf.cluster(), List.of()));
            }
        }
        return all;
    }
}
