package io.clio.model;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes one list of groups out of those of all neighbourhoods: has a model find names that mean the same, and sees to
 * it that as many are left as may be. Where there are too many names for a prompt those that are near to each other
 * share one.
 */
final class Merging {
    private static final double TEMPERATURE = 0.2;
    private static final int ABOUT_IN_PROMPT = 120;
    private static final int MOST_IN_PROMPT = 150;
    private static final int FIXED_ANSWER = 100;
    private static final int ANSWER_PER_NAME = 8;
    private static final int LONGEST_NAME = 100;

    private final ModelRun run;
    private final long seed;
    private final Makeshifts.Tally tally;

    Merging(ModelRun run, long seed, Makeshifts.Tally tally) {
        this.run = run;
        this.seed = seed;
        this.tally = tally;
    }

    /**
     * The names to keep, in their order.
     *
     * @param names different names
     * @param vectors a vector of unit length for each
     * @param range how many may be left
     */
    List<Integer> ask(List<SensitiveText> names, Embeddings vectors, Range range) {
        List<int[]> parts = Nearness.neighbourhoods(vectors, ABOUT_IN_PROMPT, MOST_IN_PROMPT, seed);
        List<Inquiry<List<List<Integer>>>> inquiries = parts.stream()
                .map(part -> new Inquiry<>(
                        () -> request(names, part, share(range, part.length, names.size())),
                        new SameForm(part.length),
                        List.of()))
                .toList();
        List<Given<List<List<Integer>>>> given = run.interview(Step.HIERARCHY).ask(inquiries);
        BitSet kept = new BitSet();
        kept.set(0, names.size());
        for (int i = 0; i < parts.size(); i++) {
            Optional<List<List<Integer>>> same = given.get(i).answer();
            if (same.isEmpty()) {
                tally.merge();
            }
            int[] part = parts.get(i);
            same.orElse(List.of()).forEach(together -> drop(together, part, kept, range.least()));
        }
        return fewEnough(kept.stream().toArray(), vectors, range.most(), seed);
    }

    private static Range share(Range range, int part, int all) {
        return Range.around((double) range.wanted() * part / all, 1);
    }

    /** All but the first name go, unless too few would be left. */
    private static void drop(List<Integer> together, int[] part, BitSet kept, int least) {
        for (int place : together.subList(1, together.size())) {
            if (kept.cardinality() > least) {
                kept.clear(part[place]);
            }
        }
    }

    /** Where there are too many, those that stand for the others. */
    static List<Integer> fewEnough(int[] kept, Embeddings vectors, int most, long seed) {
        if (kept.length <= most) {
            return IntStream.of(kept).boxed().toList();
        }
        List<Integer> chosen = new ArrayList<>();
        Nearness.representatives(Nearness.select(vectors, kept), most, seed).forEach(place -> chosen.add(kept[place]));
        return chosen;
    }

    private CompletionRequest.Builder request(List<SensitiveText> names, int[] part, Range range) {
        Listing list = Listing.of("names", LONGEST_NAME);
        for (int i = 0; i < part.length; i++) {
            list.add(i + 1 + ".", names.get(part[i]));
        }
        return run.prompts()
                .request(PromptName.MERGE, range.ends(), Map.of("groups", list.quoted()))
                .temperature(TEMPERATURE)
                .maxTokens(FIXED_ANSWER + ANSWER_PER_NAME * part.length);
    }
}
