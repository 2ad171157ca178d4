package io.clio.examples;

import io.clio.Clusterers;
import io.clio.release.FacetCell;
import io.clio.release.Insight;
import io.clio.release.Insights;
import java.util.Locale;

/** What a dry run found: what was read, its breakdowns, and what the thresholds would leave of topics. */
final class OverviewTable {
    private final StringBuilder lines = new StringBuilder();

    private OverviewTable() {}

    static String of(Insights overview) {
        OverviewTable table = new OverviewTable();
        table.lines.append(SummaryTable.ofInput(overview));
        if (overview.roots().isEmpty()) {
            table.line("%n%s%n", overview.explanation());
            return table.lines.toString();
        }
        overview.roots().forEach(table::breakdowns);
        table.thresholds(overview);
        return table.lines.toString();
    }

    private void breakdowns(Insight all) {
        all.facets().forEach((facet, cells) -> {
            line("%n%-28s %14s %10s%n", facet, "conversations", "users");
            cells.forEach(this::cell);
            if (cells.isEmpty()) {
                line("  nothing that can be shown without giving away what few users have%n");
            }
        });
    }

    private void cell(FacetCell cell) {
        line("  %-26s %,14d %,10d%n", cell.value(), cell.conversations(), cell.users());
    }

    private void thresholds(Insights overview) {
        int topics = Clusterers.clustersFor(overview.conversations());
        line(
                "%nAbout %d topics of some %d conversations and %d users or more each; a topic needs %d conversations"
                        + " and %d users.%n",
                topics,
                overview.conversations() / topics,
                Math.max(1, overview.users() / topics),
                overview.policy().minConversations(),
                overview.policy().minUsers());
    }

    private void line(String format, Object... values) {
        lines.append(String.format(Locale.ROOT, format, values));
    }
}
