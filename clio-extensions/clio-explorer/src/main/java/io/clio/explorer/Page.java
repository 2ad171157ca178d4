package io.clio.explorer;

import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.spi.Embedder;

/**
 * The page for one result.
 *
 * @param html the whole page
 */
record Page(String html) {
    /**
     * What the page itself says may happen in it: its one script, its one style, and images that it draws; for a server
     * to send as a header too.
     */
    static final String POLICY = "default-src 'none'; script-src " + Assets.SCRIPT.source() + "; style-src "
            + Assets.STYLE.source() + "; img-src data: blob:; base-uri 'none'; form-action 'none'";

    static Page of(Insights insights, Embedder embedder) {
        return of(InsightsFile.toJson(insights), TitleMap.of(insights, embedder), "");
    }

    /** The page for what is in a JSON, with a place for each of its topics, and a piece of HTML before its title. */
    static Page of(String json, TitleMap map, String before) {
        StringBuilder html = new StringBuilder();
        for (String part : Assets.TEMPLATE.split("(?=\\{\\{)|(?<=\\}\\})", -1)) {
            html.append(
                    switch (part) {
                        case "{{policy}}" -> POLICY;
                        case "{{style}}" -> Assets.STYLE.text();
                        case "{{script}}" -> Assets.SCRIPT.text();
                        case "{{before}}" -> before;
                        case "{{insights}}" -> DataBlock.escape(json);
                        case "{{places}}" -> map.toJson();
                        default -> part;
                    });
        }
        return new Page(html.toString());
    }
}
