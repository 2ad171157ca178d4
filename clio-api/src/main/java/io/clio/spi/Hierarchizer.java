package io.clio.spi;

import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import java.util.List;

/** Arranges base clusters in a tree. */
@FunctionalInterface
public interface Hierarchizer {

    /**
     * Arranges base clusters in a tree.
     *
     * @param drafts what each base cluster is called, at least one
     * @param centroids the mean vector of each base cluster, in the same order
     * @param seed where all randomness comes from
     * @return a forest in which each base cluster is a leaf exactly once
     */
    Hierarchy arrange(List<Draft> drafts, Embeddings centroids, long seed);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
