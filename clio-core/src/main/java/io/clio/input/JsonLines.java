package io.clio.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.spi.ConversationSource;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of conversations, one JSON object a line, plain or gzip (told by its first bytes, not by its name).
 *
 * <p>Streams: the heap needed does not depend on the size of the file. Blank lines are passed over. Can be read again.
 */
public final class JsonLines implements ConversationSource {
    /** The longest line that is read, in bytes: 64 MB. */
    public static final int LINE_LIMIT = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(LINE_LIMIT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

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
        try (InputStream in = open()) {
            readAll(new ByteLines(in, lineLimit), sink);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": expected a file of JSON lines, found nothing there");
        }
    }

    private InputStream open() throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected a file of JSON lines, found a directory");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (EOFException | ZipException e) {
            raw.close();
            throw damaged(0);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private void readAll(ByteLines lines, Sink sink) throws IOException {
        boolean any = false;
        Nameless nameless = new Nameless();
        while (advance(lines)) {
            if (lines.isOverLimit()) {
                any = true;
                sink.badRecord(bad(lines, "", "a line of at most " + lineLimit + " bytes", "a longer one"));
                continue;
            }
            byte[] bytes = lines.bytes();
            if (!isBlank(bytes)) {
                any = true;
                readLine(lines, bytes, sink, nameless);
            }
        }
        if (!any) {
            throw new BadInputException(file + ": expected at least one line of JSON, found an empty file");
        }
        nameless.report(String.valueOf(file.getFileName()));
    }

    /** A file that ends early is not a bad line: what is lost cannot be counted, so it is fatal. */
    private boolean advance(ByteLines lines) {
        try {
            return lines.next();
        } catch (EOFException | ZipException e) {
            throw damaged(lines.number());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read after line " + lines.number());
        }
    }

    private BadInputException damaged(long afterLine) {
        return new BadInputException(
                file + ": expected a whole gzip stream, found that it is cut off or damaged after line " + afterLine);
    }

    private void readLine(ByteLines lines, byte[] bytes, Sink sink, Nameless nameless) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            sink.badRecord(bad(lines, "", "UTF-8", "bytes that are not UTF-8"));
            return;
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            sink.badRecord(
                    bad(lines, "", "one JSON object", "JSON that is nested too deep, or too long a number or name"));
            return;
        } catch (JsonProcessingException e) {
            int column = e.getLocation().getColumnNr();
            sink.badRecord(bad(lines, "", "one JSON object", "broken JSON at column " + column));
            return;
        }
        try {
            Conversation conversation = ConversationJson.read(tree);
            nameless.look(conversation, lines.number());
            sink.conversation(conversation);
        } catch (FieldException e) {
            sink.badRecord(bad(lines, e.field(), e.expected(), e.found()));
        }
    }

    private BadRecord bad(ByteLines lines, String field, String expected, String found) {
        return new BadRecord(String.valueOf(file.getFileName()), lines.number(), field, expected, found);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "JsonLines[" + file.getFileName() + "]";
    }
}
