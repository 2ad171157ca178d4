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
import io.clio.spi.ConversationSource.Sink;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads JSON records of one layout, each of which becomes a conversation or a bad record. */
final class JsonConversations {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(FileSource.RECORD_LIMIT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Path file;
    private final String source;
    private final Layout layout;
    private final int limit;
    private final UnknownParts unknown = new UnknownParts();
    private final Nameless nameless;

    JsonConversations(Path file, String source, Layout layout, int limit) {
        this.file = file;
        this.source = source;
        this.layout = layout;
        this.limit = limit;
        this.nameless = new Nameless(layout.userField());
    }

    void readAll(Records records, Sink sink) throws IOException {
        boolean any = false;
        while (advance(records)) {
            if (records.isOverLimit()) {
                any = true;
                String unit = records.unit();
                sink.badRecord(bad(
                        records,
                        "",
                        (unit.equals("element") ? "an " : "a ") + unit + " of at most " + limit + " bytes",
                        "a longer one"));
                continue;
            }
            byte[] bytes = records.bytes();
            if (!isBlank(bytes) || !(records instanceof ByteLines)) {
                any = true;
                readRecord(records, bytes, sink);
            }
        }
        if (!any) {
            throw new BadInputException(
                    file + ": expected at least one " + records.unit() + " of JSON, found an empty file");
        }
        nameless.report(source);
        unknown.report(source, sink);
    }

    /** A file that ends early is not a bad record: what is lost cannot be counted, so it is fatal. */
    private boolean advance(Records records) {
        try {
            return records.next();
        } catch (LostTrackException e) {
            throw new BadInputException(file + ": " + records.unit() + " " + records.number() + ": expected "
                    + e.expected() + ", found " + e.found()
                    + "; from here on the file cannot be told apart into conversations");
        } catch (EOFException | ZipException e) {
            throw Unpacked.damaged(file, "after " + records.unit() + " " + records.number());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read after " + records.unit() + " " + records.number());
        }
    }

    private void readRecord(Records records, byte[] bytes, Sink sink) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            sink.badRecord(bad(records, "", "UTF-8", "bytes that are not UTF-8"));
            return;
        }
        String expected = layout.isOfObjects() ? "one JSON object" : "one JSON array";
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            sink.badRecord(bad(records, "", expected, "JSON that is nested too deep, or too long a number or name"));
            return;
        } catch (JsonProcessingException e) {
            int column = e.getLocation().getColumnNr();
            sink.badRecord(bad(records, "", expected, "broken JSON at column " + column));
            return;
        }
        try {
            unknown.at(records.number());
            Conversation conversation = layout.read(tree, unknown);
            nameless.look(conversation, records.number());
            sink.conversation(conversation);
        } catch (FieldException e) {
            sink.badRecord(bad(records, e.field(), e.expected(), e.found()));
        }
    }

    private BadRecord bad(Records records, String field, String expected, String found) {
        return new BadRecord(source, records.number(), field, expected, found);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
