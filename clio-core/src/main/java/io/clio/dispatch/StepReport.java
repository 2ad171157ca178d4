package io.clio.dispatch;

import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What language models did in one step of a run: counts alone, exact, and not for release: a provider says how many
 * tokens a call took, and could say anything by it.
 *
 * @param step the step: {@code screen}, {@code facets}, {@code titles}, {@code hierarchy} or {@code audit}
 * @param model the model's name
 * @param answers how many answers there were, those that could not be used included
 * @param tokens what they took, as often as an answer served: one that was kept from an earlier run counts, one that
 *     serves several conversations with the same words counts for each, and calls without an answer do not
 * @param inBatches how many of the answers came in batches
 * @param dollars what all that costs, answers that came in batches at the price of batches; empty if the model's price
 *     is not known
 * @param failures how many questions have no answer for good, by why
 */
public record StepReport(
        String step,
        String model,
        long answers,
        TokenUsage tokens,
        long inBatches,
        Optional<BigDecimal> dollars,
        Map<String, Long> failures) {
    // Copies the map and checks that all parts are there.
    public StepReport {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(dollars, "dollars");
        failures = Map.copyOf(failures);
    }
}
