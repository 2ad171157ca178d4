package io.clio.engine;

import io.clio.arrange.Roots;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.release.Candidate;
import io.clio.release.InputReport;
import io.clio.release.Insights;
import io.clio.release.Provenance;
import io.clio.release.ReleaseGate;
import io.clio.spi.Clusterer;
import io.clio.spi.Progress;
import io.clio.spi.Progress.Stage;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a plan from the first conversation to the released insights. An instance serves one run. */
public final class Engine {
    private static final int TEXTS_AT_ONCE = 512;
    /** About so many roots do all strata have together. */
    private static final int ROOTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int GRACE_SECONDS = 6;
    private static final double HALF = 0.5;
    private static final String LAMBDA = " (lambda)";

    private final Plan plan;
    private final Progress progress;
    private @Nullable KeptVectors kept;
    private final Provenance provenance;
    private final ForkJoinPool pool;
    private ModelStages models;

    private Engine(Plan plan) {
        this.plan = plan;
        this.progress = plan.progress();
        // Names of stages are asked now, before any of them has seen a conversation.
        this.provenance = Provenance.of(Version.CURRENT, plan.seed(), stages(plan));
        this.pool = new ForkJoinPool(plan.threads());
        this.models = ModelStages.none(plan);
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
        Engine engine = new Engine(plan);
        try {
            return plan.workspace().isEmpty()
                    ? engine.run((WorkspaceSession) null)
                    : engine.runIn(plan.workspace().get());
        } finally {
            engine.pool.shutdownNow();
        }
    }

    private Outcome runIn(Workspace workspace) {
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
        String name = nameOf(stage);
        if (name.isBlank()
                || name.endsWith(LAMBDA)
                || name.equals(one.getClass().getSimpleName())) {
            throw new IllegalStateException("the " + stage + " has no name of its own by which a workspace could find"
                    + " again what it made, but that of its class at most; override name(), and name the model");
        }
    }

    private Outcome run(@Nullable WorkspaceSession session) {
        models = ModelStages.begin(plan, session);
        try {
            Rows rows = new Intake(plan, models, pool, session, provenance.stages()).run();
            try {
                return run(rows, session);
            } finally {
                rows.support().close();
            }
        } finally {
            models.report();
        }
    }

    private Outcome run(Rows rows, @Nullable WorkspaceSession session) {
        Drafts drafts = new Drafts(models.summarizer(), models::check);
        int[] rowOfVector = rowsWithText(rows.rows());
        if (rowOfVector.length == 0) {
            return release(rows, Clusters.of(noise(rows.rows().size()), 0), List.of(), drafts, session);
        }
        List<int[]> divided = new Strata(plan, rows.rows()).of(rowOfVector);
        requireFewEnough(divided.get(0).length);
        kept = session == null ? null : new KeptVectors(session, nameOf("embedder"));
        Embeddings vectors = embed(rows, rowOfVector);
        List<Stratum> strata = cluster(vectors, rowOfVector, divided);
        List<Candidate.Node> tree = onPool(Stage.DESCRIBE, () -> describe(rows.rows(), strata, drafts));
        return release(rows, joined(strata, rows.rows().size()), tree, drafts, session);
    }

    private int[] rowsWithText(List<FacetRow> rows) {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row)
                        .values()
                        .get(plan.clusterBy().facet())
                        .filter(text -> !text.isBlank())
                        .isPresent())
                .toArray();
    }

    private Embeddings embed(Rows rows, int[] rowOfVector) {
        List<SensitiveText> texts = Arrays.stream(rowOfVector)
                .mapToObj(row -> rows.rows()
                        .get(row)
                        .values()
                        .get(plan.clusterBy().facet())
                        .orElseThrow())
                .toList();
        return embed(texts, (from, to) -> owners(rows, rowOfVector, from, to), done -> {
            progress.update(Stage.EMBED, done, texts.size());
            Cancelled.check(Stage.EMBED);
        });
    }

    /** Titles are made of the conversations of many, so their vectors go with whoever is forgotten. */
    private Embeddings embedTitles(List<SensitiveText> titles) {
        return embed(
                titles,
                (from, to) -> Collections.nCopies(to - from, List.of(Fingerprint.ANYBODY)),
                done -> Cancelled.check(Stage.DESCRIBE));
    }

    /** Embeds so many texts at once, those whose vectors are not kept. */
    private Embeddings embed(List<SensitiveText> texts, Owners owners, IntConsumer step) {
        float[] values = new float[0];
        int dimensions = 1;
        for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
            int to = Math.min(texts.size(), from + TEXTS_AT_ONCE);
            List<SensitiveText> some = texts.subList(from, to);
            Embeddings part = kept == null ? embed(some) : kept.embed(some, owners.of(from, to), this::embed);
            if (from == 0) {
                dimensions = part.dimensions();
                values = new float[Math.multiplyExact(texts.size(), dimensions)];
            }
            if (part.dimensions() != dimensions) {
                throw wrongShape(to - from, dimensions, part);
            }
            System.arraycopy(part.values(), 0, values, from * dimensions, part.values().length);
            step.accept(to);
        }
        return Embeddings.wrap(values, dimensions);
    }

    /** Whose the texts from one to another are. */
    private interface Owners {
        List<List<Fingerprint>> of(int from, int to);
    }

    private Embeddings embed(List<SensitiveText> texts) {
        Embeddings vectors = ask("embedder", Stage.EMBED, () -> plan.embedder().embed(texts));
        if (vectors.rows() != texts.size()) {
            throw wrongShape(texts.size(), vectors.dimensions(), vectors);
        }
        requireFinite(vectors.values());
        return vectors;
    }

    private IllegalStateException wrongShape(int rows, int dimensions, Embeddings got) {
        return new IllegalStateException(named("embedder") + ": expected " + rows + " x " + dimensions + ", got "
                + got.rows() + " x " + got.dimensions());
    }

    private static List<List<Fingerprint>> owners(Rows rows, int[] rowOfVector, int from, int to) {
        return Arrays.stream(rowOfVector, from, to)
                .mapToObj(row -> rows.owners().get(row))
                .toList();
    }

    private void requireFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(named("embedder") + ": expected finite numbers, got " + value);
            }
        }
    }

    private void requireFewEnough(int rows) {
        int most = plan.clusterer().mostRows();
        if (rows > most) {
            throw new IllegalStateException(named("clusterer") + " takes at most " + most + " conversations, got "
                    + rows + "; sample(…) fewer, or use Clusterers.kMeans()");
        }
    }

    private List<Stratum> cluster(Embeddings vectors, int[] rowOfVector, List<int[]> members) {
        List<Stratum> strata = new ArrayList<>();
        int done = 0;
        for (int[] some : members) {
            progress.update(Stage.CLUSTER, done, vectors.rows());
            Embeddings part = Stratum.select(vectors, some);
            int from = done;
            Clusterer clusterer = members.size() == 1
                    ? plan.clusterer()
                    : ask(
                            "clusterer",
                            Stage.CLUSTER,
                            () -> plan.clusterer().forPart(from, from + some.length, vectors.rows()));
            Clusters clusters = cluster(part, clusterer);
            int[] rowOfPart =
                    Arrays.stream(some).map(vector -> rowOfVector[vector]).toArray();
            strata.add(onPool(Stage.CLUSTER, () -> Stratum.of(rowOfPart, part, clusters)));
            done += some.length;
        }
        progress.update(Stage.CLUSTER, vectors.rows(), vectors.rows());
        return strata;
    }

    private Clusters cluster(Embeddings vectors, Clusterer clusterer) {
        Clusters clusters = onPool(
                Stage.CLUSTER, () -> ask("clusterer", Stage.CLUSTER, () -> clusterer.cluster(vectors, plan.seed())));
        if (clusters.rows() != vectors.rows()) {
            throw new IllegalStateException(
                    named("clusterer") + ": expected " + vectors.rows() + " assignments, got " + clusters.rows());
        }
        return clusters;
    }

    private List<Candidate.Node> describe(List<FacetRow> rows, List<Stratum> strata, Drafts drafts) {
        long all = strata.stream()
                .mapToLong(stratum -> stratum.rowOfVector().length)
                .sum();
        Steps steps = new Steps(
                progress,
                Stage.DESCRIBE,
                2
                        * strata.stream()
                                .mapToLong(stratum -> stratum.clusters().count())
                                .sum());
        List<Candidate.Node> tree = new ArrayList<>();
        for (Stratum stratum : strata) {
            if (stratum.clusters().count() > 0) {
                Describer describer = new Describer(plan, rows, stratum, drafts, steps);
                var base = describer.describeBase();
                List<Draft> titles =
                        base.stream().map(Describer.Described::draft).toList();
                double share = (double) stratum.rowOfVector().length / all;
                tree.addAll(describer.propose(arrange(titles, stratum, share), base));
            }
        }
        return tree;
    }

    /** A small stratum has few roots, so that the top of the tree stays readable with many languages. */
    private Hierarchy arrange(List<Draft> drafts, Stratum stratum, double share) {
        Hierarchy hierarchy = ask(
                "hierarchizer",
                Stage.DESCRIBE,
                () -> models.hierarchizer(this::embedTitles).arrange(drafts, stratum.centroids(), plan.seed()));
        hierarchy.requireCovers(stratum.clusters().count());
        int most = share > HALF ? Integer.MAX_VALUE : (int) Math.ceil(ROOTS * share);
        return Roots.atMost(most, hierarchy, stratum.centroids(), plan.seed());
    }

    private Outcome release(
            Rows rows,
            Clusters clusters,
            List<Candidate.Node> tree,
            Drafts drafts,
            @Nullable WorkspaceSession session) {
        progress.update(Stage.RELEASE, 0, tree.size());
        List<Facet<?>> facets = new ArrayList<>();
        plan.facets().forEach(source -> facets.add(source.facet()));
        long unclustered = IntStream.range(0, clusters.rows())
                .filter(row -> clusters.of(row) == Clusters.NOISE)
                .count();
        InputReport report = rows.report().withUnclustered(unclustered);
        Candidate candidate = new Candidate(rows.rows(), facets, tree, drafts, report, provenance);
        ReleaseGate gate = ReleaseGate.of(plan.policy(), models.auditors(), plan.recognizers());
        Insights insights = plan.ledger().map(gate::with).orElse(gate).release(candidate, rows.support(), () -> {
            // An auditor that was interrupted has not approved, but that is no result; nor is what a model left open.
            Cancelled.check(Stage.RELEASE);
            models.requireComplete();
            progress.update(Stage.RELEASE, tree.size(), tree.size());
            // Before a ledger records: that a run whose workspace fails at its end would have released nothing.
            if (session != null) {
                session.finish();
                session.close();
            }
        });
        return new Outcome(rows, clusters, candidate, insights);
    }

    /** Has a stage answer; what its failure says stays here, for it may quote a conversation. */
    private <T> T ask(String stage, Stage during, Supplier<@Nullable T> question) {
        @Nullable T answer;
        try {
            answer = question.get();
        } catch (Throwable e) { // errors too: what a stage throws may say what it has read
            Cancelled.check(during);
            models.check();
            throw Failed.at(named(stage), e);
        }
        if (answer == null) {
            throw new IllegalStateException(named(stage) + " answered null");
        }
        return answer;
    }

    /** A stage with the name that it gave before the run: afterwards it could put what it read into its name. */
    private String named(String stage) {
        return stage + " " + nameOf(stage);
    }

    private String nameOf(String stage) {
        return provenance.stages().getOrDefault(stage, stage);
    }

    /** Stages that use parallel streams use the threads of the plan. */
    private <T> T onPool(Stage stage, Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (InterruptedException e) {
            throw Cancelled.during(stage);
        } catch (ExecutionException e) {
            models.check();
            Throwable failure = Failed.original(e);
            if (failure instanceof RuntimeException ours) {
                throw ours;
            }
            throw Failed.at("stage " + stage.name().toLowerCase(Locale.ROOT), failure);
        }
    }

    private static int[] noise(int rows) {
        int[] assignment = new int[rows];
        Arrays.fill(assignment, Clusters.NOISE);
        return assignment;
    }

    private static Clusters joined(List<Stratum> strata, int rows) {
        int[] assignment = noise(rows);
        int first = 0;
        for (Stratum stratum : strata) {
            for (int vector = 0; vector < stratum.rowOfVector().length; vector++) {
                int cluster = stratum.clusters().of(vector);
                assignment[stratum.rowOfVector()[vector]] = cluster == Clusters.NOISE ? cluster : first + cluster;
            }
            first += stratum.clusters().count();
        }
        return Clusters.of(assignment, first);
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
