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

/** Has groups proposed for each neighbourhood of topics, in sight of the nearest topics outside it. */
final class Proposals {
    private static final double TEMPERATURE = 1.0;
    private static final int FIXED_ANSWER = 100;
    private static final int ANSWER_PER_GROUP = 40;
    private static final int LONGEST_TOPIC = 240;
    private static final int LONGEST_TITLE = 100;
    private static final int OUTSIDE = 10;

    private final ModelRun run;
    private final List<Topic> topics;
    private final Embeddings vectors;

    /**
     * Proposals for some topics.
     *
     * @param vectors a vector of unit length for each topic
     */
    Proposals(ModelRun run, List<Topic> topics, Embeddings vectors) {
        this.run = run;
        this.topics = topics;
        this.vectors = vectors;
    }

    /** For each neighbourhood the names of its groups; none where the model gave none that can be used. */
    List<Optional<List<SensitiveText>>> ask(List<int[]> neighbourhoods, List<Range> ranges) {
        List<Inquiry<List<SensitiveText>>> inquiries = new ArrayList<>();
        for (int i = 0; i < neighbourhoods.size(); i++) {
            int[] rows = neighbourhoods.get(i);
            Range range = ranges.get(i);
            inquiries.add(new Inquiry<>(() -> request(rows, range), new GroupsForm(range), List.of()));
        }
        return run.interview(Step.HIERARCHY).ask(inquiries).stream()
                .map(Given::answer)
                .toList();
    }

    private CompletionRequest.Builder request(int[] rows, Range range) {
        Listing inside = Listing.of("topics", LONGEST_TOPIC);
        BitSet own = new BitSet();
        for (int row : rows) {
            own.set(row);
            inside.add("-", Titles.both(topics.get(row).draft()));
        }
        Listing outside = Listing.of("outside", LONGEST_TITLE);
        Nearness.nearest(Nearness.mean(vectors, rows), 0, vectors, row -> !own.get(row)).stream()
                .limit(OUTSIDE)
                .forEach(row -> outside.add("-", topics.get(row).draft().title()));
        return run.prompts()
                .request(
                        PromptName.GROUPS,
                        range.words(),
                        Map.of("clusters", inside.quoted(), "outside", outside.quoted()))
                .temperature(TEMPERATURE)
                .maxTokens(FIXED_ANSWER + ANSWER_PER_GROUP * range.most());
    }
}
