package io.clio.model;

import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.StepReport;
import io.clio.llm.LanguageModel;
import io.clio.llm.TokenUsage;
import io.clio.prompt.Prompts;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The language models of one run: what is asked of them, what it took, and why nothing more can be asked, if that is
 * so. Thread-safe.
 */
public final class ModelRun {
    private final ModelPlan plan;
    private final Dispatcher facets;
    private final Dispatcher titles;
    private final Map<Step, Used> used = new EnumMap<>(Step.class);
    private @Nullable RuntimeException end;

    /** What the answers of a step took, and what has none. */
    private static final class Used {
        private long answers;
        private TokenUsage tokens = TokenUsage.NONE;
        private final Map<String, Long> failures = new TreeMap<>();
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
        LanguageModel model = model(step);
        Dispatcher dispatcher = model == plan.facets() ? facets : titles;
        return new Interview(this, step, dispatcher, model.capabilities().schema());
    }

    /** Which model a step asks. */
    LanguageModel model(Step step) {
        return plan.model(step);
    }

    Prompts prompts() {
        return plan.prompts();
    }

    synchronized void took(Step step, TokenUsage tokens) {
        Used of = used.computeIfAbsent(step, unused -> new Used());
        of.answers++;
        of.tokens = of.tokens.plus(tokens);
    }

    synchronized void failed(Step step, String problem) {
        used.computeIfAbsent(step, unused -> new Used()).failures.merge(problem, 1L, Long::sum);
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
     * What was done so far. An answer that was kept from an earlier run counts as it did then, so that a run that is
     * resumed says what the whole has taken.
     *
     * @return for each step that had answers or failures its report
     */
    public synchronized List<StepReport> report() {
        List<StepReport> reports = new ArrayList<>();
        used.forEach((step, of) -> {
            String model = model(step).name();
            reports.add(new StepReport(
                    step.name().toLowerCase(Locale.ROOT),
                    model,
                    of.answers,
                    of.tokens,
                    plan.dispatch().prices().of(model).map(price -> price.dollars(of.tokens)),
                    of.failures));
        });
        return reports;
    }
}
