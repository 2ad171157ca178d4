package io.clio.model;

import io.clio.dispatch.Dispatcher;
import io.clio.llm.LanguageModel;
import io.clio.llm.TokenUsage;
import io.clio.prompt.Prompts;
import io.clio.workspace.WorkspaceSession;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language models of one run: what is asked of them, what it took, and why nothing more can be asked, if that is
 * so. Thread-safe.
 */
public final class ModelRun {
    private final ModelPlan plan;
    private final Dispatcher facets;
    private final Dispatcher titles;
    private final Map<Step, Usage> used = new EnumMap<>(Step.class);
    private @Nullable RuntimeException end;

    /**
     * What the answers of a step took. An answer that was there from before counts as it did then, so that a run that
     * is resumed says what the whole has taken.
     *
     * @param answers how many answers there were, those that had to be asked for again included
     * @param tokens what they took
     */
    public record Usage(long answers, TokenUsage tokens) {
        private Usage plus(Usage other) {
            return new Usage(answers + other.answers, tokens.plus(other.tokens));
        }
    }

    private ModelRun(ModelPlan plan, Dispatcher facets) {
        this.plan = plan;
        this.facets = facets;
        this.titles = plan.titles() == plan.facets() ? facets : facets.alongside(plan.titles());
    }

    /**
     * Begins.
     *
     * @param plan which models are asked, and how
     * @param session where answers are kept, if anywhere
     * @return the models, of which nothing has been asked
     * @throws IllegalStateException if a budget is in money and a model's price is not known, or a model has no name of
     *     its own, which a workspace needs
     */
    public static ModelRun begin(ModelPlan plan, @Nullable WorkspaceSession session) {
        return new ModelRun(
                plan,
                session == null
                        ? Dispatcher.of(plan.facets(), plan.dispatch())
                        : Dispatcher.of(plan.facets(), plan.dispatch(), session));
    }

    Interview interview(Step step) {
        Dispatcher dispatcher = isForTitles(step) ? titles : facets;
        return new Interview(this, step, dispatcher, model(step).capabilities().schema());
    }

    /** Which model a step asks. */
    LanguageModel model(Step step) {
        return isForTitles(step) ? plan.titles() : plan.facets();
    }

    private static boolean isForTitles(Step step) {
        return step == Step.TITLES || step == Step.HIERARCHY;
    }

    Prompts prompts() {
        return plan.prompts();
    }

    synchronized void took(Step step, TokenUsage tokens) {
        used.merge(step, new Usage(1, tokens), Usage::plus);
    }

    /** Remembers why nothing more can be asked; the first reason stays. */
    synchronized AskingEndedException ended(RuntimeException why) {
        if (end == null && !(why instanceof AskingEndedException)) {
            end = why;
        }
        return new AskingEndedException();
    }

    synchronized void requireOpen() {
        if (end != null) {
            throw new AskingEndedException();
        }
    }

    /**
     * Fails if the asking came to an end before its time: for a run that goes on without answers would release what was
     * not thought through. Whoever runs stages calls this after each, since a stage may take its own failure for an
     * answer.
     *
     * @throws RuntimeException why nothing more can be asked, such as {@link io.clio.dispatch.BudgetExhausted}
     */
    public synchronized void check() {
        if (end != null) {
            throw end;
        }
    }

    /**
     * What was taken so far.
     *
     * @return for each step that had answers what they took
     */
    public synchronized Map<Step, Usage> used() {
        return Map.copyOf(used);
    }
}
