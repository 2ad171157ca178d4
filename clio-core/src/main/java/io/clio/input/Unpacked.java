package io.clio.input;

import io.clio.conversation.BadInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What is in a file once it is unpacked: the file itself, what it holds as gzip, or the conversations of an archive.
 */
final class Unpacked {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 6;

    private final Path file;
    private final String expected;

    Unpacked(Path file, String expected) {
        this.file = file;
        this.expected = expected;
    }

    /** Takes what is in a file. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads a stream to its end.
         *
         * @param name what it is called in messages
         * @param in the stream
         */
        void read(String name, InputStream in) throws IOException;
    }

    void forEach(Reader reader) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected " + expected + ", found a directory");
        }
        boolean archive;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            raw.mark(MAGIC);
            byte[] magic = raw.readNBytes(MAGIC);
            raw.reset();
            archive = startsWith(magic, 'P', 'K', 3, 4) || startsWith(magic, 'P', 'K', 5, 6);
            if (!archive) {
                reader.read(name(), startsWith(magic, 0x1f, 0x8b) ? gunzipped(raw) : raw);
            }
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": expected " + expected + ", found nothing there");
        }
        if (archive) {
            forEachEntry(reader);
        }
    }

    private InputStream gunzipped(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (EOFException | ZipException e) {
            throw damaged(file, "after line 0");
        }
    }

    private void forEachEntry(Reader reader) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : conversationsIn(zip)) {
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), BUFFER)) {
                    reader.read(name() + "!conversations", in);
                }
            }
        } catch (EOFException | ZipException e) {
            throw new BadInputException(
                    file + ": expected a whole zip archive, found one that is cut off, damaged or" + " encrypted");
        }
    }

    /** Exports name them so, in one file or in several; an archive of one file needs no such name. */
    private List<ZipEntry> conversationsIn(ZipFile zip) {
        List<ZipEntry> files = zip.stream()
                .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
                .map(ZipEntry.class::cast)
                .toList();
        List<ZipEntry> named = files.stream()
                .filter(entry -> entry.getName().matches("(.*/)?conversations([-_][0-9]+)?\\.json"))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        if (named.isEmpty() && files.size() != 1) {
            throw new BadInputException(file + ": expected an archive with conversations.json, or of a single file,"
                    + " found one of " + files.size() + " files and none of that name");
        }
        return named.isEmpty() ? files : named;
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    /** Names other kinds of files that people have, and what to do with them. */
    static void requireKnownKind(Head head, Path file) {
        byte[] text = head.text();
        if (startsWith(text, 'P', 'A', 'R', '1')) {
            throw new BadInputException(file + ": found a Parquet file, which clio-parquet reads:"
                    + " Conversations.of(new ParquetSource(path))");
        }
        boolean compressed = startsWith(text, 0x28, 0xb5, 0x2f, 0xfd)
                || startsWith(text, 0xfd, '7', 'z', 'X', 'Z')
                || startsWith(text, 'B', 'Z', 'h');
        if (compressed) {
            throw new BadInputException(
                    file + ": expected a file that is plain, gzip or zip, found another compression; unpack it first");
        }
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** A compressed stream that ends before its end. */
    static BadInputException damaged(Path file, String where) {
        return new BadInputException(
                file + ": expected a whole gzip stream, found that it is cut off or damaged " + where);
    }
}
