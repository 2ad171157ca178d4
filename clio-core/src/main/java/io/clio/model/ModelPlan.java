package io.clio.model;

import io.clio.dispatch.Dispatch;
import io.clio.llm.LanguageModel;
import io.clio.prompt.Prompts;
import java.util.Objects;

/**
 * Which language models a run asks, and how.
 *
 * @param facets is asked about each conversation, and judges descriptions
 * @param titles names clusters and arranges them
 * @param dispatch limits and budget, for both together
 * @param prompts what they are asked
 */
public record ModelPlan(LanguageModel facets, LanguageModel titles, Dispatch dispatch, Prompts prompts) {
    // Checks that all parts are there.
    public ModelPlan {
        Objects.requireNonNull(facets, "facets");
        Objects.requireNonNull(titles, "titles");
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(prompts, "prompts");
    }
}
