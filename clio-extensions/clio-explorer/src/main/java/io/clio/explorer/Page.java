package io.clio.explorer;

import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.spi.Embedder;

/**
 * The page for one result.
 *
 * @param html the whole page
 * @param contentSecurityPolicy what the page itself says may happen in it: its one script, its one style, and images
 *     that it draws; for a server to send as a header too
 */
record Page(String html, String contentSecurityPolicy) {

    static Page of(Insights insights, Embedder embedder) {
        String policy = "default-src 'none'; script-src " + Assets.SCRIPT.source() + "; style-src "
                + Assets.STYLE.source() + "; img-src data: blob:; base-uri 'none'; form-action 'none'";
        StringBuilder html = new StringBuilder();
        for (String part : Assets.TEMPLATE.split("(?=\\{\\{)|(?<=\\}\\})", -1)) {
            html.append(
                    switch (part) {
                        case "{{policy}}" -> policy;
                        case "{{style}}" -> Assets.STYLE.text();
                        case "{{script}}" -> Assets.SCRIPT.text();
                        case "{{insights}}" -> DataBlock.escape(InsightsFile.toJson(insights));
                        case "{{places}}" -> TitleMap.of(insights, embedder).toJson();
                        default -> part;
                    });
        }
        return new Page(html.toString(), policy);
    }
}
