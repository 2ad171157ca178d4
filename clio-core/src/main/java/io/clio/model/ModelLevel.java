package io.clio.model;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.model.Naming.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes one level of a tree: proposes groups, merges them, assigns topics to them, names them after these. */
final class ModelLevel {
    private static final int ABOUT_IN_NEIGHBOURHOOD = 40;
    private static final int MOST_IN_NEIGHBOURHOOD = 60;
    /** With fewer than this part of the groups that are wanted, most topics lie in a few of them. */
    private static final double FEWEST = 0.25;

    private final ModelRun run;
    private final TextVectors texts;
    private final long seed;
    private final Makeshifts.Tally tally;
    private final Set<String> used;

    /**
     * A maker of levels.
     *
     * @param used keys of titles that are in use; those of groups are added
     */
    ModelLevel(ModelRun run, TextVectors texts, long seed, Makeshifts.Tally tally, Set<String> used) {
        this.run = run;
        this.texts = texts;
        this.seed = seed;
        this.tally = tally;
        this.used = used;
    }

    /**
     * The level above some topics.
     *
     * @param topics the topics, more than are wanted
     * @param wanted about how many nodes the level is to have, at least 2
     * @param level its number, from 0 on
     * @return its nodes; nothing if the model gave no groups, or gathers all topics in a few of them
     */
    Optional<List<Topic>> above(List<Topic> topics, int wanted, int level) {
        Embeddings vectors = texts.ofTopics(topics);
        List<int[]> neighbourhoods =
                Nearness.neighbourhoods(vectors, ABOUT_IN_NEIGHBOURHOOD, MOST_IN_NEIGHBOURHOOD, seed);
        List<SensitiveText> groups = groups(topics, vectors, neighbourhoods, Range.around(wanted, 2));
        if (groups.size() < 2) {
            return Optional.empty();
        }
        int[] groupOf =
                new Assigning(run, seed, level, tally).ask(topics, vectors, neighbourhoods, groups, texts.of(groups));
        List<Family> families = families(topics, groups, groupOf);
        return families.size() < Math.max(2, FEWEST * wanted)
                ? Optional.empty()
                : Optional.of(new Naming(run, used, tally).ask(families));
    }

    private List<SensitiveText> groups(
            List<Topic> topics, Embeddings vectors, List<int[]> neighbourhoods, Range range) {
        boolean single = neighbourhoods.size() == 1;
        List<Range> ranges = neighbourhoods.stream()
                .map(rows -> single ? range : Range.around((double) range.wanted() * rows.length / topics.size(), 1))
                .toList();
        List<Optional<List<SensitiveText>>> proposed = new Proposals(run, topics, vectors).ask(neighbourhoods, ranges);
        if (proposed.stream().allMatch(Optional::isEmpty)) {
            return List.of();
        }
        Map<String, SensitiveText> names = new LinkedHashMap<>();
        for (int i = 0; i < proposed.size(); i++) {
            int[] rows = neighbourhoods.get(i);
            int wanted = ranges.get(i).wanted();
            proposed.get(i)
                    .orElseGet(() -> centralTopics(topics, vectors, rows, wanted))
                    .forEach(name -> names.putIfAbsent(Titles.key(name), name));
        }
        List<SensitiveText> different = List.copyOf(names.values());
        Embeddings nameVectors = texts.of(different);
        int[] all = IntStream.range(0, different.size()).toArray();
        List<Integer> kept = single
                ? Merging.fewEnough(all, nameVectors, range.most(), seed)
                : new Merging(run, seed, tally).ask(different, nameVectors, range);
        return kept.stream().map(different::get).toList();
    }

    /** Where nothing was proposed, the titles of topics that stand for the others. */
    private List<SensitiveText> centralTopics(List<Topic> topics, Embeddings vectors, int[] rows, int wanted) {
        tally.proposal();
        return Nearness.representatives(Nearness.select(vectors, rows), wanted, seed).stream()
                .map(place -> topics.get(rows[place]).draft().title())
                .toList();
    }

    /** The topics of each group that has any, in the order of their first ones, whatever the order of the groups. */
    private static List<Family> families(List<Topic> topics, List<SensitiveText> groups, int[] groupOf) {
        Map<Integer, List<Integer>> children = new TreeMap<>();
        for (int topic = 0; topic < groupOf.length; topic++) {
            children.computeIfAbsent(groupOf[topic], unused -> new ArrayList<>())
                    .add(topic);
        }
        return children.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().get(0)))
                .map(entry -> new Family(
                        groups.get(entry.getKey()),
                        entry.getValue().stream().map(topics::get).toList()))
                .toList();
    }
}
