package io.clio.arrange;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class LevelHierarchizerProperties {

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void each_base_cluster_is_a_leaf_once_and_no_group_has_one_child(
            @ForAll @IntRange(min = 1, max = 150) int base, @ForAll long seed) {
        Hierarchy hierarchy = arrange(base, seed);
        hierarchy.requireCovers(base);
        hierarchy.roots().forEach(LevelHierarchizerProperties::requireBranching);
    }

    private static void requireBranching(Hierarchy.Node node) {
        if (node instanceof Hierarchy.Group group) {
            assertThat(group.children()).hasSizeGreaterThan(1);
            group.children().forEach(LevelHierarchizerProperties::requireBranching);
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void the_same_clusters_and_seed_give_the_same_tree(
            @ForAll @IntRange(min = 1, max = 100) int base, @ForAll long seed) {
        assertThat(arrange(base, seed)).isEqualTo(arrange(base, seed));
    }

    @Property
    void levels_shrink_to_a_top_that_can_be_taken_in_at_a_glance(@ForAll @IntRange(min = 1, max = 20_000) int base) {
        List<Integer> sizes = LevelHierarchizer.levelSizes(base);
        assertThat(sizes).isSortedAccordingTo(Collections.reverseOrder()).doesNotHaveDuplicates();
        if (!sizes.isEmpty()) {
            assertThat(sizes.get(0)).isLessThan(base);
            assertThat(sizes.get(sizes.size() - 1)).isBetween(2, 12);
        }
    }

    private static Hierarchy arrange(int base, long seed) {
        Random random = new Random(seed);
        float[] centroids = new float[base * 4];
        for (int i = 0; i < centroids.length; i++) {
            centroids[i] = random.nextFloat();
        }
        List<Draft> drafts = Collections.nCopies(base, Draft.of("a title", ""));
        return new LevelHierarchizer().arrange(drafts, Embeddings.wrap(centroids, 4), seed);
    }
}
