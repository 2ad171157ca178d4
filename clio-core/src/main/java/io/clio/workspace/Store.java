package io.clio.workspace;

import io.clio.privacy.seal.OneOpener;
import io.clio.privacy.seal.Seal;
import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Records by key in one directory, open in one place at a time. What is put counts from the next commit on. What goes,
 * goes by writing the file anew without it. Holds about 120 bytes of memory per record. Thread-safe.
 */
final class Store implements AutoCloseable {
    private static final String LOG_NAME = "clio-workspace.log";
    private static final String NEW_NAME = "clio-workspace.new";
    private static final String LOCK_NAME = "clio-workspace.lock";
    private static final int COMMIT_BYTES = 1 << 22;
    /** The code of the head of the access log, beside those of {@link Artefact}. */
    private static final int ACCESS = 0;

    private final Path directory;
    private final Seal key;
    private final boolean ephemeral;
    private final Keeping keeping;
    private final OneOpener lock;
    private final Map<Fingerprint, Entry> index = new HashMap<>();
    private final Map<Fingerprint, Entry> uncommitted = new HashMap<>();
    private RecordLog log;

    private record Entry(long at, int kind, long created, long until, boolean unfinished) {
        static Entry of(long at, Item record) {
            return new Entry(at, record.kind(), record.created(), record.until(), record.unfinished());
        }
    }

    private Store(Path directory, Seal key, boolean ephemeral, Keeping keeping, OneOpener lock) throws IOException {
        this.directory = directory;
        this.key = key;
        this.ephemeral = ephemeral;
        this.keeping = keeping;
        this.lock = lock;
        this.log = openLog();
    }

    /**
     * Opens the store of a directory, or makes one; what has expired is gone then.
     *
     * @param directory the directory, made if it is not there
     * @param key the key
     * @param ephemeral whether nobody has the key, so that nothing needs to outlast this
     * @param keeping for how long things are kept
     * @return the store
     * @throws WorkspaceException if it cannot be opened
     */
    static Store open(Path directory, Seal key, boolean ephemeral, Keeping keeping) {
        if (Files.isRegularFile(directory)) {
            throw new WorkspaceException(Reason.DISK, directory, "expected a folder, found a file");
        }
        try {
            if (!Files.isDirectory(directory)) { // a link to one is none to what makes directories
                Files.createDirectories(directory);
            }
            Path real = directory.toRealPath();
            OneOpener lock = lock(real);
            try {
                Store store = new Store(real, key, ephemeral, keeping, lock);
                try {
                    store.drop(false);
                } catch (WorkspaceException e) {
                    store.log.close();
                    throw e;
                }
                return store;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw WorkspaceException.disk(directory, "opening", e);
        }
    }

    private static OneOpener lock(Path directory) throws IOException {
        return OneOpener.of(directory.resolve(LOCK_NAME))
                .orElseThrow(() -> new WorkspaceException(
                        Reason.IN_USE,
                        directory,
                        "another run or process has it open; wait for its end, or take another directory"));
    }

    private RecordLog openLog() throws IOException {
        Path path = directory.resolve(LOG_NAME);
        Files.deleteIfExists(directory.resolve(NEW_NAME));
        if (Files.exists(path) && RecordLog.isEphemeral(path)) {
            Files.delete(path);
        }
        if (!Files.exists(path)) {
            RecordLog created = RecordLog.create(directory.resolve(NEW_NAME), key, ephemeral);
            putInPlace(created);
            return created;
        }
        if (ephemeral) {
            throw new WorkspaceException(
                    Reason.NO_KEY,
                    path,
                    "it was sealed with a key; give that to key(…), or take another directory. Nothing was changed");
        }
        return RecordLog.open(path, key, (at, record) -> index.put(record.key(), Entry.of(at, record)));
    }

    /** Makes a log the one of this store, at once or not at all. */
    private void putInPlace(RecordLog next) throws IOException {
        try {
            Files.move(
                    directory.resolve(NEW_NAME),
                    directory.resolve(LOG_NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            next.close();
            throw e;
        }
    }

    /** So that a new name is on the disk too. A platform that cannot do it keeps names by itself. */
    private void forceDirectory() throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether nobody will be able to read it once it is closed. */
    boolean isEphemeral() {
        return ephemeral;
    }

    synchronized Optional<byte[]> get(Fingerprint wanted) {
        Entry entry = index.get(wanted);
        if (entry == null) {
            return Optional.empty();
        }
        Item record = read(entry);
        if (!record.key().equals(wanted)) {
            throw LogHeader.damaged(directory.resolve(LOG_NAME), "a record stands where another one should");
        }
        return Optional.of(record.value());
    }

    private Item read(Entry entry) {
        try {
            return log.read(entry.at);
        } catch (IOException e) {
            throw WorkspaceException.disk(directory, "reading", e);
        }
    }

    synchronized void put(Artefact kind, Fingerprint at, List<Fingerprint> owners, byte[] value) {
        add(new Item(
                kind.code(),
                at,
                owners,
                keeping.now(),
                keeping.until(kind.code()),
                keeping.of(kind.code()).isEmpty(),
                value));
    }

    /** Keeps the head of the access log; it outlasts everything else. */
    synchronized void putAccessHead(Fingerprint at, byte[] value) {
        add(new Item(ACCESS, at, List.of(), keeping.now(), Long.MAX_VALUE, false, value));
    }

    private void add(Item record) {
        uncommitted.put(record.key(), Entry.of(log.append(record), record));
    }

    synchronized void commit() {
        try {
            log.commit();
            index.putAll(uncommitted);
        } catch (IOException e) {
            throw WorkspaceException.disk(directory, "writing", e);
        } finally {
            uncommitted.clear();
        }
    }

    /** How many records there are of a kind. */
    synchronized long count(Artefact kind) {
        return index.values().stream()
                .filter(entry -> entry.kind == kind.code())
                .count();
    }

    /** Hands out all values of a kind, one at a time, in the order in which they were put. */
    void forEach(Artefact kind, Consumer<byte[]> consumer) {
        List<Entry> entries;
        synchronized (this) {
            entries = index.values().stream()
                    .filter(entry -> entry.kind == kind.code())
                    .sorted(Comparator.comparingLong(Entry::at))
                    .toList();
        }
        for (Entry entry : entries) {
            Item item;
            synchronized (this) {
                item = read(entry);
            }
            consumer.accept(item.value());
        }
    }

    synchronized boolean isEmpty() {
        return index.values().stream().allMatch(entry -> entry.kind == ACCESS);
    }

    /**
     * Removes all that was made from a user's conversations, or may have been, from every byte of the file. Gives how
     * many records.
     */
    synchronized int forget(Fingerprint owner) {
        return rewrite(
                record -> !record.owners().contains(owner) && !record.owners().contains(Fingerprint.ANYBODY));
    }

    synchronized void wipe() {
        rewrite(record -> record.kind() == ACCESS);
    }

    /** Drops what has expired and, at the end of a run, what was only kept in case that it had no end. */
    synchronized void drop(boolean finished) {
        Predicate<Entry> over = entry -> keeping.isOver(entry.kind, entry.created, entry.until)
                || (finished && entry.unfinished && keeping.of(entry.kind).isEmpty());
        if (index.values().stream().anyMatch(entry -> entry.kind != ACCESS && over.test(entry))) {
            rewrite(record -> record.kind() == ACCESS || !over.test(Entry.of(0, record)));
        }
    }

    /** Writes the log anew, under a new key, and makes the old one unreadable. Gives how many records it lost. */
    private int rewrite(Predicate<Item> keep) {
        Map<Fingerprint, Entry> kept = new HashMap<>();
        int before = index.size();
        try {
            RecordLog next = RecordLog.create(directory.resolve(NEW_NAME), key, ephemeral);
            try {
                copy(next, keep, kept);
            } catch (IOException | RuntimeException e) {
                next.close();
                Files.deleteIfExists(directory.resolve(NEW_NAME));
                throw e;
            }
            putInPlace(next);
            try (RecordLog old = log) {
                log = next;
                index.clear();
                index.putAll(kept);
                old.shred();
            }
        } catch (IOException e) {
            throw WorkspaceException.disk(directory, "writing the file anew", e);
        }
        return before - kept.size();
    }

    private void copy(RecordLog next, Predicate<Item> keep, Map<Fingerprint, Entry> kept) throws IOException {
        List<Entry> inOrder = index.values().stream()
                .sorted(Comparator.comparingLong(Entry::at))
                .toList();
        for (Entry entry : inOrder) {
            Item record = log.read(entry.at);
            if (keep.test(record)) {
                kept.put(record.key(), Entry.of(next.append(record), record));
            }
            if (next.waiting() > COMMIT_BYTES) {
                next.commit();
            }
        }
        next.commit();
    }

    /** Closes the store; what has expired is gone then, and a store of nothing leaves no file. */
    @Override
    public synchronized void close() {
        try (lock) {
            try (RecordLog last = log) {
                if (ephemeral || index.isEmpty()) {
                    // The other way round, a crash in between would leave a file that looks damaged.
                    Files.deleteIfExists(directory.resolve(LOG_NAME));
                    forceDirectory();
                    last.shred();
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.disk(directory, "closing", e);
        }
    }
}
