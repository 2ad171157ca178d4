package io.clio.dispatch;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run is expected to cost in language models, before any is asked. Intervals are of 95 %: they hold the error of
 * the sample, that of counting tokens without a tokenizer, and the spread of what is assumed. Made from conversations,
 * so it is not for release.
 *
 * @param conversations how many conversations were read that enter the run, as far as code decides that
 * @param prompts how many of them differ in their words, to half a percent; what is alike is asked once
 * @param sampled how many were looked at
 * @param failed on how many of these a recognizer failed: about so large a part of all nothing is asked, and a run ends
 *     where that part is above the ceiling for bad records
 * @param steps what each step takes; a step for which no model is asked is missing
 * @param dollars what all steps cost together; empty if a model's price is not known
 * @param assumptions what was assumed
 */
public record CostEstimate(
        long conversations,
        long prompts,
        int sampled,
        int failed,
        List<StepEstimate> steps,
        Optional<Interval> dollars,
        Assumptions assumptions) {
    // Copies the list and checks that all parts are there.
    public CostEstimate {
        steps = List.copyOf(steps);
        Objects.requireNonNull(dollars, "dollars");
        Objects.requireNonNull(assumptions, "assumptions");
    }

    /**
     * What is expected of a step.
     *
     * @param name its name, such as {@code "facets"}
     * @return the step; nothing if no model is asked for it
     */
    public Optional<StepEstimate> step(String name) {
        return steps.stream().filter(step -> step.step().equals(name)).findFirst();
    }

    /** A table with a line for each step, and one for all. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d conversations, %,d of them different, %,d looked at%n%-10s %12s %15s %15s  %s%n",
                conversations,
                prompts,
                sampled,
                "step",
                "questions",
                "tokens in",
                "tokens out",
                "dollars (95 %), model"));
        if (failed > 0) {
            table.insert(
                    table.indexOf(System.lineSeparator()),
                    String.format(Locale.ROOT, ", of which a recognizer failed on %,d", failed));
        }
        steps.forEach(step -> table.append(String.format(
                Locale.ROOT,
                "%-10s %,12.0f %,15.0f %,15.0f  %s, %s%n",
                step.step(),
                step.questions().expected(),
                step.inputTokens().expected(),
                step.outputTokens().expected(),
                shown(step.dollars()),
                step.model())));
        return table.append(String.format(Locale.ROOT, "%-10s %45s %s%n", "all", "", shown(dollars)))
                .toString();
    }

    private static String shown(Optional<Interval> dollars) {
        return dollars.map(Interval::toString).orElse("price not known");
    }
}
