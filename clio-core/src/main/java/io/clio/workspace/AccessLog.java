package io.clio.workspace;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of who read a workspace: one line each, of fields between tabs, of which the last is a hash over the line and
 * the hash before it. A line that was changed, removed from the middle or moved breaks the chain.
 *
 * <p>Whoever rewrites the whole chain or cuts off its end goes unnoticed here; {@link Workspace#verifyAccessLog} finds
 * that too, by the head that is kept in the sealed file.
 */
public final class AccessLog {
    /** The name of the file in the directory of a workspace. */
    public static final String NAME = "clio-access.log";

    private static final String START = "0".repeat(64);
    private static final int FIELDS = 7;

    private AccessLog() {}

    /**
     * What a sound log holds.
     *
     * @param lines how many lines it has
     * @param head the hash of the last line
     */
    public record Report(long lines, String head) {}

    /**
     * Checks the chain of a log.
     *
     * @param path the file
     * @return how long it is and where it ends; nothing, if there is no file
     * @throws WorkspaceException if a line was changed, removed or moved; says which
     */
    public static Report verify(Path path) {
        List<String> hashes = hashes(path, text(path));
        return new Report(hashes.size(), hashes.isEmpty() ? START : hashes.get(hashes.size() - 1));
    }

    /** The hash of each line. */
    static List<String> hashes(Path path) {
        return hashes(path, text(path));
    }

    private static List<String> hashes(Path path, String text) {
        List<String> hashes = new ArrayList<>();
        String last = START;
        int from = 0;
        while (from < text.length()) {
            int number = hashes.size() + 1;
            int to = text.indexOf('\n', from);
            if (to < 0) {
                throw LogHeader.damaged(path, "line " + number + " is not complete");
            }
            String line = text.substring(from, to);
            int tab = line.lastIndexOf('\t');
            String fields = tab < 0 ? "" : line.substring(0, tab);
            if (!line.equals(fields + "\t" + hash(last, fields))
                    || fields.split("\t", -1).length != FIELDS - 1
                    || !fields.startsWith(number + "\t")) {
                throw LogHeader.damaged(path, "line " + number + " or the one before it was changed, removed or moved");
            }
            last = line.substring(tab + 1);
            hashes.add(last);
            from = to + 1;
        }
        return hashes;
    }

    private static String text(Path path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (CharacterCodingException e) {
            throw LogHeader.damaged(path, "it is not a text in UTF-8");
        } catch (IOException e) {
            throw WorkspaceException.disk(path, "reading", e);
        }
    }

    /**
     * Adds a line, which is on the disk when this returns. The end of a line that a crash cut short is dropped first:
     * nobody was let in by it.
     */
    static Report append(Path path, Instant now, String action, AccessGrant grant) {
        String text = text(path);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<String> hashes = hashes(path, whole);
        String last = hashes.isEmpty() ? START : hashes.get(hashes.size() - 1);
        int number = hashes.size() + 1;
        String fields = String.join(
                "\t",
                Integer.toString(number),
                now.toString(),
                action,
                grant.who(),
                grant.why(),
                grant.until().toString());
        String head = hash(last, fields);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(whole.getBytes(StandardCharsets.UTF_8).length);
            file.seek(file.length());
            file.write((fields + "\t" + head + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            throw WorkspaceException.disk(path, "writing", e);
        }
        return new Report(number, head);
    }

    private static String hash(String last, String fields) {
        return Hashing.sha256()
                .hashString(last + "\t" + fields, StandardCharsets.UTF_8)
                .toString();
    }
}
