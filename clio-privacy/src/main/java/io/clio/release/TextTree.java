package io.clio.release;

import java.util.Locale;

/** Writes a result as an indented tree. */
final class TextTree {
    private TextTree() {}

    static String of(Insights insights) {
        StringBuilder out = new StringBuilder();
        for (Insight root : insights.roots()) {
            append(root, 0, out);
        }
        return insights.roots().isEmpty() ? insights.explanation() + "\n" : out.toString();
    }

    private static void append(Insight insight, int depth, StringBuilder out) {
        out.append("  ".repeat(depth))
                .append(insight.title())
                .append(String.format(
                        Locale.ROOT,
                        "  %d users, %d conversations, %.1f %%\n",
                        insight.users(),
                        insight.conversations(),
                        100 * insight.share()));
        for (Insight child : insight.children()) {
            append(child, depth + 1, out);
        }
    }
}
