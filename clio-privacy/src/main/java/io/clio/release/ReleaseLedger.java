package io.clio.release;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.privacy.seal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was shown of one data set, so that whoever holds several releases learns nothing of few users by
 * subtracting one from another (I13): what a release shows differs from what an earlier one showed by nothing, or by
 * enough users and conversations; otherwise it is shown as it was, or not at all. docs/privacy.md has the rule.
 *
 * <p>One ledger serves one data set, whose releases all go through it. It is a file, sealed under a key that the caller
 * keeps, which holds rows and users as keyed hashes, which of them stood in which topic and cell, and the words that
 * were released; nothing of it can be read without the key. One ledger object has the file open at a time, in this
 * process or another. A release is recorded when it is complete, and not in part. Who puts back an older copy of the
 * file makes it forget.
 *
 * <p>Thread-safe: releases over one ledger wait for one another.
 */
public final class ReleaseLedger implements AutoCloseable {
    /** What a release is compared with. */
    enum Scope {
        /** There is no ledger. */
        NOTHING,
        /** Earlier releases of the same data set. */
        RELEASES,
        /** Other trees over the conversations of one run. */
        TREES
    }

    private final HashFunction names;
    private final @Nullable LedgerFile file;
    private final Scope scope;
    private LedgerState state;
    private boolean closed;

    private ReleaseLedger(Seal seal, @Nullable LedgerFile file, Scope scope, LedgerState state) {
        ByteBuffer key = ByteBuffer.wrap(seal.derive("ledger names").fingerprint(new byte[0]));
        this.names = Hashing.sipHash24(key.getLong(), key.getLong());
        this.file = file;
        this.scope = scope;
        this.state = state;
    }

    /**
     * Opens a ledger, or begins one where there is no file.
     *
     * @param path the file; beside it a file of the same name and {@code .lock} says that it is open
     * @param key 32 bytes; without it the ledger is lost, and with it the comparison with earlier releases
     * @return the ledger, to be closed by the caller
     * @throws IllegalArgumentException if the key has another length
     * @throws IOException if the file is in use, is no ledger, was made with another key, is cut short or changed, was
     *     written by a later version, or cannot be read; it stays as it is
     */
    public static ReleaseLedger at(Path path, SecretKey key) throws IOException {
        Seal seal = Seal.of(key);
        LedgerFile file = LedgerFile.lock(path, seal);
        try {
            return new ReleaseLedger(seal, file, Scope.RELEASES, read(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static LedgerState read(LedgerFile file) throws IOException {
        Optional<byte[]> bytes = file.read();
        try {
            return bytes.isEmpty() ? LedgerState.EMPTY : LedgerCodec.decode(bytes.get());
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("the ledger " + file + " opens, but holds what this version of Clio cannot read", e);
        }
    }

    /**
     * A ledger for several trees over the conversations of one run, which are released one after the other over one
     * support index. Each is compared with those before it, as releases of different times are; nothing of one is ever
     * shown in another. It is gone with the run, and no comparison of runs.
     *
     * @return the ledger; it need not be closed
     */
    public static ReleaseLedger amongTrees() {
        return new ReleaseLedger(Seal.ephemeral(), null, Scope.TREES, LedgerState.EMPTY);
    }

    /**
     * Says whether this compares trees of one run, and not runs.
     *
     * @return true if it is of {@link #amongTrees()}
     */
    public boolean isAmongTrees() {
        return scope == Scope.TREES;
    }

    /** A ledger that is gone with the process. */
    static ReleaseLedger inMemory() {
        return new ReleaseLedger(Seal.ephemeral(), null, Scope.RELEASES, LedgerState.EMPTY);
    }

    Scope scope() {
        return scope;
    }

    /** What the next release is compared with: a tree is no earlier state of another one. */
    LedgerState before() {
        return scope == Scope.TREES ? state().withoutReleases() : state();
    }

    /** Gives names to rows and users that are the same in each run, and tell nothing without the key. */
    HashFunction names() {
        return names;
    }

    /** All that was taken up. */
    synchronized LedgerState state() {
        requireOpen();
        return state;
    }

    /** Takes up a release: all of it, or nothing if it cannot be written. */
    synchronized void record(LedgerState next) {
        requireOpen();
        if (file != null) {
            try {
                file.write(LedgerCodec.encode(next));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the release could not be recorded in the ledger " + file + ", so it is not made", e);
            }
        }
        state = next;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
    }

    /** Lets go of the file. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
        }
    }

    /** Prints counts only. */
    @Override
    public synchronized String toString() {
        return "ReleaseLedger[sets=" + state.sets().size() + "]";
    }
}
