package io.clio.explorer;

import io.clio.Embedders;
import io.clio.explorer.access.Authenticator;
import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import io.clio.release.Insights;
import io.clio.release.InsightsExport;
import io.clio.spi.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Released insights to look at: as a file, or from a server that knows who may see what.
 *
 * <p>Both are one page with a map, a tree, a table, breakdowns, comparisons and what was held back.
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

    /**
     * Serves one result to whoever sits at this machine: on a free port of the loopback address, to a reader who sees
     * everything and logs in with the token that {@link ExplorerServer#token} gives. Without an access log.
     *
     * @param insights what to show
     * @return the server, started; to be closed
     * @throws IOException if it cannot be started
     */
    public static ExplorerServer serve(Insights insights) throws IOException {
        ServerOptions options = new ServerOptions();
        String token = BearerTokens.newToken();
        BearerTokens tokens = BearerTokens.none(options.clock())
                .with(new Reader("whoever has the token", Role.SAFETY), BearerTokens.sha256(token));
        OneRun run = OneRun.of(insights, options.clock().instant());
        return ExplorerServer.start(run, tokens, options, token);
    }

    /**
     * Serves the runs of a store on a free port of the loopback address, without an access log.
     *
     * @param store the runs; what is put into it later is shown as well
     * @param authenticator says who is asking, and in which role
     * @return the server, started; to be closed
     * @throws IOException if it cannot be started
     */
    public static ExplorerServer serve(RunStore store, Authenticator authenticator) throws IOException {
        return serve(store, authenticator, new ServerOptions());
    }

    /**
     * Serves the runs of a store.
     *
     * @param store the runs; what is put into it later is shown as well
     * @param authenticator says who is asking, and in which role
     * @param options where, under which limits, and with which access log
     * @return the server, started; to be closed
     * @throws IOException if it cannot be started, or if the access log is not as it was written
     */
    public static ExplorerServer serve(RunStore store, Authenticator authenticator, ServerOptions options)
            throws IOException {
        return ExplorerServer.start(store, authenticator, options, null);
    }
}
