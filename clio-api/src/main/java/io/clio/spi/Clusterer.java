package io.clio.spi;

import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import java.util.OptionalInt;

/**
 * Groups rows by their vectors. Sees no text.
 *
 * <p>The same embeddings and seed give the same clusters, whatever the number of threads.
 */
@FunctionalInterface
public interface Clusterer {

    /**
     * Clusters rows.
     *
     * @param embeddings the vectors in canonical order, at least one row
     * @param seed where all randomness comes from
     * @return a cluster for each row
     */
    Clusters cluster(Embeddings embeddings, long seed);

    /**
     * The clusterer of a part, where parts of the rows, such as languages, are clustered each by itself. One that makes
     * a fixed number of clusters makes the part's due of them.
     *
     * @param from how many rows are in the parts before
     * @param to how many rows are in those and in this part
     * @param all how many rows there are
     * @return by default this clusterer
     */
    default Clusterer forPart(int from, int to, int all) {
        return this;
    }

    /**
     * The most rows that it takes. A run with more ends before any is embedded.
     *
     * @return a positive number; by default as many as there can be
     */
    default int mostRows() {
        return Integer.MAX_VALUE;
    }

    /**
     * How many clusters it is expected to make, for whoever wants to know what they will cost.
     *
     * @param rows how many rows, at least 1
     * @return a number, at least 1; by default nothing, where that depends on the rows
     */
    default OptionalInt expectedClusters(int rows) {
        return OptionalInt.empty();
    }

    /**
     * What stands in a result's provenance: the method and its settings.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
