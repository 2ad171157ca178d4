package io.clio.workspace;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.clio.privacy.seal.Seal;
import io.clio.workspace.WorkspaceException.Reason;
import io.clio.workspace.WorkspaceSession.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A directory in which a run keeps what took long to make, so that it can be cancelled or killed and the next run goes
 * on from there: answers of an extractor and vectors. All of it is sealed with AES-GCM under a key that the caller
 * keeps, and known by keyed hashes; no text, id or hash of either can be read off the disk.
 *
 * <pre>{@code
 * Workspace workspace = Workspace.at(Path.of("work")).key(key).retain(Duration.ofDays(7));
 * Insights insights = Clio.pipeline().from(conversations).workspace(workspace).run();
 * }</pre>
 *
 * <p>Without a key the workspace is ephemeral: it lives in a random key that is nowhere but in memory, is wiped when
 * the run ends, and a crash leaves nothing that anybody could read. With a key and without {@link #retain(Duration)} it
 * is wiped when a run comes to its end; what a run that failed or was killed has left waits for the next, seven days at
 * most. What has expired is gone whenever the workspace is opened or closed.
 *
 * <p>What is noticed: a changed, moved, swapped or removed record, a file that was cut off, another key, a newer
 * format, a second process. What cannot be noticed from within: that the whole file was replaced by an older copy of
 * itself, or removed; and if the newer of the two notes of its length is destroyed, that the last commit is missing.
 * After a power failure the note may be older than the file, and commits since then could be cut off unnoticed.
 *
 * <p>Immutable and thread-safe. One process at a time can have a workspace open; file systems that neither lock nor
 * rename at once, as some network file systems do not, are no place for it.
 */
@CheckReturnValue
public final class Workspace {
    private static final List<String> ACCESS_HEAD = List.of("head of the access log");
    private static final int ACCESS_KIND = 0;

    private final Path directory;
    private final @Nullable Seal key;
    private final Keeping keeping;
    private final boolean resuming;

    private Workspace(Path directory, @Nullable Seal key, Keeping keeping, boolean resuming) {
        this.directory = directory;
        this.key = key;
        this.keeping = keeping;
        this.resuming = resuming;
    }

    /**
     * A workspace in a directory; nothing is opened or made yet.
     *
     * @param directory the directory, made when it is needed; best one that nothing else is in
     * @return the workspace
     */
    public static Workspace at(Path directory) {
        return new Workspace(
                Objects.requireNonNull(directory, "directory"),
                null,
                new Keeping(Optional.empty(), Map.of(), InstantSource.system()),
                false);
    }

    /**
     * The same workspace, sealed with a key, so that a later run can open it.
     *
     * @param key 32 bytes, from wherever the caller keeps secrets
     * @return the workspace
     * @throws IllegalArgumentException if the key is of another length
     * @throws IllegalStateException if there is a key already
     */
    public Workspace key(SecretKey key) {
        if (this.key != null) {
            throw new IllegalStateException("key was already set");
        }
        return new Workspace(directory, Seal.of(key).derive("workspace"), keeping, resuming);
    }

    /**
     * The same workspace, in which each thing stays for a time from when it was made. What is there already stays no
     * longer than that, and no longer than was said when it was made.
     *
     * @param time how long, more than nothing; what is longer than the calendar is for ever
     * @return the workspace
     * @throws IllegalStateException if there is a time already
     */
    public Workspace retain(Duration time) {
        if (keeping.overall().isPresent()) {
            throw new IllegalStateException(
                    "retain was already set to " + keeping.overall().get());
        }
        return with(new Keeping(Optional.of(positive(time)), keeping.each(), keeping.clock()));
    }

    /**
     * The same workspace, in which things of one kind have a time of their own.
     *
     * @param kind the kind
     * @param time how long, more than nothing
     * @return the workspace
     * @throws IllegalStateException if the kind has a time already
     */
    public Workspace retain(Artefact kind, Duration time) {
        if (keeping.each().containsKey(kind)) {
            throw new IllegalStateException("retain was already set for " + kind);
        }
        return with(keeping.with(kind, positive(time)));
    }

    /**
     * The same workspace, of which a run demands that there is something to go on from. Without this a run uses what
     * there is, and begins anew where there is nothing.
     *
     * @return the workspace
     */
    public Workspace resuming() {
        return new Workspace(directory, key, keeping, true);
    }

    /** The same workspace with another clock. */
    Workspace clock(InstantSource clock) {
        return with(new Keeping(keeping.overall(), keeping.each(), clock));
    }

    private Workspace with(Keeping changed) {
        return new Workspace(directory, key, changed, resuming);
    }

    private static Duration positive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("retain must be more than nothing, got " + time);
        }
        return time;
    }

    /**
     * Opens the workspace for a run.
     *
     * @return the open workspace, to be closed
     * @throws WorkspaceException if it cannot be opened, or asks for what needs a key and has none
     */
    public WorkspaceSession begin() {
        if (key == null && resuming) {
            throw needsKey("a run can only be resumed by whoever has its key");
        }
        if (key == null && keeping.isSet()) {
            throw needsKey("what is retained can only be read again with a key");
        }
        Seal used = key == null ? Seal.ephemeral() : key;
        Store store = Store.open(directory, used, key == null, keeping);
        if (resuming && store.isEmpty()) {
            store.close();
            throw new WorkspaceException(
                    Reason.NOTHING_TO_RESUME, directory, "nothing of an earlier run is there, or it has expired");
        }
        return new WorkspaceSession(store, Fingerprints.of(used));
    }

    /**
     * Removes all that was made from a user's conversations, alone or with those of others, of every kind, and all of
     * which it is not known from whose conversations it was made, such as titles. The file is written anew without it,
     * under a new key, and the key of the old file is overwritten. When this returns that is on the disk. What a file
     * system or a drive keeps of overwritten blocks is beyond its reach.
     *
     * @param user the user id, as it stands in the conversations
     * @return how many records went
     * @throws WorkspaceException if there is no key, or the workspace cannot be opened or written; then nothing was
     *     removed
     */
    @CanIgnoreReturnValue
    public int forget(String user) {
        Seal mine = requireKey();
        try (Store store = Store.open(directory, mine, false, keeping)) {
            return store.forget(Fingerprints.of(mine).owner(user));
        }
    }

    /**
     * Removes everything but the access log.
     *
     * @throws WorkspaceException if there is no key, or the workspace cannot be opened or written
     */
    public void wipe() {
        try (Store store = Store.open(directory, requireKey(), false, keeping)) {
            store.wipe();
        }
    }

    /**
     * Opens the workspace to be read by a person. That and each reading stand in the access log.
     *
     * @param grant who reads, why, and until when
     * @return the open workspace, to be closed
     * @throws WorkspaceException if the grant has ended, there is no key, or the workspace cannot be opened
     */
    public WorkspaceReader read(AccessGrant grant) {
        Seal mine = requireKey();
        Store store = Store.open(directory, mine, false, keeping);
        try {
            return new WorkspaceReader(store, directory.resolve(AccessLog.NAME), accessHead(mine), grant, keeping);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Checks the access log against the head that is kept in the sealed file, so that a log that was cut off or written
     * anew as a whole is noticed too.
     *
     * @return what the log holds
     * @throws WorkspaceException if the log was changed, or there is no key, or the workspace cannot be opened
     */
    public AccessLog.Report verifyAccessLog() {
        Seal mine = requireKey();
        Path path = directory.resolve(AccessLog.NAME);
        try (Store store = Store.open(directory, mine, false, keeping)) {
            List<String> hashes = AccessLog.hashes(path);
            store.get(accessHead(mine)).ifPresent(head -> {
                String[] parts = new String(head, StandardCharsets.US_ASCII).split(" ", -1);
                int lines = Integer.parseInt(parts[0]);
                if (hashes.size() < lines || !hashes.get(lines - 1).equals(parts[1])) {
                    throw LogHeader.damaged(
                            path,
                            "expected at least the " + lines + " lines that were written, found " + hashes.size()
                                    + " or others");
                }
            });
        }
        return AccessLog.verify(path);
    }

    private static Fingerprint accessHead(Seal key) {
        return Fingerprints.of(key).key(ACCESS_KIND, ACCESS_HEAD);
    }

    private Seal requireKey() {
        if (key == null) {
            throw needsKey("only whoever has the key can open it");
        }
        return key;
    }

    private WorkspaceException needsKey(String why) {
        return new WorkspaceException(Reason.NO_KEY, directory, why + "; call key(…)");
    }

    @Override
    public String toString() {
        return "Workspace[" + directory + (key == null ? ", ephemeral]" : ", sealed with a key]");
    }
}
