package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import io.clio.prompt.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for titles. All that is shown has its room, in bytes of which about four make a token, so that a title costs
 * about the same whatever is in a cluster. Thread-safe; meant for one asking, since it remembers titles.
 */
final class TitlePrompts {
    private static final double TEMPERATURE = 1.0;
    private static final int LONGEST_ANSWER = 300;
    private static final int LONGEST_TEXT = 200;
    private static final int ROOM_FOR_MEMBERS = 3200;
    private static final int ROOM_FOR_CONTRAST = 1100;
    private static final int LONGEST_CHILD = 260;
    private static final int ROOM_FOR_CHILDREN = 4000;
    private static final int MOST_TERMS = 15;
    private static final int LONGEST_TERM = 60;
    private static final int MOST_TAKEN = 8;
    private static final int MOST_REJECTED = 30;

    private final ModelRun run;
    private final Map<String, Set<String>> stemsOf = new ConcurrentHashMap<>();

    TitlePrompts(ModelRun run) {
        this.run = run;
    }

    /** Asks for a title of a cluster: a group whose children have names by those, any other by its members. */
    CompletionRequest.Builder of(Portrait cluster, Facet<SensitiveText> facet) {
        List<SensitiveText> terms =
                cluster.keyTerms().stream().map(KeyTerm::text).limit(MOST_TERMS).toList();
        List<Draft> children = cluster.children().stream()
                .filter(child -> !child.title().isBlank())
                .toList();
        return children.isEmpty()
                ? request(
                        PromptName.TITLE,
                        Map.of(
                                "members", texts("members", cluster.members(), facet, ROOM_FOR_MEMBERS),
                                "contrast", texts("others", cluster.contrast(), facet, ROOM_FOR_CONTRAST),
                                "terms", shortTexts("terms", terms),
                                "taken", taken(cluster.taken(), terms),
                                "rejected", rejected(cluster.rejected())))
                : ofGroup(children, terms, cluster.taken(), cluster.rejected());
    }

    /** Asks for a title of a group. */
    CompletionRequest.Builder ofGroup(
            List<Draft> children, List<SensitiveText> terms, Set<String> taken, Set<String> rejected) {
        List<SensitiveText> about = new ArrayList<>(terms);
        children.forEach(child -> about.add(child.title()));
        Listing topics = Listing.of("topics", LONGEST_CHILD).withRoom(ROOM_FOR_CHILDREN);
        return request(
                PromptName.RENAME,
                Map.of(
                        "children",
                                topics.addAll(children.stream()
                                                .map(Titles::both)
                                                .toList())
                                        .quoted(),
                        "terms", shortTexts("terms", terms),
                        "taken", taken(taken, about),
                        "rejected", rejected(rejected)));
    }

    private CompletionRequest.Builder request(PromptName prompt, Map<String, Quoted> data) {
        return run.prompts()
                .request(prompt, Map.of(), data)
                .temperature(TEMPERATURE)
                .maxTokens(LONGEST_ANSWER);
    }

    private static Quoted texts(String tag, List<FacetRow> rows, Facet<SensitiveText> facet, int room) {
        List<SensitiveText> texts = rows.stream()
                .map(row -> row.values().get(facet))
                .flatMap(Optional::stream)
                .toList();
        return Listing.of(tag, LONGEST_TEXT).withRoom(room).addAll(texts).quoted();
    }

    private static Quoted shortTexts(String tag, Collection<SensitiveText> texts) {
        return Listing.of(tag, LONGEST_TERM).addAll(texts).quoted();
    }

    /** A set has no order of its own, and a prompt must be the same in each run. */
    private static Quoted rejected(Set<String> terms) {
        return shortTexts(
                "refused",
                new TreeSet<>(terms)
                        .stream().limit(MOST_REJECTED).map(SensitiveText::of).toList());
    }

    /** Of all titles that are in use those that could be given again. */
    private Quoted taken(Set<String> titles, List<SensitiveText> about) {
        List<SensitiveText> likest = Titles.likest(titles, Titles.stems(about), MOST_TAKEN, stemsOf);
        return Listing.of("taken", LONGEST_TEXT).addAll(likest).quoted();
    }
}
