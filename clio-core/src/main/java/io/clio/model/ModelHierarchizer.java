package io.clio.model;

import io.clio.arrange.LevelHierarchizer;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Leaf;
import io.clio.cluster.Hierarchy.Node;
import io.clio.kmeans.UnitLength;
import io.clio.spi.Embedder;
import io.clio.spi.Hierarchizer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Has a model arrange base clusters level by level (Tamkin et al., 2024, appendix on the hierarchizer): groups are
 * proposed for each neighbourhood of clusters, merged across neighbourhoods, every cluster is assigned to one, and each
 * is named after its clusters. Levels have the sizes of {@link LevelHierarchizer}.
 *
 * <p>Whatever the model answers, every base cluster is in the tree once, and the same answers and seed give the same
 * tree. Where it gives no groups at all, or gathers everything in a few of them, that level and those above are what
 * {@link LevelHierarchizer} makes. {@link #makeshifts()} says how much was made up for. Thread-safe.
 */
public final class ModelHierarchizer implements Hierarchizer {
    private final ModelRun run;
    private final Embedder embedder;
    private Makeshifts makeshifts = Makeshifts.NONE;

    /**
     * A hierarchizer.
     *
     * @param run the models of the run
     * @param embedder turns titles and summaries into vectors; what it throws passes
     */
    public ModelHierarchizer(ModelRun run, Embedder embedder) {
        this.run = run;
        this.embedder = embedder;
    }

    @Override
    public Hierarchy arrange(List<Draft> drafts, Embeddings centroids, long seed) {
        int[] titled = IntStream.range(0, drafts.size())
                .filter(cluster -> !drafts.get(cluster).title().isBlank())
                .toArray();
        List<Integer> sizes = LevelHierarchizer.levelSizes(titled.length);
        Makeshifts.Tally tally = new Makeshifts.Tally();
        Hierarchy tree = 2 * titled.length < drafts.size() || sizes.isEmpty()
                ? withoutModel(drafts, centroids, seed, tally)
                : arrange(drafts, titled, centroids, sizes, seed, tally);
        synchronized (this) {
            makeshifts = makeshifts.plus(tally.sum());
        }
        return tree;
    }

    private static Hierarchy withoutModel(List<Draft> drafts, Embeddings centroids, long seed, Makeshifts.Tally tally) {
        tally.levels(LevelHierarchizer.levelSizes(drafts.size()).size());
        return new LevelHierarchizer().arrange(drafts, centroids, seed);
    }

    private Hierarchy arrange(
            List<Draft> drafts,
            int[] titled,
            Embeddings centroids,
            List<Integer> sizes,
            long seed,
            Makeshifts.Tally tally) {
        List<Topic> topics = IntStream.of(titled)
                .mapToObj(cluster -> new Topic(new Leaf(cluster), drafts.get(cluster)))
                .toList();
        Set<String> used = topics.stream()
                .map(topic -> Titles.key(topic.draft().title()))
                .collect(Collectors.toCollection(HashSet::new));
        ModelLevel levels = new ModelLevel(run, new TextVectors(embedder), seed, tally, used);
        for (int level = 0; level < sizes.size(); level++) {
            if (topics.size() <= sizes.get(level)) {
                continue;
            }
            Optional<List<Topic>> next = levels.above(topics, sizes.get(level), level);
            if (next.isEmpty()) {
                return level == 0
                        ? withoutModel(drafts, centroids, seed, tally)
                        : finished(topics, sizes.subList(level, sizes.size()), titled, centroids, seed, tally);
            }
            topics = next.get();
        }
        return finished(topics, List.of(), titled, centroids, seed, tally);
    }

    /** The rest of the levels by k-means, and the clusters without a title beside those that they are nearest to. */
    private static Hierarchy finished(
            List<Topic> topics,
            List<Integer> sizes,
            int[] titled,
            Embeddings centroids,
            long seed,
            Makeshifts.Tally tally) {
        tally.levels(sizes.size());
        List<Node> nodes = topics.stream().map(Topic::node).toList();
        Hierarchy tree = LevelHierarchizer.above(nodes, centroids, sizes, seed);
        return Followers.of(titled, UnitLength.of(centroids)).in(tree);
    }

    /**
     * What was made up for so far, because the model gave no answer that could be used.
     *
     * @return the counts
     */
    public synchronized Makeshifts makeshifts() {
        return makeshifts;
    }

    @Override
    public String name() {
        return run.model(Step.HIERARCHY).name() + ", prompts " + run.prompts().version() + ", " + embedder.name();
    }
}
