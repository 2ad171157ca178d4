package io.clio.model;

import io.clio.dispatch.Dispatch;
import io.clio.dispatch.StepReport;
import io.clio.llm.LanguageModel;
import io.clio.prompt.Prompts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which language models a run asks, what for, and how.
 *
 * @param facets is asked about each conversation, and judges descriptions
 * @param titles names clusters and arranges them
 * @param dispatch limits and budget, for both together
 * @param prompts what they are asked
 * @param steps what they are asked for; what is not in it is done in another way
 * @param question what is asked of each conversation to decide whether it enters the run, if anything is
 * @param report is told at the end of a run, whatever end it comes to, what each step took
 * @param splits whether a conversation of several requests counts as several
 */
public record ModelPlan(
        LanguageModel facets,
        LanguageModel titles,
        Dispatch dispatch,
        Prompts prompts,
        Set<Step> steps,
        Optional<String> question,
        Consumer<List<StepReport>> report,
        boolean splits) {
    // Checks that all parts are there, and copies the set.
    public ModelPlan {
        Objects.requireNonNull(facets, "facets");
        Objects.requireNonNull(titles, "titles");
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(prompts, "prompts");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(report, "report");
        steps = Set.copyOf(steps);
    }

    /**
     * Models that are asked for everything but to screen, and split nothing.
     *
     * @param facets see above
     * @param titles see above
     * @param dispatch see above
     * @param prompts see above
     */
    public ModelPlan(LanguageModel facets, LanguageModel titles, Dispatch dispatch, Prompts prompts) {
        this(
                facets,
                titles,
                dispatch,
                prompts,
                Set.of(Step.FACETS, Step.TITLES, Step.HIERARCHY, Step.AUDIT),
                Optional.empty(),
                steps -> {},
                false);
    }

    /**
     * Which model a step asks.
     *
     * @param step the step
     * @return the model
     */
    public LanguageModel model(Step step) {
        return step == Step.TITLES || step == Step.HIERARCHY ? titles : facets;
    }
}
