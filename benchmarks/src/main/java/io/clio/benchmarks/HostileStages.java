package io.clio.benchmarks;

import io.clio.Facets;
import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.spi.Extraction;
import io.clio.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Stages that try to get raw text out, and count how often they did. Safe for use by several threads. */
final class HostileStages {
    /** What the extractor is asked for; its answers come from the data, so the gate must check their words. */
    static final Facet<List<String>> SAID = Facet.labels("said", "What was said?");

    private static final int EVERY = 5;

    private final RawTexts raw;
    private final AtomicInteger drafts = new AtomicInteger();
    private final AtomicInteger audits = new AtomicInteger();
    private final AtomicInteger extractions = new AtomicInteger();
    private final AtomicInteger thrown = new AtomicInteger();

    HostileStages(RawTexts raw) {
        this.raw = raw;
    }

    /** Hands out raw requests and planted values in one disguise after the other. */
    Draft echo(Portrait cluster) {
        int number = drafts.getAndIncrement();
        String value = raw.value(number);
        String request = raw.request(number);
        String terms = cluster.keyTerms().isEmpty()
                ? "Requests"
                : cluster.keyTerms().get(0).text().reveal();
        return switch (number % 8) {
            case 0 -> Draft.of(value, request);
            case 1 -> Draft.of(request, request);
            case 2 -> Draft.of(request.substring(0, Math.min(100, request.length())), value);
            case 3 -> Draft.of(terms + " " + value, terms + " for " + value + ".");
            case 4 -> Draft.of(terms, request);
            case 5 -> Draft.of(terms + " " + value.toUpperCase(Locale.ROOT), terms);
            case 6 -> Draft.of(terms + " " + String.join(" ", value.split("")), terms + " " + value);
            default -> Draft.of(firstMember(cluster), value);
        };
    }

    private static String firstMember(Portrait cluster) {
        return cluster.members().stream()
                .flatMap(row -> requestOf(row).stream())
                .findFirst()
                .orElse("");
    }

    private static List<String> requestOf(FacetRow row) {
        return row.values().get(Facets.request().facet()).map(SensitiveText::reveal).stream()
                .toList();
    }

    /** Echoes, and every fifth time throws with a raw request in the message. */
    Draft echoOrThrow(Portrait cluster) {
        if (drafts.get() % EVERY == EVERY - 1) {
            throw failure(raw.request(drafts.getAndIncrement()));
        }
        return echo(cluster);
    }

    /** Approves, and every fifth time throws with the draft and a raw request in the message. */
    Verdict approveOrThrow(Draft draft) {
        int number = audits.getAndIncrement();
        if (number % EVERY == EVERY - 1) {
            throw failure(draft.title().reveal() + " " + raw.request(number));
        }
        return Verdict.APPROVED;
    }

    /** Answers with raw text and planted values; every fifth batch throws, every sixth gives them as reasons. */
    List<Extraction> sayOrThrow(List<Conversation> conversations, List<Facet<?>> facets) {
        int number = extractions.getAndIncrement();
        if (number % EVERY == EVERY - 1) {
            throw failure(textOf(conversations));
        }
        List<Extraction> answers = new ArrayList<>();
        for (Conversation conversation : conversations) {
            List<String> said = new ArrayList<>(RawTexts.planted(conversation));
            said.add(raw.value(number));
            said.add(RawTexts.requestOf(conversation));
            answers.add(
                    number % (EVERY + 1) == EVERY
                            ? new Extraction.Failed(String.join(" ", said))
                            : new Extraction.Answered(
                                    FacetValues.builder().put(SAID, said).build()));
        }
        return answers;
    }

    private String textOf(List<Conversation> conversations) {
        return conversations.stream()
                .map(conversation -> RawTexts.requestOf(conversation) + " " + RawTexts.planted(conversation))
                .reduce(raw.request(0), (all, next) -> all + "\n" + next);
    }

    private IllegalStateException failure(String text) {
        thrown.incrementAndGet();
        return new IllegalStateException(text, new IllegalArgumentException(text));
    }

    /** How often each stage was at work, for a reader who wonders whether it was at all. */
    String counts() {
        return "drafts=" + drafts + " audits=" + audits + " extractions=" + extractions + " thrown=" + thrown;
    }
}
