package io.clio.engine;

import io.clio.release.Provenance;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a plan from the first conversation to the released insights. An instance serves one run. */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int GRACE_SECONDS = 6;
    private static final String LAMBDA = " (lambda)";

    private final List<Plan> plans;
    private final Plan plan;
    private final List<Provenance> provenances;
    private final ForkJoinPool pool;

    private Engine(List<Plan> plans, List<Map<String, String>> stages) {
        this.plans = List.copyOf(plans);
        this.plan = plans.get(0);
        this.provenances = stages.stream()
                .map(names -> Provenance.of(Version.CURRENT, plan.seed(), names))
                .toList();
        this.pool = new ForkJoinPool(plan.threads());
    }

    /**
     * Carries out a plan.
     *
     * @param plan the plan
     * @return all that came of it; only its insights may leave
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public static Outcome run(Plan plan) {
        // Names of stages are asked now, before any of them has seen a conversation.
        return run(new Engine(List.of(plan), List.of(stages(plan)))).get(0);
    }

    /**
     * Carries out plans that differ in nothing but what is clustered, and that all ask for the same facets: what is
     * read and asked for once becomes a tree for each plan.
     *
     * @param plans the plans, one at least, with a ledger that compares trees
     * @return for each plan, in order, what came of it, as in {@link #run(Plan)}
     */
    public static List<Outcome> runEach(List<Plan> plans) {
        List<Map<String, String>> stages = new ArrayList<>();
        for (Plan plan : plans) {
            stages.add(new TreeMap<>(stages(plan)));
            stages.get(stages.size() - 1)
                    .put("clustered by", plan.clusterBy().facet().name());
        }
        return run(new Engine(plans, stages));
    }

    private static List<Outcome> run(Engine engine) {
        try {
            return engine.plan.workspace().isEmpty()
                    ? engine.run((WorkspaceSession) null)
                    : engine.runIn(engine.plan.workspace().get());
        } finally {
            engine.pool.shutdownNow();
        }
    }

    private List<Outcome> runIn(Workspace workspace) {
        requireName("embedder", plan.embedder());
        plan.extractor().ifPresent(extractor -> requireName("extractor", extractor));
        try (WorkspaceSession session = workspace.begin()) {
            try {
                return run(session);
            } catch (RuntimeException | Error e) {
                awaitWorkers();
                throw e;
            }
        }
    }

    /** Who still works may have an answer to bring to the workspace, which is open until then. */
    private void awaitWorkers() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a stage does not end although it was interrupted");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a stage made is found again by the stage's name; that of a class would be one for all its models. */
    private void requireName(String stage, Object one) {
        String name = provenances.get(0).stages().getOrDefault(stage, "");
        if (name.isBlank()
                || name.endsWith(LAMBDA)
                || name.equals(one.getClass().getSimpleName())) {
            throw new IllegalStateException("the " + stage + " has no name of its own by which a workspace could find"
                    + " again what it made, but that of its class at most; override name(), and name the model");
        }
    }

    private List<Outcome> run(@Nullable WorkspaceSession session) {
        ModelStages models = ModelStages.begin(plan, session);
        try {
            Rows rows =
                    new Intake(plan, models, pool, session, provenances.get(0).stages()).run();
            try {
                return run(rows, models, session);
            } finally {
                rows.support().close();
            }
        } finally {
            models.report();
        }
    }

    /** All trees are proposed before the first is released, so that what fails fails early. */
    private List<Outcome> run(Rows rows, ModelStages models, @Nullable WorkspaceSession session) {
        List<TreeRun> trees = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            trees.add(new TreeRun(plans.get(i), provenances.get(i), models.of(plans.get(i)), pool, rows, session));
        }
        List<TreeRun.Proposed> proposed = trees.stream().map(TreeRun::propose).toList();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            boolean last = i == trees.size() - 1;
            outcomes.add(trees.get(i).release(proposed.get(i), last ? () -> finish(session) : () -> {}));
        }
        return List.copyOf(outcomes);
    }

    /** Before a ledger records: that a run whose workspace fails at its end would have released nothing. */
    private static void finish(@Nullable WorkspaceSession session) {
        if (session != null) {
            session.finish();
            session.close();
        }
    }

    private static Map<String, String> stages(Plan plan) {
        Map<String, String> stages = new TreeMap<>();
        stages.put("embedder", steady(plan.embedder().name()));
        stages.put("clusterer", steady(plan.clusterer().name()));
        stages.put("summarizer", steady(plan.summarizer().name()));
        stages.put("hierarchizer", steady(plan.hierarchizer().name()));
        stages.putAll(ModelStages.names(plan));
        plan.within().ifPresent(facet -> stages.put("divided by", facet.facet().name()));
        plan.extractor().ifPresent(extractor -> stages.put("extractor", steady(extractor.name())));
        for (int i = 0; i < plan.auditors().size(); i++) {
            stages.put("auditor" + (i + 1), steady(plan.auditors().get(i).name()));
        }
        return stages;
    }

    /** The name of a lambda's class is another in each process, and a result should repeat. */
    private static String steady(String name) {
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda) + LAMBDA;
    }
}
