package io.clio.arrange;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Leaf;
import io.clio.cluster.Hierarchy.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootsTest {
    /** Base clusters on a line, in pairs that are close to each other. */
    private static Embeddings pairs(int clusters) {
        float[] values = new float[clusters * 2];
        for (int cluster = 0; cluster < clusters; cluster++) {
            int pair = cluster / 2;
            double angle = pair + 0.01 * (cluster % 2);
            values[2 * cluster] = (float) Math.cos(angle);
            values[2 * cluster + 1] = (float) Math.sin(angle);
        }
        return Embeddings.wrap(values, 2);
    }

    @Test
    void a_tree_of_few_roots_stays_as_it_is() {
        Hierarchy tree = Hierarchy.flat(3);
        assertThat(Roots.atMost(3, tree, pairs(3), 1)).isSameAs(tree);
    }

    @Test
    void close_roots_go_under_one() {
        Hierarchy tree = Roots.atMost(3, Hierarchy.flat(6), pairs(6), 1);
        tree.requireCovers(6);
        assertThat(tree.roots()).containsExactlyInAnyOrder(group(0, 1), group(2, 3), group(4, 5));
    }

    @Test
    void one_root_holds_a_few_base_clusters_without_groups_between() {
        Hierarchy tree = new Hierarchy(List.of(group(0, 1), group(2, 3)));
        assertThat(Roots.atMost(1, tree, pairs(4), 1).roots()).containsExactly(group(0, 1, 2, 3));
    }

    @Test
    void one_root_holds_many_base_clusters_in_their_groups() {
        List<Node> groups = new ArrayList<>();
        for (int cluster = 0; cluster < 20; cluster += 2) {
            groups.add(group(cluster, cluster + 1));
        }
        Hierarchy tree = Roots.atMost(1, new Hierarchy(groups), pairs(20), 1);
        tree.requireCovers(20);
        assertThat(tree.roots()).containsExactly(new Group(Optional.empty(), groups));
    }

    private static Node group(int... clusters) {
        List<Node> leaves = new ArrayList<>();
        for (int cluster : clusters) {
            leaves.add(new Leaf(cluster));
        }
        return new Group(Optional.empty(), leaves);
    }
}
