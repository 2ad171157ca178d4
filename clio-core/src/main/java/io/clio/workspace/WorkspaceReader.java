package io.clio.workspace;

import io.clio.workspace.WorkspaceException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A workspace that somebody reads by a grant. The opening and every reading stand in the access log before anything is
 * handed out. Not thread-safe.
 */
public final class WorkspaceReader implements AutoCloseable {
    private final Store store;
    private final Path log;
    private final Fingerprint head;
    private final AccessGrant grant;
    private final Keeping keeping;

    WorkspaceReader(Store store, Path log, Fingerprint head, AccessGrant grant, Keeping keeping) {
        this.store = store;
        this.log = log;
        this.head = head;
        this.grant = grant;
        this.keeping = keeping;
        note("open");
    }

    private void note(String action) {
        if (!keeping.clock().instant().isBefore(grant.until())) {
            throw new WorkspaceException(
                    Reason.EXPIRED_GRANT, log, "the grant ended at " + grant.until() + "; ask for a new one");
        }
        AccessLog.Report report = AccessLog.append(log, keeping.clock().instant(), action, grant);
        store.putAccessHead(head, (report.lines() + " " + report.head()).getBytes(StandardCharsets.US_ASCII));
        store.commit();
    }

    /**
     * How many there are of a kind.
     *
     * @param kind the kind
     * @return how many
     * @throws WorkspaceException if the grant has ended or the access log cannot be written
     */
    public long count(Artefact kind) {
        note("count " + kind);
        return store.count(kind);
    }

    /**
     * Reads all there is of a kind, in the order in which it was kept. Facets and answers are texts in UTF-8, vectors
     * are float32, the first byte the highest. They are as sensitive as the conversations that they come from.
     *
     * @param kind the kind
     * @param consumer is given each value
     * @throws WorkspaceException if the grant has ended, or the access log or the workspace cannot be used
     */
    public void read(Artefact kind, Consumer<byte[]> consumer) {
        note("read " + kind);
        store.forEach(kind, consumer);
    }

    /** Closes the workspace. */
    @Override
    public void close() {
        store.close();
    }
}
