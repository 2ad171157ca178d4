package io.clio.examples;

import io.clio.release.InputReport;
import io.clio.release.Insights;
import java.util.Locale;

/** What went in, what came out and what was held back, as a table of two columns. */
final class SummaryTable {
    private final StringBuilder lines = new StringBuilder();

    private SummaryTable() {}

    static String of(Insights insights) {
        SummaryTable table = new SummaryTable();
        InputReport input = insights.input();
        table.line("conversations", insights.conversations());
        table.line("known users", insights.users());
        table.line("without a user id", input.withoutUser());
        table.line("duplicates left out", input.duplicates());
        table.line("bad records skipped", input.skipped());
        table.line("topics released", insights.all().count());
        table.line(
                "conversations under a released topic", insights.privacyReport().coveredConversations());
        insights.privacyReport()
                .withheld()
                .forEach((reason, count) -> table.line(
                        "held back: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        return table.lines.toString();
    }

    private void line(String name, long value) {
        lines.append(String.format(Locale.ROOT, "%-48s %,10d%n", name, value));
    }
}
