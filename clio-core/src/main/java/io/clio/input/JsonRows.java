package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.spi.ConversationSource.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that another reader has already turned into JSON, each of which becomes a conversation or a bad record.
 * The first rows are held until the layout of all is known.
 */
public final class JsonRows {
    private static final int LOOKED_AT = 20;

    private final Path file;
    private final String source;
    private final String container;
    private final Sink sink;
    private final UnknownParts unknown = new UnknownParts();
    private final List<JsonNode> held = new ArrayList<>();
    private @Nullable Layout layout;
    private @Nullable Nameless nameless;
    private long number;

    /**
     * A reader of rows.
     *
     * @param file the file that they are from
     * @param container what kind of file it is, as messages call it
     * @param layout the layout of the rows, or null to tell it from the first of them
     * @param sink takes what is read
     */
    public JsonRows(Path file, String container, @Nullable Layout layout, Sink sink) {
        this.file = file;
        this.source = file.getFileName() + " (row)";
        this.container = container;
        this.layout = layout;
        this.sink = sink;
    }

    /**
     * Takes the next row.
     *
     * @param row the row
     */
    public void add(JsonNode row) {
        if (layout != null) {
            read(row, layout);
            return;
        }
        held.add(row);
        if (held.size() == LOOKED_AT) {
            release();
        }
    }

    /** Reads what is held, and says in the log what was left out. */
    public void finish() {
        release();
        if (nameless != null) {
            nameless.report(source);
        }
        unknown.report(source, sink);
    }

    /**
     * How many rows were taken.
     *
     * @return their number
     */
    public long count() {
        return number + held.size();
    }

    private void release() {
        if (!held.isEmpty()) {
            Layout known = Recognition.of(held, String.valueOf(file), container);
            layout = known;
            List<JsonNode> first = List.copyOf(held);
            held.clear();
            first.forEach(row -> read(row, known));
        }
    }

    private void read(JsonNode row, Layout known) {
        number++;
        unknown.at(number);
        if (nameless == null) {
            nameless = new Nameless(known.userField());
        }
        try {
            Conversation conversation = known.read(row, unknown);
            nameless.look(conversation, number);
            sink.conversation(conversation);
        } catch (FieldException e) {
            sink.badRecord(new BadRecord(source, number, e.field(), e.expected(), e.found()));
        }
    }
}
