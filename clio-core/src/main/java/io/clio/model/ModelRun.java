package io.clio.model;

import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.StepReport;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;
import io.clio.prompt.Prompts;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The language models of one run: what is asked of them, what it took, and why nothing more can be asked, if that is
 * so. Thread-safe.
 */
public final class ModelRun {
    /** What a model may do to a few questions without anything being wrong with its provider. */
    private static final Set<String> HARMLESS =
            Set.of(Interview.UNUSABLE, LanguageModelException.Final.Reason.REFUSED.name());

    private final ModelPlan plan;
    private final Dispatcher facets;
    private final Dispatcher titles;
    private final @Nullable Rehearsal rehearsal;
    private final IdentityHashMap<LanguageModel, String> names = new IdentityHashMap<>();
    private final Map<Step, Used> used = new EnumMap<>(Step.class);
    private final LongConsumer told;
    private long answers;
    private int open;
    private boolean hurried;
    private @Nullable RuntimeException end;

    /** What the answers of a step took, and what has none. */
    private static final class Used {
        private long questions;
        private long answers;
        private TokenUsage tokens = TokenUsage.NONE;
        private long inBatches;
        private TokenUsage batchTokens = TokenUsage.NONE;
        private final Map<String, Long> failures = new TreeMap<>();
    }

    private ModelRun(ModelPlan plan, Dispatcher facets, LongConsumer told, @Nullable Rehearsal rehearsal) {
        this.plan = plan;
        this.rehearsal = rehearsal;
        this.facets = facets;
        this.told = told;
        // Asked for now, before they have seen a text.
        names.put(plan.facets(), plan.facets().name());
        names.put(plan.titles(), plan.titles().name());
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
        return begin(plan, session, answers -> {});
    }

    /** Models that are not asked: a rehearsal answers. */
    static ModelRun rehearsing(ModelPlan plan, Rehearsal rehearsal) {
        // Without the plan's budget, for none is needed, nor a price.
        Dispatcher unused = Dispatcher.of(plan.facets(), Dispatch.builder().build());
        return new ModelRun(plan, unused, answers -> {}, rehearsal);
    }

    Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /**
     * The same with somebody who is told how many answers there are, on one thread at a time.
     *
     * @param plan as above
     * @param session as above
     * @param told takes the number of answers so far, with each of them
     * @return the models, of which nothing has been asked
     * @throws IllegalStateException as above
     */
    public static ModelRun begin(ModelPlan plan, @Nullable WorkspaceSession session, LongConsumer told) {
        Dispatcher dispatcher = session == null
                ? Dispatcher.of(plan.facets(), plan.dispatch())
                : Dispatcher.of(plan.facets(), plan.dispatch(), session);
        return new ModelRun(plan, dispatcher, told, null);
    }

    /**
     * Puts nothing into batches from now on: for questions of which somebody waits for the answers, and not for a day.
     */
    public synchronized void hurry() {
        hurried = true;
    }

    synchronized Interview interview(Step step) {
        LanguageModel model = model(step);
        Dispatcher dispatcher = model == plan.facets() ? facets : titles;
        return new Interview(
                this,
                step,
                step.canWait() && !hurried ? dispatcher : dispatcher.oneByOne(),
                model.capabilities().schema());
    }

    /** Which model a step asks. */
    LanguageModel model(Step step) {
        return plan.model(step);
    }

    Prompts prompts() {
        return plan.prompts();
    }

    synchronized void took(Step step, TokenUsage tokens, boolean inBatch) {
        Used of = used.computeIfAbsent(step, unused -> new Used());
        of.answers++;
        if (inBatch) {
            of.inBatches++;
            of.batchTokens = of.batchTokens.plus(tokens);
        } else {
            of.tokens = of.tokens.plus(tokens);
        }
        told.accept(++answers);
    }

    /** Counts what came of questions in the end. */
    synchronized <A> void gave(Step step, List<Given<A>> given) {
        Used of = used.computeIfAbsent(step, unused -> new Used());
        of.questions += given.size();
        given.stream()
                .filter(one -> !one.problem().isEmpty())
                .forEach(one -> of.failures.merge(one.problem(), 1L, Long::sum));
    }

    /** Begins an asking, if more can be asked. */
    synchronized void begun() {
        if (end != null) {
            throw new AskingEndedException();
        }
        open++;
    }

    synchronized void over() {
        open--;
    }

    /** Remembers why nothing more can be asked; the first reason stays. */
    synchronized AskingEndedException ended(RuntimeException why) {
        if (end == null && !(why instanceof AskingEndedException)) {
            end = why;
        }
        return new AskingEndedException();
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
     * Fails if a release would rest on what a model did not say: if the asking came to an end, if somebody still waits
     * for an answer that he was not given in time, or if a provider failed on more than a part of the questions of a
     * step. That it refused, or said what could not be used, is no such failure.
     *
     * @param ceiling the largest part of the questions of a step on which a provider may fail, 0 to 1
     * @throws RuntimeException why nothing should be released; what was answered is kept in the workspace, if there is
     *     one
     */
    public synchronized void requireComplete(double ceiling) {
        check();
        if (open > 0) {
            throw new IllegalStateException("a language model took longer than PrivacyPolicy.auditTimeout; raise that,"
                    + " or ask a faster one");
        }
        used.forEach((step, of) -> {
            long failed = of.failures.entrySet().stream()
                    .filter(why -> !HARMLESS.contains(why.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (failed > ceiling * of.questions) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "the language model %s gave no answer to %d of %d questions of the step %s, more than the"
                                + " ceiling of %.1f %% %s; nothing is released",
                        names.get(model(step)),
                        failed,
                        of.questions,
                        step.words(),
                        100 * ceiling,
                        of.failures));
            }
        });
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
            String model = String.valueOf(names.get(model(step)));
            reports.add(new StepReport(
                    step.words(),
                    model,
                    of.answers,
                    of.tokens.plus(of.batchTokens),
                    of.inBatches,
                    plan.dispatch()
                            .prices()
                            .of(model)
                            .map(price -> price.dollars(of.tokens).add(price.dollarsInBatch(of.batchTokens))),
                    of.failures));
        });
        return reports;
    }
}
