package io.clio.spi;

import io.clio.conversation.Conversation;
import io.clio.facet.Facet;
import java.util.List;

/**
 * Answers facets of conversations: the only stage that sees raw text.
 *
 * <p>One call can serve many facets, and a batch many conversations. Safe for use by several threads.
 */
@FunctionalInterface
public interface FacetExtractor {

    /**
     * Answers facets.
     *
     * @param conversations raw conversations, at least one
     * @param facets which facets are wanted
     * @return for each conversation, in order, its answers or why there are none
     */
    List<Extraction> extract(List<Conversation> conversations, List<Facet<?>> facets);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
