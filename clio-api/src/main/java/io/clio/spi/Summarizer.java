package io.clio.spi;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Describes clusters. What it returns are drafts: the release gate decides what of them is shown, so an implementation
 * is not trusted with privacy, and may be a language model.
 */
@FunctionalInterface
public interface Summarizer {

    /**
     * Describes clusters.
     *
     * @param clusters what is known of each, at least one
     * @return for each cluster, in order, a title and a summary. A title should not be among those taken nor be given
     *     twice, and no draft should hold a rejected term: whoever gives such a draft is asked again
     */
    List<Draft> summarize(List<Portrait> clusters);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * A summarizer that describes each cluster by itself.
     *
     * @param describe gives the draft of a cluster
     * @return the summarizer, named as the class of {@code describe} is
     */
    static Summarizer each(Function<? super Portrait, ? extends Draft> describe) {
        Objects.requireNonNull(describe, "describe");
        return new Summarizer() {
            @Override
            public List<Draft> summarize(List<Portrait> clusters) {
                return clusters.stream().<Draft>map(describe).toList();
            }

            @Override
            public String name() {
                return describe.getClass().getSimpleName();
            }
        };
    }
}
