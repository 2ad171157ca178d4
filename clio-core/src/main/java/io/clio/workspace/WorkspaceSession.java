package io.clio.workspace;

import io.clio.conversation.Subject;
import io.clio.privacy.seal.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A workspace that a run has open. Gives a thing only to whoever can say what it was made from, and lists nothing: that
 * takes {@link Workspace#read}. What is put counts from the next commit on; a commit is on the disk when it returns.
 * Thread-safe.
 */
public final class WorkspaceSession implements AutoCloseable {
    private final Store store;
    private final Fingerprints fingerprints;
    private boolean finished;
    private volatile boolean closed;

    /** Hashes of names, keyed by the key of a workspace. */
    record Fingerprints(Seal keys, Seal owners) {
        static Fingerprints of(Seal key) {
            return new Fingerprints(key.derive("keys"), key.derive("owners"));
        }

        Fingerprint owner(String user) {
            return Fingerprint.of(owners.fingerprint(user.getBytes(StandardCharsets.UTF_16BE)));
        }

        /** Lengths first, so that no two lists of parts run into one. */
        Fingerprint key(int kind, List<String> parts) {
            int length = Integer.BYTES;
            for (String part : parts) {
                length += Integer.BYTES + part.length() * Character.BYTES;
            }
            ByteBuffer bytes = ByteBuffer.allocate(length).putInt(kind);
            for (String part : parts) {
                bytes.putInt(part.length());
                part.chars().forEach(c -> bytes.putChar((char) c));
            }
            return Fingerprint.of(keys.fingerprint(bytes.array()));
        }
    }

    WorkspaceSession(Store store, Fingerprints fingerprints) {
        this.store = store;
        this.fingerprints = fingerprints;
    }

    /**
     * What the workspace knows a user by.
     *
     * @param subject the user
     * @return his fingerprint; the same for all who are not known
     */
    public Fingerprint owner(Subject subject) {
        return subject.reveal().map(fingerprints::owner).orElse(Fingerprint.NOBODY);
    }

    /**
     * What something is found by.
     *
     * @param kind what it is
     * @param parts all that it depends on, such as a text and the name of a model
     * @return the key
     */
    public Fingerprint key(Artefact kind, String... parts) {
        return fingerprints.key(kind.code(), List.of(parts));
    }

    /**
     * Finds something.
     *
     * @param key its key
     * @return its value, if it was kept and committed
     * @throws WorkspaceException if the disk fails or the file was changed
     * @throws IllegalStateException if the session is closed
     */
    public Optional<byte[]> get(Fingerprint key) {
        return open().get(key);
    }

    /**
     * Keeps something from the next commit on.
     *
     * @param kind what it is
     * @param key its key
     * @param owners the users it was made from; it goes when any of them is forgotten
     * @param value its value
     * @throws IllegalStateException if the session is closed
     */
    public void put(Artefact kind, Fingerprint key, List<Fingerprint> owners, byte[] value) {
        open().put(kind, key, owners, value);
    }

    /**
     * Brings all that was put to the disk.
     *
     * @throws WorkspaceException if the disk is full or fails; what was committed before is still there
     * @throws IllegalStateException if the session is closed
     */
    public void commit() {
        open().commit();
    }

    private Store open() {
        if (closed) {
            throw new IllegalStateException("the session of the workspace is closed");
        }
        return store;
    }

    /**
     * Whether what is kept can be found by a later session if this one does not come to its end.
     *
     * @return false if the workspace has no key, so that nobody can read it any more
     */
    public boolean isResumable() {
        return !store.isEphemeral();
    }

    /** Says that the run has come to its end, so that only what is to be retained outlasts the session. */
    public void finish() {
        finished = true;
    }

    /**
     * Closes the workspace; what has expired is gone then, and after {@link #finish} all that is not to be retained. A
     * second time does nothing.
     *
     * @throws WorkspaceException if the disk fails
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (store) {
            store.drop(finished);
        }
    }
}
