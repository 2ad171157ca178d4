package io.clio.explorer;

import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of a server beside those of runs: to log in, the list of runs, and the access log. */
final class PlainPages {
    /** The way from a run back to the list of runs. */
    static final String HOME = "<a class=\"home\" href=\"/\">All runs</a>";

    private PlainPages() {}

    static byte[] login(boolean refused) {
        return Html.page(
                "Log in",
                (refused ? "<p role=\"alert\">This token is not known, or its time is over.</p>\n" : "")
                        + "<form method=\"post\" action=\"/login\" class=\"actions\">\n<label>Token "
                        + "<input type=\"password\" name=\"token\" id=\"token\" required autocomplete=\"off\"></label>\n"
                        + "<button type=\"submit\">Log in</button>\n</form>\n");
    }

    static byte[] runs(Pages pages, Reader reader) throws IOException {
        StringBuilder body = new StringBuilder("<p class=\"soft\">You are ")
                .append(Html.text(reader.name()))
                .append(", ")
                .append(reader.role())
                .append(
                        ".</p>\n<table id=\"runs\"><thead><tr><th scope=\"col\">Released</th><th scope=\"col\">Largest topics</th>")
                .append("<th scope=\"col\" class=\"number\">Topics</th><th scope=\"col\" class=\"number\">Users</th>")
                .append("<th scope=\"col\" class=\"number\">Conversations</th></tr></thead>\n<tbody>\n");
        int unreadable = pages.unreadable();
        for (Run run : pages.list()) {
            Optional<Pages.Summary> summary = pages.summary(run);
            summary.ifPresent(known -> row(known, reader.role(), body));
            unreadable += summary.isEmpty() ? 1 : 0;
        }
        body.append("</tbody></table>\n");
        if (unreadable > 0) {
            body.append("<p id=\"unreadable\">Files that cannot be read: ")
                    .append(unreadable)
                    .append("</p>\n");
        }
        if (reader.role().covers(Role.SAFETY)) {
            body.append("<p class=\"actions\"><a href=\"/log\">The access log</a></p>\n");
        }
        body.append(
                "<form method=\"post\" action=\"/logout\" class=\"actions\"><button type=\"submit\">Log out</button></form>\n");
        return Html.page("Runs", body.toString());
    }

    private static void row(Pages.Summary summary, Role role, StringBuilder body) {
        String address = "/runs/" + summary.run().id();
        body.append("<tr><td><a href=\"")
                .append(address)
                .append("\">")
                .append(summary.run().released())
                .append("</a>");
        if (role.covers(View.EXPORT.least())) {
            body.append(" <a href=\"").append(address).append("/insights.json\">JSON</a>");
        }
        body.append("</td><td>");
        summary.titles()
                .forEach(title -> body.append("<p>").append(Html.text(title)).append("</p>"));
        body.append(String.format(
                Locale.ROOT,
                "</td><td class=\"number\">%,d</td><td class=\"number\">%,d</td><td class=\"number\">%,d</td></tr>%n",
                summary.topics(),
                summary.users(),
                summary.conversations()));
    }

    static byte[] log(@Nullable AccessLog log) throws IOException {
        if (log == null) {
            return Html.page("Access log", "<p>No access log is kept.</p>\n");
        }
        AccessLog.Report report = log.check();
        StringBuilder body = new StringBuilder();
        if (report.isSound()) {
            body.append("<p id=\"sound\">The log is as it was written. Its head is <code>")
                    .append(report.head())
                    .append("</code></p>\n");
        } else {
            report.problems()
                    .forEach(problem -> body.append(
                                    "<p id=\"unsound\" role=\"alert\">The log is not as it was written: ")
                            .append(Html.text(problem))
                            .append("</p>\n"));
        }
        body.append("<h3>Last lines</h3>\n<ul id=\"lines\">\n");
        report.last()
                .forEach(line ->
                        body.append("<li><code>").append(Html.text(line)).append("</code></li>\n"));
        return Html.page("Access log", body.append("</ul>\n").toString());
    }
}
