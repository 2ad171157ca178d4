package io.clio.explorer;

import io.clio.Embedders;
import io.clio.release.InsightsExport;
import io.clio.spi.Embedder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Released insights as one HTML file with a map, a tree, a table, breakdowns, comparisons and what was held back.
 *
 * <p>The file needs no network and opens from disk. It holds the JSON of {@link io.clio.release.InsightsFile#toJson}
 * and places on a map that come from the released titles; nothing else of a run is in it.
 */
public final class Explorer {
    private Explorer() {}

    /**
     * A page as an export, its map laid out by shared words: {@code insights.export(Explorer.html(path))}.
     *
     * @param file where to; replaced if it exists
     * @return an export that writes the page as UTF-8, and throws {@link java.io.IOException} if it cannot
     */
    public static InsightsExport html(Path file) {
        return html(file, Embedders.hashing());
    }

    /**
     * A page as an export, its map laid out by an embedder that knows more of meaning.
     *
     * @param file where to; replaced if it exists
     * @param embedder asked for released titles and nothing else; not closed
     * @return an export that writes the page as UTF-8, and throws {@link java.io.IOException} if it cannot
     */
    public static InsightsExport html(Path file, Embedder embedder) {
        return insights -> Files.writeString(file, Page.of(insights, embedder).html());
    }
}
