package io.clio.arrange;

import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Leaf;
import io.clio.cluster.Hierarchy.Node;
import java.util.ArrayList;
import java.util.List;

/** Where nodes of a tree lie: the mean of the base clusters below each, every one of the same weight. */
final class Means {
    private Means() {}

    static Embeddings of(List<Node> nodes, Embeddings centroids) {
        int d = centroids.dimensions();
        float[] means = new float[nodes.size() * d];
        for (int node = 0; node < nodes.size(); node++) {
            List<Integer> leaves = new ArrayList<>();
            collect(nodes.get(node), leaves);
            double[] sums = new double[d];
            for (int leaf : leaves) {
                for (int i = 0; i < d; i++) {
                    sums[i] += centroids.values()[leaf * d + i];
                }
            }
            for (int i = 0; i < d; i++) {
                means[node * d + i] = (float) (sums[i] / leaves.size());
            }
        }
        return Embeddings.wrap(means, d);
    }

    private static void collect(Node node, List<Integer> leaves) {
        if (node instanceof Leaf leaf) {
            leaves.add(leaf.cluster());
        } else if (node instanceof Group group) {
            group.children().forEach(child -> collect(child, leaves));
        }
    }
}
