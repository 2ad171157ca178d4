package io.clio.workspace;

import io.clio.privacy.seal.BrokenSealException;
import io.clio.privacy.seal.Seal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of sealed frames that only grows. A frame is bound to its file and its place in it, so none can be changed,
 * moved, swapped or left out unnoticed. Frames between two commits count together or not at all; a commit is on the
 * disk when it returns.
 *
 * <p>Two blocks after the header say in turn how long the file was at its last commits. A file that is shorter, or not
 * sound up to there, is refused; what stands behind the last commit was never acknowledged and is dropped.
 *
 * <p>Reads and writes through {@link RandomAccessFile}, for an interruption of a thread closes a channel. Not
 * thread-safe.
 */
final class RecordLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);

    private static final int SLOTS = 2;
    private static final int SLOT_BYTES = 4096;
    private static final int START = LogHeader.BYTES + SLOTS * SLOT_BYTES;
    private static final int SLOT_PLAIN_BYTES = 2 * Long.BYTES;
    private static final byte RECORD = 1;
    private static final byte COMMIT = 2;

    private final Path path;
    private final LogHeader header;
    private final RandomAccessFile file;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long end = START;
    private long commits;
    private boolean broken;

    private RecordLog(Path path, LogHeader header, RandomAccessFile file) {
        this.path = path;
        this.header = header;
        this.file = file;
    }

    /** Is shown the committed records of a log that is opened, in order. */
    interface Visitor {
        void record(long at, Item record);
    }

    /** What one of the two blocks says. */
    private record Head(long commits, long end) {}

    static RecordLog create(Path path, Seal key, boolean ephemeral) throws IOException {
        LogHeader.Fresh fresh = LogHeader.fresh(key, ephemeral);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        RecordLog log = new RecordLog(path, fresh.header(), file);
        try {
            file.setLength(0);
            file.write(fresh.block());
            file.write(new byte[SLOTS * SLOT_BYTES]);
            log.writeHead(0);
            log.writeHead(1);
            file.getFD().sync();
            return log;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a log was sealed with a key that is gone; asks no key. */
    static boolean isEphemeral(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return LogHeader.isEphemeral(path, firstBlock(path, file));
        }
    }

    static RecordLog open(Path path, Seal key, Visitor visitor) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            RecordLog log = new RecordLog(path, LogHeader.read(path, firstBlock(path, file), key), file);
            log.scan(visitor);
            return log;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static byte[] firstBlock(Path path, RandomAccessFile file) throws IOException {
        if (file.length() < START) {
            throw LogHeader.damaged(
                    path, "it is truncated: expected at least " + START + " bytes, found " + file.length());
        }
        byte[] block = new byte[LogHeader.BYTES];
        file.seek(0);
        file.readFully(block);
        return block;
    }

    private void scan(Visitor visitor) throws IOException {
        Head head = newestHead();
        long size = file.length();
        List<Long> places = new ArrayList<>();
        List<Item> records = new ArrayList<>();
        try (FileInputStream raw = new FileInputStream(path.toFile())) {
            raw.skipNBytes(START);
            DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16));
            long at = START;
            while (at < size) {
                byte[] plain = frame(in, at, size);
                if (plain == null) {
                    break;
                }
                if (plain[0] == COMMIT) {
                    for (int i = 0; i < records.size(); i++) {
                        visitor.record(places.get(i), records.get(i));
                    }
                    places.clear();
                    records.clear();
                    end = at + Integer.BYTES + plain.length + Seal.OVERHEAD;
                    commits++;
                } else {
                    places.add(at);
                    records.add(record(plain));
                }
                at += Integer.BYTES + plain.length + Seal.OVERHEAD;
            }
        }
        if (end < head.end) {
            throw LogHeader.damaged(
                    path, "it is truncated or was changed: expected " + head.end + " sound bytes, found " + end);
        }
        commits = Math.max(commits, head.commits);
        if (end < size) {
            LOG.info("{}: dropped {} bytes behind the last commit, which a crash has left", path, size - end);
            file.setLength(end);
            file.getFD().sync();
        }
    }

    /** The next frame, or null if there is no sound one. */
    private byte @Nullable [] frame(DataInputStream in, long at, long size) throws IOException {
        if (size - at < Integer.BYTES) {
            return null;
        }
        int length = in.readInt();
        if (length <= Seal.OVERHEAD || length > size - at - Integer.BYTES) {
            return null;
        }
        try {
            return header.seal().open(in.readNBytes(length), context(at));
        } catch (BrokenSealException e) {
            return null;
        }
    }

    private Head newestHead() throws IOException {
        Head newest = null;
        for (int slot = 0; slot < SLOTS; slot++) {
            byte[] sealed = new byte[SLOT_PLAIN_BYTES + Seal.OVERHEAD];
            file.seek(LogHeader.BYTES + (long) slot * SLOT_BYTES);
            file.readFully(sealed);
            try {
                ByteBuffer plain = ByteBuffer.wrap(header.seal().open(sealed, slotContext(slot)));
                Head head = new Head(plain.getLong(), plain.getLong());
                newest = newest == null || newest.commits < head.commits ? head : newest;
            } catch (BrokenSealException e) {
                LOG.warn("{}: one of two notes of its length cannot be read", path);
            }
        }
        if (newest == null) {
            throw LogHeader.damaged(path, "it was changed: neither note of its length opens");
        }
        return newest;
    }

    /** Adds a record; it counts from the next commit on. Gives where it will stand. */
    long append(Item record) {
        long at = end + waiting.size();
        byte[] bytes = record.bytes();
        byte[] plain = new byte[1 + bytes.length];
        plain[0] = RECORD;
        System.arraycopy(bytes, 0, plain, 1, bytes.length);
        addFrame(plain);
        return at;
    }

    private void addFrame(byte[] plain) {
        byte[] sealed = header.seal().seal(plain, context(end + waiting.size()));
        try {
            DataOutputStream out = new DataOutputStream(waiting);
            out.writeInt(sealed.length);
            out.write(sealed);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
    }

    /** How many bytes wait for a commit. */
    int waiting() {
        return waiting.size();
    }

    /**
     * Brings what waits to the disk. If that fails it is dropped, and what was committed before stays as it is.
     *
     * @throws IOException if the disk is full or fails
     */
    void commit() throws IOException {
        if (broken) {
            throw new IOException("an earlier write to this file failed");
        }
        if (waiting.size() == 0) {
            return;
        }
        addFrame(new byte[] {COMMIT});
        byte[] bytes = waiting.toByteArray();
        waiting.reset();
        if (file.length() != end) {
            throw LogHeader.damaged(
                    path, "it was changed while it was open: expected " + end + " bytes, found " + file.length());
        }
        try {
            file.seek(end);
            file.write(bytes);
        } catch (IOException e) {
            cutBack();
            throw e;
        }
        // After a failure from here on nobody knows what is on the disk, so nothing more is written.
        broken = true;
        file.getFD().sync();
        end += bytes.length;
        commits++;
        writeHead((int) (commits % SLOTS));
        broken = false;
    }

    private void cutBack() {
        try {
            file.setLength(end);
        } catch (IOException e) {
            broken = true;
        }
    }

    /** Not brought to the disk by itself: after a power failure it may be older than the file, and never newer. */
    private void writeHead(int slot) throws IOException {
        byte[] plain = Seal.context(commits, end);
        file.seek(LogHeader.BYTES + (long) slot * SLOT_BYTES);
        file.write(header.seal().seal(plain, slotContext(slot)));
    }

    /**
     * Reads a record.
     *
     * @param at where it stands
     * @return the record
     * @throws WorkspaceException if the file was changed while it was open
     * @throws IOException if the disk fails
     */
    Item read(long at) throws IOException {
        file.seek(at);
        int length = file.readInt();
        if (length <= Seal.OVERHEAD || length > end - at) {
            throw LogHeader.damaged(path, "it was changed while it was open, at byte " + at);
        }
        byte[] sealed = new byte[length];
        file.readFully(sealed);
        try {
            return record(header.seal().open(sealed, context(at)));
        } catch (BrokenSealException e) {
            throw LogHeader.damaged(path, "it was changed while it was open, at byte " + at);
        }
    }

    private static Item record(byte[] plain) {
        byte[] bytes = new byte[plain.length - 1];
        System.arraycopy(plain, 1, bytes, 0, bytes.length);
        return Item.of(bytes);
    }

    /** Overwrites the key of the frames, so that what is left of the file on the disk cannot be read any more. */
    void shred() throws IOException {
        file.seek(0);
        file.write(new byte[START]);
        file.getFD().sync();
    }

    private byte[] context(long at) {
        return Seal.context(header.id().high(), header.id().low(), at);
    }

    private byte[] slotContext(int slot) {
        return context(-1 - slot);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
