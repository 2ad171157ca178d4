package io.clio.benchmarks;

import io.clio.cluster.Clusters;
import java.util.function.Supplier;

/** A k-means over rows that it has already, in the form in which it wants them. */
@FunctionalInterface
interface KMeansPeer {
    /**
     * Clusters, which is timed; what it gives says which row is where, which is not. A number of passes is for whoever
     * is asked for one.
     */
    Supplier<Clusters> cluster(long seed, int passes);
}
