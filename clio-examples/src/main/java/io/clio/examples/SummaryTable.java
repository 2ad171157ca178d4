package io.clio.examples;

import io.clio.release.InputReport;
import io.clio.release.Insights;
import java.util.Locale;

/** What went in, what came out and what was held back, as a table of two columns. */
final class SummaryTable {
    private final StringBuilder lines = new StringBuilder();

    private SummaryTable() {}

    /** What went in. */
    static String ofInput(Insights insights) {
        SummaryTable table = new SummaryTable();
        table.input(insights);
        return table.lines.toString();
    }

    static String of(Insights insights) {
        SummaryTable table = new SummaryTable();
        table.input(insights);
        table.line("in no cluster", insights.input().unclustered());
        table.line("topics released", insights.all().count());
        table.line(
                "conversations under a released topic", insights.privacyReport().coveredConversations());
        insights.privacyReport()
                .withheld()
                .forEach((reason, count) -> table.line(
                        "held back: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        return table.lines.toString();
    }

    private void input(Insights insights) {
        InputReport input = insights.input();
        line("conversations", insights.conversations());
        line("known users", insights.users());
        line("without a user id", input.withoutUser());
        line("without an id", input.withoutId());
        line("beyond the number that counts of one user", input.conversations() - insights.conversations());
        line("not drawn by sampling", input.notSampled());
        line("not let in by the screen", input.screenedOut());
        line("duplicates left out", input.duplicates());
        line("bad records skipped", input.skipped());
        line("parts of messages left out", input.partsLeftOut());
        line("answers to facets that failed", input.failedFacets());
    }

    private void line(String name, long value) {
        lines.append(String.format(Locale.ROOT, "%-48s %,10d%n", name, value));
    }
}
