package io.clio.spi;

import io.clio.facet.FacetValues;
import java.util.Objects;

/** What an extractor found out about one conversation. */
public sealed interface Extraction {

    /**
     * Answers to facets.
     *
     * @param values the answers; a facet that does not apply is absent
     */
    record Answered(FacetValues values) implements Extraction {
        // Checks that there are values.
        public Answered {
            Objects.requireNonNull(values, "values");
        }
    }

    /**
     * No answers, for a reason. The conversation is counted under it and loses nothing else.
     *
     * @param reason why, as a short code without any text of the conversation, such as {@code timeout}
     */
    record Failed(String reason) implements Extraction {
        // Checks that there is a reason.
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
