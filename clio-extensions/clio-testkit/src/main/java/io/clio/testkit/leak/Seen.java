package io.clio.testkit.leak;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All text that a summarizer has before it. */
final class Seen {
    private final Facet<SensitiveText> clusteredBy;

    Seen(Facet<SensitiveText> clusteredBy) {
        this.clusteredBy = clusteredBy;
    }

    /** The texts of members, of the nearest others, and of what the clusters below were called. */
    List<String> in(Portrait cluster) {
        List<String> texts = new ArrayList<>();
        Stream.concat(cluster.members().stream(), cluster.contrast().stream()).forEach(row -> add(row, texts));
        for (Draft child : cluster.children()) {
            texts.add(child.title().reveal() + "\n" + child.summary().reveal());
        }
        return texts;
    }

    private void add(FacetRow row, List<String> texts) {
        row.values().get(clusteredBy).ifPresent(text -> texts.add(text.reveal()));
        row.values().get(Rehearsal.SAID).ifPresent(texts::addAll);
    }

    /** What the gate lets through for certain: words that enough users wrote. */
    static String keyTerms(Portrait cluster) {
        String terms = cluster.keyTerms().stream()
                .limit(2)
                .map(term -> term.text().reveal())
                .collect(Collectors.joining(", "));
        return terms.isEmpty() ? "Requests" : terms;
    }
}
