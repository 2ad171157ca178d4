package io.clio.input;

import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of conversations, one JSON object a line, plain or gzip (told by its first bytes, not by its name).
 *
 * <p>Streams: the heap needed does not depend on the size of the file. Blank lines are passed over. Can be read again.
 */
public final class JsonLines implements ConversationSource {
    /** The longest line that is read, in bytes: 64 MB. */
    public static final int LINE_LIMIT = FileSource.RECORD_LIMIT;

    private final Path file;
    private final int lineLimit;

    /**
     * A source over a file.
     *
     * @param file the file
     */
    public JsonLines(Path file) {
        this(file, LINE_LIMIT);
    }

    JsonLines(Path file, int lineLimit) {
        this.file = file;
        this.lineLimit = lineLimit;
    }

    @Override
    public void read(Sink sink) throws IOException {
        new Unpacked(file, "a file of JSON lines")
                .forEach((name, in) -> new JsonConversations(file, name, Layout.CLIO, lineLimit)
                        .readAll(new ByteLines(in, lineLimit), sink));
    }

    @Override
    public String toString() {
        return "JsonLines[" + file.getFileName() + "]";
    }
}
