package io.clio.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A forest over base clusters: each base cluster is a leaf exactly once.
 *
 * @param roots the topmost nodes
 */
public record Hierarchy(List<Node> roots) {
    // Copies the list of roots.
    public Hierarchy {
        roots = List.copyOf(roots);
    }

    /** A leaf or a group. */
    public sealed interface Node {}

    /**
     * A base cluster.
     *
     * @param cluster its number
     */
    public record Leaf(int cluster) implements Node {}

    /**
     * Some nodes under one parent.
     *
     * @param draft what the parent is called, if the hierarchizer says so; otherwise the summarizer is asked
     * @param children the nodes, at least one
     */
    public record Group(Optional<Draft> draft, List<Node> children) implements Node {
        // Copies the children and checks that there are some.
        public Group {
            children = List.copyOf(children);
            if (children.isEmpty()) {
                throw new IllegalArgumentException("a group must have children");
            }
        }
    }

    /**
     * A hierarchy of one level.
     *
     * @param clusters how many base clusters there are
     * @return a forest of leaves
     */
    public static Hierarchy flat(int clusters) {
        List<Node> roots = new ArrayList<>();
        for (int cluster = 0; cluster < clusters; cluster++) {
            roots.add(new Leaf(cluster));
        }
        return new Hierarchy(roots);
    }

    /**
     * Checks that each base cluster is a leaf exactly once.
     *
     * @param clusters how many base clusters there are
     * @throws IllegalArgumentException if one is missing, occurs twice, or does not exist
     */
    public void requireCovers(int clusters) {
        BitSet seen = new BitSet(clusters);
        roots.forEach(root -> visit(root, seen, clusters));
        if (seen.cardinality() != clusters) {
            throw new IllegalArgumentException(
                    "the hierarchy holds " + seen.cardinality() + " of " + clusters + " base clusters");
        }
    }

    private static void visit(Node node, BitSet seen, int clusters) {
        if (node instanceof Leaf leaf) {
            if (leaf.cluster < 0 || leaf.cluster >= clusters) {
                throw new IllegalArgumentException(
                        "the hierarchy names base cluster " + leaf.cluster + " of " + clusters);
            }
            if (seen.get(leaf.cluster)) {
                throw new IllegalArgumentException("the hierarchy names base cluster " + leaf.cluster + " twice");
            }
            seen.set(leaf.cluster);
        } else if (node instanceof Group group) {
            group.children.forEach(child -> visit(child, seen, clusters));
        }
    }
}
