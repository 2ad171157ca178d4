package io.clio.privacy.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The lock of a file that one opener at a time may hold, whether in this process or another. The lock goes with the
 * process, the file stays.
 *
 * <p>A POSIX system drops the locks that a process has on a file as soon as the process closes any of its handles on
 * it. So a lock file that this process holds is never opened a second time: what is held here is known by its real
 * path. What that does not tell: a hard link to a lock file, a folder that was moved since, another class loader's copy
 * of this class; such an opener is refused, and the lock is gone for other processes. Thread-safe.
 */
public final class OneOpener implements AutoCloseable {
    /** What this process holds; also guards the making of lock files, which opens and closes them. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;
    private boolean closed;

    private OneOpener(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes a lock.
     *
     * @param lockFile the lock file, made if it is not there; its folder is there
     * @return the lock, to be closed; nothing if another opener holds it
     * @throws IOException if the file cannot be made or locked
     */
    public static Optional<OneOpener> of(Path lockFile) throws IOException {
        synchronized (HELD) {
            try {
                Files.createFile(lockFile);
            } catch (FileAlreadyExistsException e) {
                // of an earlier opener, or of one that holds it
            }
            Path real = lockFile.toRealPath();
            return HELD.contains(real) ? Optional.empty() : locked(real);
        }
    }

    private static Optional<OneOpener> locked(Path real) throws IOException {
        FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // this process holds it under another path
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            return Optional.empty();
        }
        HELD.add(real);
        return Optional.of(new OneOpener(real, channel));
    }

    /** Lets go of the lock; a second time does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                channel.close();
            } finally {
                HELD.remove(path);
            }
        }
    }
}
