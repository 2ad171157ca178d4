package io.clio.explorer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.clio.explorer.access.Role;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.spi.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs as a role sees them: as a page, as JSON, and in a few words. Made once for each role, and kept while there is
 * room.
 */
final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final long ROOM = 64L << 20;
    private static final int TITLES = 3;

    private final Runs runs;
    private final Projection projection;
    private final Embedder embedder;
    private final Cache<Key, byte[]> made = Caffeine.newBuilder()
            .maximumWeight(ROOM)
            .weigher((Key key, byte[] bytes) -> bytes.length)
            .build();
    private final Cache<String, Summary> summaries =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record Key(String id, Role role, boolean page) {}

    /** A run in a few words. Titles and numbers are for every role. */
    record Summary(Run run, int users, int conversations, long topics, List<String> titles) {}

    Pages(Runs runs, Projection projection, Embedder embedder) {
        this.runs = runs;
        this.projection = projection;
        this.embedder = embedder;
    }

    /** The runs, newest first; what is kept no longer goes from the disk first. */
    List<Run> list() throws IOException {
        try {
            runs.sweep();
        } catch (IOException e) {
            LOG.warn("runs that are kept no longer cannot be removed", e);
        }
        return runs.list();
    }

    int unreadable() throws IOException {
        return runs.unreadable();
    }

    private boolean has(String id) throws IOException {
        return runs.list().stream().anyMatch(run -> run.id().equals(id));
    }

    Optional<byte[]> page(String id, Role role) throws IOException {
        return of(new Key(id, role, true));
    }

    Optional<byte[]> json(String id, Role role) throws IOException {
        return of(new Key(id, role, false));
    }

    /** Nothing, if the run is not there, or is kept no longer: the store is asked each time. */
    private Optional<byte[]> of(Key key) throws IOException {
        if (!has(key.id)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(made.get(key, this::make));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private byte[] make(Key key) {
        try {
            Insights insights = runs.read(key.id).orElseThrow(() -> new IOException("a run went while it was read"));
            String json = projection.of(insights, key.role);
            String text = key.page
                    ? Page.of(json, TitleMap.of(insights, embedder), PlainPages.HOME)
                            .html()
                    : json;
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run in a few words; nothing, if it cannot be read. */
    Optional<Summary> summary(Run run) {
        try {
            return Optional.of(summaries.get(run.id(), id -> summarize(run)));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Summary summarize(Run run) {
        try {
            Insights insights = runs.read(run.id()).orElseThrow(() -> new IOException("a run went while it was read"));
            List<String> titles =
                    insights.roots().stream().limit(TITLES).map(Insight::title).toList();
            return new Summary(
                    run,
                    insights.users(),
                    insights.conversations(),
                    insights.all().count(),
                    titles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
