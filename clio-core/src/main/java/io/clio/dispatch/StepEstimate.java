package io.clio.dispatch;

import java.util.Objects;
import java.util.Optional;

/**
 * What a step of a run is expected to ask of a language model. Made from conversations, so it is not for release.
 *
 * @param step the step, as in {@link StepReport}
 * @param model the model's name
 * @param questions how many calls are answered, those that ask again included
 * @param inputTokens tokens of all prompts
 * @param outputTokens tokens of all answers
 * @param dollars what that costs at list price; empty if the model's price is not known
 */
public record StepEstimate(
        String step,
        String model,
        Interval questions,
        Interval inputTokens,
        Interval outputTokens,
        Optional<Interval> dollars) {
    // Checks that all parts are there.
    public StepEstimate {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(questions, "questions");
        Objects.requireNonNull(inputTokens, "inputTokens");
        Objects.requireNonNull(outputTokens, "outputTokens");
        Objects.requireNonNull(dollars, "dollars");
    }
}
