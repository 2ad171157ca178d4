package io.clio.benchmarks;

import io.clio.dispatch.Dispatch;
import io.clio.engine.Plan;
import io.clio.model.ModelPlan;
import io.clio.model.Step;
import io.clio.workspace.Workspace;
import java.util.EnumSet;
import java.util.Optional;

/** Plans that differ in one thing from others. */
final class Plans {
    private Plans() {}

    /** The same, but no model looks at drafts, so that the rules of the gate stand alone; asked in this way. */
    static Plan withoutAudit(Plan plan, Dispatch dispatch) {
        ModelPlan models = plan.models().orElseThrow();
        EnumSet<Step> steps = EnumSet.copyOf(models.steps());
        steps.remove(Step.AUDIT);
        return with(
                plan,
                new ModelPlan(
                        models.facets(),
                        models.titles(),
                        dispatch,
                        models.prompts(),
                        steps,
                        models.question(),
                        models.report(),
                        models.splits()),
                plan.workspace());
    }

    /** The same with a workspace. */
    static Plan in(Workspace workspace, Plan plan) {
        return with(plan, plan.models().orElseThrow(), Optional.of(workspace));
    }

    private static Plan with(Plan plan, ModelPlan models, Optional<Workspace> workspace) {
        return new Plan(
                plan.source(),
                plan.badRecordCeiling(),
                plan.screen(),
                plan.clusterBy(),
                plan.within(),
                plan.facets(),
                plan.scoring(),
                plan.extractor(),
                Optional.of(models),
                plan.embedder(),
                plan.clusterer(),
                plan.summarizer(),
                plan.hierarchizer(),
                plan.auditors(),
                plan.recognizers(),
                plan.policy(),
                plan.ledger(),
                plan.seed(),
                plan.threads(),
                plan.progress(),
                workspace);
    }
}
