package io.clio.model;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Has each topic assigned to one group. Topics that are near to each other share a question, and see the groups that
 * are nearest to them in an order that is shuffled anew for each question, so that the order favours none.
 */
final class Assigning {
    private static final double TEMPERATURE = 0.2;
    private static final int LONGEST_ANSWER = 150;
    private static final int TOPICS_AT_ONCE = 8;
    private static final int MOST_GROUPS = 40;
    private static final int LONGEST_TOPIC = 240;
    private static final int LONGEST_NAME = 100;
    /** Odd numbers that spread levels and topics over all seeds, as the golden ratio does. */
    private static final long LEVELS = 0x9e3779b97f4a7c15L;

    private static final long TOPICS = 0xd1342543de82ef95L;

    private final ModelRun run;
    private final long seed;
    private final Makeshifts.Tally tally;

    /**
     * An assigning on one level.
     *
     * @param seed of the run
     * @param level which one
     */
    Assigning(ModelRun run, long seed, int level, Makeshifts.Tally tally) {
        this.run = run;
        this.seed = seed + LEVELS * (level + 1);
        this.tally = tally;
    }

    /** Some topics, and the groups that they may go to, both by their places. */
    private record Call(List<Integer> topics, List<Integer> groups) {}

    /**
     * The group of each topic.
     *
     * @param vectors a vector of unit length for each topic
     * @param neighbourhoods topics that are near to each other; each topic in one
     * @param groups names of groups
     * @param groupVectors a vector of unit length for each
     */
    int[] ask(
            List<Topic> topics,
            Embeddings vectors,
            List<int[]> neighbourhoods,
            List<SensitiveText> groups,
            Embeddings groupVectors) {
        List<Call> calls = calls(vectors, neighbourhoods, groupVectors);
        List<Inquiry<List<OptionalInt>>> inquiries = calls.stream()
                .map(call -> new Inquiry<>(
                        () -> request(call, topics, groups),
                        new AssignmentForm(call.topics.size(), call.groups.size()),
                        List.of()))
                .toList();
        int[] groupOf = new int[topics.size()];
        Arrays.fill(groupOf, -1);
        List<Given<List<OptionalInt>>> given = run.interview(Step.HIERARCHY).ask(inquiries);
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            given.get(i).answer().ifPresent(places -> take(call, places, groupOf));
        }
        for (int topic = 0; topic < groupOf.length; topic++) {
            if (groupOf[topic] < 0) {
                tally.assignment();
                groupOf[topic] = Nearness.nearest(vectors, topic, groupVectors, group -> true)
                        .get(0);
            }
        }
        return groupOf;
    }

    private static void take(Call call, List<OptionalInt> places, int[] groupOf) {
        for (int i = 0; i < places.size(); i++) {
            int topic = call.topics.get(i);
            places.get(i).ifPresent(place -> groupOf[topic] = call.groups.get(place));
        }
    }

    private List<Call> calls(Embeddings vectors, List<int[]> neighbourhoods, Embeddings groupVectors) {
        List<Call> calls = new ArrayList<>();
        for (int[] neighbourhood : neighbourhoods) {
            for (int from = 0; from < neighbourhood.length; from += TOPICS_AT_ONCE) {
                int to = Math.min(neighbourhood.length, from + TOPICS_AT_ONCE);
                List<Integer> topics =
                        Arrays.stream(neighbourhood, from, to).boxed().toList();
                List<Integer> groups = candidates(topics, vectors, groupVectors);
                calls.add(new Call(topics, shuffled(groups, topics.get(0))));
            }
        }
        return calls;
    }

    /** All groups, or the nearest: those first that are nearest to one of the topics. */
    private static List<Integer> candidates(List<Integer> topics, Embeddings vectors, Embeddings groupVectors) {
        if (groupVectors.rows() <= MOST_GROUPS) {
            return IntStream.range(0, groupVectors.rows()).boxed().toList();
        }
        List<List<Integer>> byTopic = topics.stream()
                .map(topic -> Nearness.nearest(vectors, topic, groupVectors, group -> true))
                .toList();
        Set<Integer> nearest = new LinkedHashSet<>();
        for (int rank = 0; nearest.size() < MOST_GROUPS; rank++) {
            for (List<Integer> groups : byTopic) {
                if (nearest.size() < MOST_GROUPS) {
                    nearest.add(groups.get(rank));
                }
            }
        }
        return List.copyOf(nearest);
    }

    private List<Integer> shuffled(List<Integer> groups, int firstTopic) {
        SplittableRandom random = new SplittableRandom(seed + TOPICS * (firstTopic + 1L));
        List<Integer> shuffled = new ArrayList<>(groups);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    private CompletionRequest.Builder request(Call call, List<Topic> topics, List<SensitiveText> groups) {
        Listing names = Listing.of("groups", LONGEST_NAME);
        for (int i = 0; i < call.groups.size(); i++) {
            names.add(i + 1 + ".", groups.get(call.groups.get(i)));
        }
        Listing children = Listing.of("topics", LONGEST_TOPIC);
        for (int i = 0; i < call.topics.size(); i++) {
            children.add(
                    AssignmentForm.letter(i) + ".",
                    Titles.both(topics.get(call.topics.get(i)).draft()));
        }
        return run.prompts()
                .request(PromptName.ASSIGN, Map.of(), Map.of("groups", names.quoted(), "clusters", children.quoted()))
                .temperature(TEMPERATURE)
                .maxTokens(LONGEST_ANSWER);
    }
}
