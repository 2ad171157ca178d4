package io.clio.explorer.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.privacy.seal.OneOpener;
import io.clio.privacy.seal.Seal;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of who saw what, and when: one JSON object on each line, which ends in a keyed fingerprint over the line and
 * the fingerprint before it.
 *
 * <p>Without the key no line can be changed, removed, inserted or moved unnoticed, and {@link #verify} names the first
 * place. Lines that are cut off at the end leave a log that is sound: that is noticed by its {@link Head} alone, which
 * has to be kept elsewhere. Whoever has the key can write any log. Lines are handed to the system before
 * {@link #append} returns, and forced to the disk on {@link #close}: a crash of the process loses none, a power cut
 * may. Thread-safe; one opener at a time.
 */
public final class AccessLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path path;
    private final Seal seal;
    private final Clock clock;
    private final OneOpener lock;
    private final RandomAccessFile file;
    private Head head;
    private long length;
    private boolean closed;

    private AccessLog(Path path, Seal seal, Clock clock, OneOpener lock, RandomAccessFile file, LogReader read) {
        this.path = path;
        this.seal = seal;
        this.clock = clock;
        this.lock = lock;
        this.file = file;
        this.head = read.head();
        this.length = read.soundBytes();
    }

    /**
     * Where a log ends; kept elsewhere, it shows later that the end was not cut off.
     *
     * @param lines how many lines the log has
     * @param fingerprint the fingerprint at the end of the last of them, as hexadecimal digits
     */
    public record Head(long lines, String fingerprint) {
        /** The head of an empty log. */
        static final Head START = new Head(0, "0".repeat(64));

        /**
         * Reads what {@link #toString} wrote.
         *
         * @param text a number of lines, a colon, and 64 hexadecimal digits
         * @return the head
         * @throws IllegalArgumentException if the text is otherwise
         */
        public static Head parse(String text) {
            if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
                throw new IllegalArgumentException("expected the head of a log, such as 12:5e88…, found "
                        + text.length() + " characters of something else");
            }
            int colon = text.indexOf(':');
            return new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        }

        @Override
        public String toString() {
            return lines + ":" + fingerprint;
        }
    }

    /**
     * What a check of a log found.
     *
     * @param head where the sound part of the log ends: the whole log, if nothing is wrong
     * @param problems what is wrong: nothing, or one sentence that names the first line that is not as it was written,
     *     or the end that is missing
     * @param last the last lines of the sound part, oldest first; 100 at most
     */
    public record Report(Head head, List<String> problems, List<String> last) {
        /** Copies the lists. */
        public Report {
            problems = List.copyOf(problems);
            last = List.copyOf(last);
        }

        /**
         * Says whether nothing is wrong.
         *
         * @return true if the log is as it was written
         */
        public boolean isSound() {
            return problems.isEmpty();
        }
    }

    /**
     * One view, shown or refused.
     *
     * @param peer the address that asked
     * @param who the reader's name; empty if nobody was recognised
     * @param role the reader's role; empty if nobody was recognised
     * @param view what was asked for
     * @param run which run; empty if the view is of none
     * @param outcome the status of the answer, as in HTTP
     * @param limited how many requests were refused by the rate limit without a line of their own since the line before
     */
    public record View(String peer, String who, String role, String view, String run, int outcome, long limited) {}

    /**
     * Opens a log to add to it, and makes it if there is none. What a crash left of an unfinished last line is taken
     * away: no answer was given by it.
     *
     * @param path the file; a second one beside it, {@code .lock}, keeps other openers out
     * @param key 32 bytes
     * @param clock the time of new lines
     * @return the log
     * @throws IOException if the file cannot be opened, is open elsewhere, or is not as it was written
     */
    public static AccessLog open(Path path, SecretKey key, Clock clock) throws IOException {
        OneOpener lock = OneOpener.of(path.resolveSibling(path.getFileName() + ".lock"))
                .orElseThrow(() -> new IOException(path + ": another server writes to this log"));
        boolean open = false;
        try {
            Seal seal = seal(key);
            LogReader read = LogReader.of(path, seal, Long.MAX_VALUE);
            if (read.problem() != null && !read.isCutShort()) {
                throw new IOException(path + ": " + read.problem() + "; the log is not added to");
            }
            AccessLog log = opened(path, seal, clock, lock, read);
            open = true;
            return log;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private static AccessLog opened(Path path, Seal seal, Clock clock, OneOpener lock, LogReader read)
            throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (read.isCutShort()) {
                LOG.warn(
                        "{}: {}; its {} bytes are taken away", path, read.problem(), file.length() - read.soundBytes());
                file.setLength(read.soundBytes());
            }
            return new AccessLog(path, seal, clock, lock, file, read);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Adds a line. If that fails, the log is as it was before, or takes no further line.
     *
     * @param view what it says
     * @return where the log ends now
     * @throws IOException if the line cannot be written: then the view must not be shown
     */
    public synchronized Head append(View view) throws IOException {
        if (closed) {
            throw new IOException(path + ": the log is closed");
        }
        String content = content(head.lines() + 1, view);
        String fingerprint = LogReader.fingerprint(seal, head.fingerprint(), content);
        byte[] line = LogReader.line(content, fingerprint).getBytes(StandardCharsets.UTF_8);
        try {
            file.seek(length);
            file.write(line);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length += line.length;
        head = new Head(head.lines() + 1, fingerprint);
        return head;
    }

    private void takeBack(IOException cause) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            closed = true;
            cause.addSuppressed(e);
        }
    }

    /** The line as an object without its last brace, which comes after the fingerprint. */
    private String content(long number, View view) {
        ObjectNode line = JSON.createObjectNode()
                .put("n", number)
                .put("time", clock.instant().toString())
                .put("peer", view.peer())
                .put("who", view.who())
                .put("role", view.role())
                .put("view", view.view())
                .put("run", view.run())
                .put("outcome", view.outcome());
        if (view.limited() > 0) {
            line.put("limited", view.limited());
        }
        try {
            String object = JSON.writeValueAsString(line);
            return object.substring(0, object.length() - 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of plain values can always be written", e);
        }
    }

    /**
     * Where the log ends.
     *
     * @return its head
     */
    public synchronized Head head() {
        return head;
    }

    /**
     * Checks what was written so far, while it is being added to.
     *
     * @return what was found
     * @throws IOException if the file cannot be read
     */
    public Report check() throws IOException {
        Head expected;
        long bytes;
        synchronized (this) {
            expected = head;
            bytes = length;
        }
        return LogReader.of(path, seal, bytes).report(expected);
    }

    /**
     * Checks a log whose end is not known: lines that are missing at its end go unnoticed.
     *
     * @param path the file
     * @param key the key of the log
     * @return what was found
     * @throws IOException if the file cannot be read
     */
    public static Report verify(Path path, SecretKey key) throws IOException {
        return verify(path, key, Head.START);
    }

    /**
     * Checks a log against a head that was kept elsewhere: it may be longer than that now, and not shorter.
     *
     * @param path the file
     * @param key the key of the log
     * @param expected a head that the log once had
     * @return what was found
     * @throws IOException if the file cannot be read
     */
    public static Report verify(Path path, SecretKey key, Head expected) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": expected an access log, found none that can be read");
        }
        return LogReader.of(path, seal(key), Long.MAX_VALUE, expected.lines()).report(expected);
    }

    private static Seal seal(SecretKey key) {
        return Seal.of(key).derive("the explorer's access log");
    }

    /** Forces what was written to the disk, and takes no further line; a second time does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (!file.getChannel().isOpen()) {
            return;
        }
        closed = true;
        try {
            file.getFD().sync();
        } finally {
            file.close();
            lock.close();
        }
    }
}
