package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.release.Insight;
import io.clio.release.Insights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a second tree loses because it is compared with the first: what users ask is clustered first, then what the
 * assistant answers, on a set of conversations. The control clusters what users ask again, but for a few conversations.
 */
final class SecondTree {
    private static final int ONE_IN = 40;

    private SecondTree() {}

    /** Takes the set. */
    public static void main(String[] arguments) {
        Pipeline pipeline = Clio.pipeline()
                .from(Conversations.jsonLines(Path.of(arguments[0])))
                .embedder(Embedders.hashing());
        System.out.printf(Locale.ROOT, "lost=%.1f%n", lost(pipeline, text("reply", Role.ASSISTANT, 0)));
        System.out.printf(Locale.ROOT, "control=%.1f%n", lost(pipeline, text("nearly", Role.USER, ONE_IN)));
    }

    /** What one side says; of some conversations nothing. */
    private static FacetSource<SensitiveText> text(String name, Role role, int without) {
        return FacetSource.computed(
                Facet.text(name, "What is said?"),
                conversation -> without > 0 && said(conversation, role).hashCode() % without == 0
                        ? null
                        : SensitiveText.of(said(conversation, role)));
    }

    private static String said(Conversation conversation, Role role) {
        return conversation.contents(role).map(SensitiveText::reveal).collect(Collectors.joining("\n"));
    }

    /** Percent of topics or of conversations under topics, whichever is more. */
    private static double lost(Pipeline pipeline, FacetSource<SensitiveText> second) {
        Insights alone = pipeline.clusterBy(second).run();
        Insights beside =
                List.copyOf(pipeline.runEach(Facets.request(), second).values()).get(1);
        String name = second.facet().name();
        double topics = lost(name + " topics", alone.all().count(), beside.all().count());
        double covered = lost(
                name + " conversations under topics",
                alone.privacyReport().coveredConversations(),
                beside.privacyReport().coveredConversations());
        lost(name + " cells", cells(alone), cells(beside));
        System.out.println(name + " withheld alone " + alone.privacyReport().withheld());
        System.out.println(
                name + " withheld beside the first " + beside.privacyReport().withheld());
        return Math.max(topics, covered);
    }

    private static double lost(String what, long alone, long beside) {
        System.out.printf(Locale.ROOT, "%s: alone %d, beside the first %d%n", what, alone, beside);
        return 100.0 * (alone - beside) / Math.max(1, alone);
    }

    private static long cells(Insights insights) {
        return insights.all()
                .map(Insight::facets)
                .flatMap(facets -> facets.values().stream())
                .flatMap(List::stream)
                .filter(cell -> !cell.isOther())
                .count();
    }
}
