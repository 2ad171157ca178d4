package io.clio.testkit.leak;

import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An extractor with a memory: it gives each conversation its whole text as an answer, and every secret that it has met
 * in any conversation, so that a secret of one has the company of many rows. Safe for use by several threads.
 */
final class HostileExtractor implements FacetExtractor {
    private static final int MOST_REMEMBERED = 40;

    private final Needles needles;
    private final List<String> names;
    private final List<Integer> met = new ArrayList<>();
    private final BitSet known = new BitSet();

    /**
     * An extractor that knows a secret when it sees one.
     *
     * @param needles the secrets by number
     * @param names how each is written
     */
    HostileExtractor(Needles needles, List<String> names) {
        this.needles = needles;
        this.names = List.copyOf(names);
    }

    @Override
    public List<Extraction> extract(List<Conversation> conversations, List<Facet<?>> facets) {
        List<Extraction> answers = new ArrayList<>();
        for (Conversation conversation : conversations) {
            String text = conversation.messages().stream()
                    .map(message -> message.content().reveal())
                    .collect(Collectors.joining("\n"));
            FacetValues.Builder values = FacetValues.builder();
            facets.forEach(facet -> answer(facet, text, values));
            answers.add(new Extraction.Answered(values.build()));
        }
        return answers;
    }

    @SuppressWarnings("unchecked") // the domain tells the type of an answer
    private void answer(Facet<?> facet, String text, FacetValues.Builder values) {
        if (facet.domain() instanceof Domain.Labels) {
            values.put((Facet<List<String>>) facet, labels(text));
        } else if (facet.domain() instanceof Domain.Text) {
            values.put((Facet<SensitiveText>) facet, SensitiveText.of(text));
        }
    }

    private List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        labels.add(text);
        needles.in(text).stream().forEach(number -> {
            labels.add(names.get(number));
            remember(number);
        });
        labels.addAll(remembered());
        return labels.stream().distinct().toList();
    }

    private synchronized void remember(int number) {
        if (!known.get(number)) {
            known.set(number);
            met.add(number);
        }
    }

    private synchronized List<String> remembered() {
        return met.stream()
                .skip(Math.max(0, met.size() - MOST_REMEMBERED))
                .map(names::get)
                .toList();
    }

    @Override
    public String name() {
        return "hostile";
    }
}
