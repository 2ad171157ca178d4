package io.clio.engine;

import io.clio.arrange.Roots;
import io.clio.cluster.Clusters;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.kmeans.Advance;
import io.clio.kmeans.KMeans;
import io.clio.release.Candidate;
import io.clio.release.InputReport;
import io.clio.release.Insights;
import io.clio.release.Provenance;
import io.clio.release.ReleaseGate;
import io.clio.spi.Clusterer;
import io.clio.spi.Progress;
import io.clio.spi.Progress.Stage;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes one tree of what a run has read, and brings it to the gate. */
final class TreeRun {
    private static final int TEXTS_AT_ONCE = 512;
    /** About so many roots do all strata have together. */
    private static final int ROOTS = 10;

    private static final double HALF = 0.5;

    private final Plan plan;
    private final Provenance provenance;
    private final ModelStages models;
    private final ForkJoinPool pool;
    private final Rows rows;
    private final @Nullable KeptVectors kept;
    private final Progress progress;

    /**
     * A tree that is still to be made.
     *
     * @param plan says what is clustered
     * @param provenance the names of the stages, as they were before the run
     * @param models the models of the run
     * @param pool the threads of the run
     * @param rows what was read
     * @param session where vectors are kept, if anywhere
     */
    TreeRun(
            Plan plan,
            Provenance provenance,
            ModelStages models,
            ForkJoinPool pool,
            Rows rows,
            @Nullable WorkspaceSession session) {
        this.plan = plan;
        this.provenance = provenance;
        this.models = models;
        this.pool = pool;
        this.rows = rows;
        this.progress = plan.progress();
        this.kept = session == null ? null : new KeptVectors(session, nameOf("embedder"));
    }

    /** What is proposed to the gate, and which base cluster each row is in. */
    record Proposed(Clusters clusters, Candidate candidate) {}

    /** Embeds, clusters and describes. */
    Proposed propose() {
        int[] rowOfVector = rowsWithText(rows.rows());
        if (rowOfVector.length == 0) {
            return proposed(Clusters.of(noise(rows.rows().size()), 0), List.of(), newDrafts());
        }
        List<int[]> divided = new Strata(plan, rows.rows()).of(rowOfVector);
        requireFewEnough(divided.get(0).length);
        Embeddings vectors = embed(rowOfVector);
        List<Stratum> strata = cluster(vectors, rowOfVector, divided);
        Drafts drafts = newDrafts();
        List<Candidate.Node> tree = onPool(Stage.DESCRIBE, () -> describe(strata, drafts));
        return proposed(joined(strata, rows.rows().size()), tree, drafts);
    }

    private Drafts newDrafts() {
        return new Drafts(models.summarizer(), models::check);
    }

    private Proposed proposed(Clusters clusters, List<Candidate.Node> tree, Drafts drafts) {
        List<Facet<?>> facets = new ArrayList<>();
        plan.facets().forEach(source -> facets.add(source.facet()));
        int[] clustered = IntStream.range(0, clusters.rows())
                .filter(row -> clusters.of(row) != Clusters.NOISE)
                .toArray();
        long unclustered = rows.report().conversations() - rows.support().conversations(clustered);
        InputReport report = rows.report().withUnclustered(unclustered);
        return new Proposed(clusters, new Candidate(rows.rows(), facets, tree, drafts, report, provenance));
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

    private Embeddings embed(int[] rowOfVector) {
        List<SensitiveText> texts = Arrays.stream(rowOfVector)
                .mapToObj(row -> rows.rows()
                        .get(row)
                        .values()
                        .get(plan.clusterBy().facet())
                        .orElseThrow())
                .toList();
        return embed(texts, (from, to) -> owners(rowOfVector, from, to), done -> {
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

    private List<List<Fingerprint>> owners(int[] rowOfVector, int from, int to) {
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
            Clusters clusters = cluster(
                    part,
                    clusterer,
                    so -> progress.update(Stage.CLUSTER, from + (long) (so * some.length), vectors.rows()));
            int[] rowOfPart =
                    Arrays.stream(some).map(vector -> rowOfVector[vector]).toArray();
            strata.add(onPool(Stage.CLUSTER, () -> Stratum.of(rowOfPart, part, clusters)));
            done += some.length;
        }
        progress.update(Stage.CLUSTER, vectors.rows(), vectors.rows());
        return strata;
    }

    private Clusters cluster(Embeddings vectors, Clusterer clusterer, Advance advance) {
        Supplier<Clusters> clustering = clusterer instanceof KMeans ours
                ? () -> ours.cluster(vectors, plan.seed(), advance)
                : () -> clusterer.cluster(vectors, plan.seed());
        Clusters clusters = onPool(Stage.CLUSTER, () -> ask("clusterer", Stage.CLUSTER, clustering));
        if (clusters.rows() != vectors.rows()) {
            throw new IllegalStateException(
                    named("clusterer") + ": expected " + vectors.rows() + " assignments, got " + clusters.rows());
        }
        return clusters;
    }

    private List<Candidate.Node> describe(List<Stratum> strata, Drafts drafts) {
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
                Describer describer = new Describer(plan, rows.rows(), stratum, drafts, steps);
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

    /**
     * Has the gate decide.
     *
     * @param last is run when everything is decided, before a ledger records it
     */
    Outcome release(Proposed proposed, Runnable last) {
        Candidate candidate = proposed.candidate();
        int roots = candidate.roots().size();
        progress.update(Stage.RELEASE, 0, roots);
        // The gate waits for auditors and new titles for as long as the policy says.
        models.hurry();
        ReleaseGate gate = ReleaseGate.of(plan.policy(), models.auditors(), plan.recognizers());
        Insights insights = plan.ledger().map(gate::with).orElse(gate).release(candidate, rows.support(), () -> {
            // An auditor that was interrupted has not approved, but that is no result; nor is what a model left open.
            Cancelled.check(Stage.RELEASE);
            models.requireComplete();
            progress.update(Stage.RELEASE, roots, roots);
            last.run();
        });
        return new Outcome(rows, proposed.clusters(), candidate, insights);
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
}
