package io.clio.spi;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;

/**
 * Describes a cluster. What it returns is a draft: the release gate decides what of it is shown, so an implementation
 * is not trusted with privacy, and may be a language model.
 */
@FunctionalInterface
public interface Summarizer {

    /**
     * Describes one cluster.
     *
     * @param cluster what is known of it
     * @return a title and a summary; the title should not be among those taken, and neither should hold a rejected term
     */
    Draft summarize(Portrait cluster);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
