package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.BadInputException;
import io.clio.spi.ConversationSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of conversations in any format: JSON lines, one JSON array, JSON values or CSV, plain, gzip or in a zip
 * archive, all told by bytes and never by names.
 *
 * <p>Streams: the heap needed does not depend on the size of the file. Can be read again.
 */
public final class FileSource implements ConversationSource {
    /** The longest record that is read, in bytes: 64 MB. */
    public static final int RECORD_LIMIT = 64 << 20;

    private static final int LOOKED_AT = 20;

    private final Path file;
    private final @Nullable Layout layout;
    private final boolean csv;
    private final boolean linesOnly;
    private final int limit;

    private FileSource(Path file, @Nullable Layout layout, boolean csv, boolean linesOnly, int limit) {
        this.file = file;
        this.layout = layout;
        this.csv = csv;
        this.linesOnly = linesOnly;
        this.limit = limit;
    }

    /**
     * A source whose format is told from its first bytes and records.
     *
     * @param file the file
     * @return the source
     */
    public static FileSource of(Path file) {
        return new FileSource(file, null, false, false, RECORD_LIMIT);
    }

    /**
     * A source of JSON records of a layout that is known.
     *
     * @param file the file
     * @param layout the layout
     * @return the source
     */
    public static FileSource of(Path file, Layout layout) {
        return new FileSource(file, layout, false, false, RECORD_LIMIT);
    }

    /**
     * A source of CSV.
     *
     * @param file the file
     * @return the source
     */
    public static FileSource csv(Path file) {
        return new FileSource(file, null, true, false, RECORD_LIMIT);
    }

    /** The same source with another limit. */
    FileSource limitedTo(int bytes) {
        return new FileSource(file, layout, csv, linesOnly, bytes);
    }

    /** The same source, for a file that is known to have one record a line. */
    FileSource linesOnly() {
        return new FileSource(file, layout, csv, true, limit);
    }

    @Override
    public void read(Sink sink) throws IOException {
        new Unpacked(file, "a file of conversations").forEach((name, in) -> readOne(name, in, sink));
    }

    private void readOne(String name, InputStream in, Sink sink) throws IOException {
        Head head = head(in);
        if (head.isUtf16()) {
            throw new BadInputException(file + ": expected UTF-8, found UTF-16; save the file as UTF-8");
        }
        if (head.isBlank()) {
            throw new BadInputException(file + ": expected conversations, found an empty file");
        }
        Unpacked.requireKnownKind(head, file);
        Container container = linesOnly ? Container.LINES : csv ? Container.ROWS : Container.of(head);
        if (container == Container.ROWS && layout == null) {
            new CsvConversations(file, name, limit).readAll(head, sink);
            return;
        }
        Container of = container == Container.ROWS ? Container.LINES : container;
        Layout known = layout == null ? recognised(of, head) : layout;
        new JsonConversations(file, source(name, of), known, limit).readAll(of.open(head.stream(), limit), sink);
    }

    private Head head(InputStream in) throws IOException {
        try {
            return Head.of(in);
        } catch (EOFException | ZipException e) {
            throw Unpacked.damaged(file, "near its start");
        }
    }

    private Layout recognised(Container container, Head head) {
        List<JsonNode> first = container.peek(head, LOOKED_AT);
        return Recognition.of(first, String.valueOf(file), container.label());
    }

    /** Numbers of records are those of lines, unless the source says otherwise. */
    private static String source(String name, Container container) {
        return switch (container) {
            case ARRAY -> name + " (element)";
            case VALUES -> name + " (value)";
            default -> name;
        };
    }

    /** Names the file and the format, never what is in it. */
    @Override
    public String toString() {
        return "FileSource[" + file.getFileName() + (layout == null ? csv ? ", CSV" : "" : ", " + layout) + "]";
    }
}
