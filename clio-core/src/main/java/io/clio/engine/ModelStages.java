package io.clio.engine;

import io.clio.conversation.Conversation;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.model.Given;
import io.clio.model.ModelAuditor;
import io.clio.model.ModelExtractor;
import io.clio.model.ModelHierarchizer;
import io.clio.model.ModelPlan;
import io.clio.model.ModelRun;
import io.clio.model.ModelScreen;
import io.clio.model.ModelSummarizer;
import io.clio.model.Rehearsal;
import io.clio.model.Step;
import io.clio.spi.Embedder;
import io.clio.spi.Extraction;
import io.clio.spi.Hierarchizer;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Summarizer;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of one run for which language models are asked, if they are, and those of the plan otherwise. */
final class ModelStages {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStages.class);
    private static final Map<Step, String> STAGES = Map.of(
            Step.SCREEN, "screen",
            Step.FACETS, "extractor",
            Step.TITLES, "summarizer",
            Step.HIERARCHY, "hierarchizer",
            Step.AUDIT, "auditor");

    private final Plan plan;
    private final @Nullable ModelRun run;

    private ModelStages(Plan plan, @Nullable ModelRun run) {
        this.plan = plan;
        this.run = run;
    }

    /**
     * Begins.
     *
     * @throws IllegalStateException if the models cannot be asked as the plan says
     */
    static ModelStages begin(Plan plan, @Nullable WorkspaceSession session) {
        return new ModelStages(
                plan,
                plan.models()
                        .map(models -> ModelRun.begin(models, session, plan.progress()::answered))
                        .orElse(null));
    }

    /** The same models, for a tree over another facet. */
    ModelStages of(Plan tree) {
        return new ModelStages(tree, run);
    }

    /** The stages of a rehearsal. */
    static ModelStages rehearsing(Plan plan, Rehearsal rehearsal) {
        return new ModelStages(plan, rehearsal.models());
    }

    /** What stands in a result's provenance for the stages for which a model is asked. */
    static Map<String, String> names(Plan plan) {
        Map<String, String> names = new TreeMap<>();
        plan.models().ifPresent(models -> {
            STAGES.forEach((step, stage) -> {
                if (models.steps().contains(step)) {
                    names.put(stage, models.model(step).name());
                }
            });
            names.put("prompts", models.prompts().version());
            if (models.splits() && models.steps().contains(Step.FACETS)) {
                names.put("conversations", "split into requests");
            }
        });
        return names;
    }

    private Optional<ModelRun> asked(Step step) {
        return Optional.ofNullable(run).filter(models -> isAsked(plan, step));
    }

    private static boolean isAsked(Plan plan, Step step) {
        return plan.models()
                .map(ModelPlan::steps)
                .filter(steps -> steps.contains(step))
                .isPresent();
    }

    /** Whether a facet is answered by the extractor or by a language model, and not by code. */
    static boolean isAsked(Plan plan, FacetSource<?> source) {
        return !source.isComputed() || (source.isAskable() && isAsked(plan, Step.FACETS));
    }

    /** Fails if nothing more can be asked. To be called whenever a stage has come to its end, in whatever way. */
    void check() {
        if (run != null) {
            run.check();
        }
    }

    /** Puts no questions into batches any more. */
    void hurry() {
        if (run != null) {
            run.hurry();
        }
    }

    /** Fails if a release would rest on what a model did not say. */
    void requireComplete() {
        if (run != null) {
            run.requireComplete(plan.badRecordCeiling());
        }
    }

    /** Tells whoever wants to know what was taken. */
    void report() {
        if (run != null) {
            try {
                plan.models().orElseThrow().report().accept(run.report());
            } catch (RuntimeException e) {
                // The run has come to its end, and how is not the listener's to say.
                LOG.warn("the listener of modelReport failed: {}", e.getClass().getName());
            }
        }
    }

    boolean hasExtractor() {
        return asked(Step.FACETS).isPresent();
    }

    List<Extraction> extract(List<Conversation> redacted, List<Subject> owners, List<Facet<?>> facets) {
        ModelExtractor extractor = ModelExtractor.of(asked(Step.FACETS).orElseThrow());
        boolean splits = plan.models().map(ModelPlan::splits).orElse(false);
        return (splits ? extractor.splittingRequests() : extractor).extract(redacted, owners, facets);
    }

    /** For each conversation whether it may enter the run. */
    List<Given<Boolean>> screen(List<Conversation> redacted, List<Subject> owners) {
        Optional<String> question = plan.models().flatMap(ModelPlan::question);
        return asked(Step.SCREEN).isEmpty() || question.isEmpty() || redacted.isEmpty()
                ? redacted.stream().map(conversation -> Given.of(true)).toList()
                : ModelScreen.of(asked(Step.SCREEN).orElseThrow(), question.get())
                        .ask(redacted, owners);
    }

    Summarizer summarizer() {
        return asked(Step.TITLES)
                .<Summarizer>map(
                        models -> new ModelSummarizer(models, plan.clusterBy().facet()))
                .orElse(plan.summarizer());
    }

    Hierarchizer hierarchizer(Embedder embedder) {
        return asked(Step.HIERARCHY)
                .<Hierarchizer>map(models -> new ModelHierarchizer(models, embedder))
                .orElse(plan.hierarchizer());
    }

    /** The auditor that is a model, if one is asked. */
    Optional<PrivacyAuditor> auditor() {
        return asked(Step.AUDIT).map(models -> new ModelAuditor(models, ModelAuditor.THRESHOLD));
    }

    List<PrivacyAuditor> auditors() {
        List<PrivacyAuditor> all = new ArrayList<>(plan.auditors());
        auditor().ifPresent(all::add);
        return all;
    }
}
