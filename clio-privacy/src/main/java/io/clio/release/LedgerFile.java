package io.clio.release;

import io.clio.privacy.seal.BrokenSealException;
import io.clio.privacy.seal.OneOpener;
import io.clio.privacy.seal.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sealed file that one process at a time has open, and that is replaced as a whole or not at all.
 *
 * <p>Eight bytes of a mark, four of a format, sixteen by which a wrong key is told from damage, eight of a length; then
 * what is sealed, bound to all of these.
 */
final class LedgerFile implements AutoCloseable {
    static final int FORMAT = 2;
    private static final long MARK = 0x434C494F4C444752L; // CLIOLDGR
    private static final int KEY_CHECK = 16;
    private static final int HEADER = Long.BYTES + Integer.BYTES + KEY_CHECK + Long.BYTES;
    private static final int MOST_BYTES = 1 << 30;

    private final Path path;
    private final Seal seal;
    private final OneOpener lock;

    private LedgerFile(Path path, Seal seal, OneOpener lock) {
        this.path = path;
        this.seal = seal;
        this.lock = lock;
    }

    /** Takes the lock of a file that need not exist; it lies beside it, for the file itself is replaced. */
    static LedgerFile lock(Path path, Seal seal) throws IOException {
        Path real = real(path);
        OneOpener lock = OneOpener.of(beside(real, ".lock"))
                .orElseThrow(() -> new IOException("the ledger " + path + " is in use: another run has it open"));
        return new LedgerFile(real, seal, lock);
    }

    /** Where the file is, or will be: a link is followed, so that it is neither locked nor replaced for the file. */
    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            throw new IOException("the ledger " + path + " is a link to a file that is not there");
        }
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    }

    private static Path beside(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    /** What is in the file; nothing if there is none. */
    Optional<byte[]> read() throws IOException {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER) {
            throw new IOException(
                    header.remaining() >= Long.BYTES && header.getLong() != MARK
                            ? "the file " + path + " is no ledger"
                            : "the ledger " + path + " is cut short: it has " + bytes.length
                                    + " bytes, its header alone " + HEADER);
        }
        if (header.getLong() != MARK) {
            throw new IOException("the file " + path + " is no ledger");
        }
        int format = header.getInt();
        if (format != FORMAT) {
            throw new IOException("the ledger " + path + " has format " + format + ", this version of Clio reads "
                    + FORMAT + ": use the version that wrote it, or a later one");
        }
        byte[] check = new byte[KEY_CHECK];
        header.get(check);
        if (!Arrays.equals(check, keyCheck())) {
            throw new IOException("the ledger " + path + " does not open with this key: it was made with another one");
        }
        long length = header.getLong();
        if (length != header.remaining()) {
            throw new IOException("the ledger " + path + " is cut short or was changed: it should hold " + length
                    + " sealed bytes, it holds " + header.remaining());
        }
        try {
            return Optional.of(
                    seal.open(Arrays.copyOfRange(bytes, HEADER, bytes.length), Arrays.copyOf(bytes, HEADER)));
        } catch (BrokenSealException e) {
            throw new IOException("the ledger " + path + " is damaged: its bytes were changed", e);
        }
    }

    /** Replaces the file; if that fails, it stays as it was. */
    void write(byte[] plain) throws IOException {
        if (plain.length > MOST_BYTES) {
            throw new IOException("the ledger " + path + " would hold " + plain.length + " bytes, at most " + MOST_BYTES
                    + " are allowed");
        }
        byte[] header = header(plain.length + Seal.OVERHEAD);
        Path fresh = beside(path, ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(out, header);
            writeAll(out, seal.seal(plain, header));
            out.force(true);
        }
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the ledger " + path + " is on a file system that cannot replace a file at once", e);
        }
        forceFolder();
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** The new name is on the disk only when its folder is; where a folder cannot be opened, the system sees to it. */
    private void forceFolder() {
        Path folder = path.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not on Windows
        }
    }

    private byte[] header(long length) {
        return ByteBuffer.allocate(HEADER)
                .putLong(MARK)
                .putInt(FORMAT)
                .put(keyCheck())
                .putLong(length)
                .array();
    }

    private byte[] keyCheck() {
        return Arrays.copyOf(seal.derive("ledger key check").fingerprint(new byte[0]), KEY_CHECK);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** The path alone. */
    @Override
    public String toString() {
        return path.toString();
    }
}
