package io.clio.spi;

import io.clio.facet.FacetValues;
import java.util.List;
import java.util.Map;
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
     * Answers to facets of a conversation in which the user asks for several things, one after the other. What belongs
     * to the conversation as a whole, such as its language, stands in each of them.
     *
     * @param requests the answers for each request in the order in which they come up, at least one; each has all
     *     answers that there are for it
     */
    record Split(List<FacetValues> requests) implements Extraction {
        // Copies the list and checks that there is a request.
        public Split {
            requests = List.copyOf(requests);
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("a conversation must be split into at least one request");
            }
        }
    }

    /**
     * Answers to some of the facets; the others were asked for in vain, and the conversation is counted under them. A
     * workspace does not keep it, so that the next run asks again.
     *
     * @param requests the answers, as in {@link Split}; one element if the conversation was not split
     * @param failures for each facet without an answer, by its name, why, as in {@link Failed}
     */
    record Partial(List<FacetValues> requests, Map<String, String> failures) implements Extraction {
        // Copies both and checks that there is a request.
        public Partial {
            requests = List.copyOf(requests);
            failures = Map.copyOf(failures);
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("a conversation must have at least one request");
            }
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
