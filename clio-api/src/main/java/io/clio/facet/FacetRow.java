package io.clio.facet;

import io.clio.conversation.Subject;
import java.util.Objects;

/**
 * What is kept of one conversation after its text is gone: whose it is, as a pseudonym of the run, and the answers to
 * the facets. There is no path back to the conversation.
 *
 * @param subject a pseudonym that is good for this run alone, or the unknown subject
 * @param values the answers
 */
public record FacetRow(Subject subject, FacetValues values) {
    // Checks that both parts are there.
    public FacetRow {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(values, "values");
    }
}
