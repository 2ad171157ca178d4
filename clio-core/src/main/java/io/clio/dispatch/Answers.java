package io.clio.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.HashCode;
import io.clio.conversation.Subject;
import io.clio.dispatch.Outcome.Answer;
import io.clio.workspace.Artefact;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Answers that were given before: the last ones in memory, and all of them in a workspace, if there is one. What goes
 * to the workspace is committed in batches, for a commit waits for the disk. Thread-safe.
 */
final class Answers {
    private static final int OVERHEAD_BYTES = 250;
    private static final int COMMIT_ANSWERS = 64;
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Host host;
    private final Optional<WorkspaceSession> workspace;
    private final Cache<HashCode, Answer> memory;
    private int uncommitted;
    private long oldest;

    /**
     * Makes one that is empty but for what the workspace holds.
     *
     * @param bytes about how much memory answers may take
     */
    Answers(Host host, Optional<WorkspaceSession> workspace, long bytes) {
        this.host = host;
        this.workspace = workspace;
        memory = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((HashCode key, Answer answer) -> OVERHEAD_BYTES
                        + Character.BYTES * answer.completion().text().length())
                .executor(Runnable::run)
                .build();
    }

    Optional<Answer> find(HashCode key) {
        Optional<Answer> remembered = findInMemory(key);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<Answer> stored =
                workspace.flatMap(session -> session.get(stored(session, key))).flatMap(CompletionBytes::decode);
        stored.ifPresent(answer -> memory.put(key, answer));
        return stored;
    }

    Optional<Answer> findInMemory(HashCode key) {
        return Optional.ofNullable(memory.getIfPresent(key));
    }

    /** Keeps an answer, in the workspace until any of those it is about is forgotten. */
    void keep(HashCode key, List<Subject> about, Answer answer) {
        memory.put(key, answer);
        if (workspace.isPresent()) {
            WorkspaceSession session = workspace.get();
            session.put(Artefact.ANSWERS, stored(session, key), owners(session, about), CompletionBytes.encode(answer));
            if (isTimeToCommit()) {
                session.commit();
            }
        }
    }

    /** Whose it is that something is kept of: of anybody, if that is not known. */
    static List<Fingerprint> owners(WorkspaceSession session, List<Subject> about) {
        return about.isEmpty()
                ? List.of(Fingerprint.ANYBODY)
                : about.stream().map(session::owner).distinct().toList();
    }

    private static Fingerprint stored(WorkspaceSession session, HashCode key) {
        return session.key(Artefact.ANSWERS, key.toString());
    }

    private synchronized boolean isTimeToCommit() {
        long now = host.nanos();
        if (uncommitted++ == 0) {
            oldest = now;
        }
        if (uncommitted < COMMIT_ANSWERS && now - oldest < COMMIT_NANOS) {
            return false;
        }
        uncommitted = 0;
        return true;
    }

    /** Brings all that was kept to the disk. */
    void commit() {
        workspace.ifPresent(WorkspaceSession::commit);
    }
}
