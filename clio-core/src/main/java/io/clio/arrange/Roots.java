package io.clio.arrange;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Node;
import io.clio.kmeans.KMeans;
import io.clio.kmeans.UnitLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gathers the roots of a tree under fewer, where the tree is one of several and may not crowd out the others. */
public final class Roots {
    /** So many base clusters are taken in at a glance, without groups between them and the root. */
    private static final int AT_A_GLANCE = 12;

    private Roots() {}

    /**
     * The same tree with few roots.
     *
     * @param most how many roots it may have, at least 1
     * @param tree the tree
     * @param centroids the mean vector of each base cluster
     * @param seed where randomness comes from
     * @return the tree itself if its roots are few enough; else one with a level more, or, where a single root can hold
     *     all base clusters, one without groups below it
     */
    public static Hierarchy atMost(int most, Hierarchy tree, Embeddings centroids, long seed) {
        List<Node> roots = tree.roots();
        if (roots.size() <= most) {
            return tree;
        }
        if (most == 1) {
            boolean few = centroids.rows() <= AT_A_GLANCE;
            List<Node> children = few ? Hierarchy.flat(centroids.rows()).roots() : roots;
            return new Hierarchy(List.of(new Group(Optional.empty(), children)));
        }
        Clusters groups = KMeans.of(most).cluster(UnitLength.of(Means.of(roots, centroids)), seed);
        List<Node> fewer = new ArrayList<>();
        for (int[] members : groups.members()) {
            List<Node> children = IntStream.of(members).mapToObj(roots::get).toList();
            fewer.add(children.size() == 1 ? children.get(0) : new Group(Optional.empty(), children));
        }
        return new Hierarchy(fewer);
    }
}
