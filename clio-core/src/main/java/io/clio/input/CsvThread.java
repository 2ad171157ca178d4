package io.clio.input;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.spi.ConversationSource.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of messages that follow one another together, as long as they name the same conversation. If one of them is
 * bad, the conversation is one bad record.
 */
final class CsvThread {
    /** How many of the conversations read last are remembered, to find rows that are out of order. */
    private static final int REMEMBERED = 10_000;

    private final Path file;
    private final String source;
    private final CsvColumns columns;
    private final int limit;
    private final Sink sink;
    private final Nameless nameless;
    private final Set<String> recent = new LinkedHashSet<>();
    private final List<Message> messages = new ArrayList<>();
    private String id = "";
    private List<String> first = List.of();
    private long firstLine;
    private long size;
    private @Nullable BadRecord bad;

    CsvThread(Path file, String source, CsvColumns columns, int limit, Sink sink, Nameless nameless) {
        this.file = file;
        this.source = source;
        this.columns = columns;
        this.limit = limit;
        this.sink = sink;
        this.nameless = nameless;
    }

    void add(List<String> row, long line) {
        String here = columns.conversation(row);
        if (here.isBlank()) {
            sink.badRecord(new BadRecord(source, line, "/conversation_id", "the id of a conversation", "nothing"));
            return;
        }
        if (!here.equals(id)) {
            finish();
            start(here, row, line);
        }
        if (bad == null) {
            addMessage(row, line);
        }
    }

    private void start(String here, List<String> row, long line) {
        if (!recent.add(here)) {
            throw new BadInputException(file + ": line " + line + ": expected the rows of a conversation next to each"
                    + " other, found more of one that had ended; sort the file by its conversation column");
        }
        if (recent.size() > REMEMBERED) {
            recent.remove(recent.iterator().next());
        }
        id = here;
        first = row;
        firstLine = line;
        size = 0;
        bad = null;
    }

    private void addMessage(List<String> row, long line) {
        Role role = Roles.of(columns.role(row));
        String content = columns.content(row);
        size += content.length();
        if (role == null) {
            bad = new BadRecord(source, line, "/role", "user, assistant, system or tool", "another word");
        } else if (size > limit) {
            bad = new BadRecord(source, line, "", "a conversation of at most " + limit + " characters", "a longer one");
        } else {
            messages.add(ChatMessages.message(role, List.of(ContentParts.text(content))));
        }
    }

    /** Hands over what is there. */
    void finish() {
        if (id.isEmpty()) {
            return;
        }
        id = "";
        List<Message> all = List.copyOf(messages);
        messages.clear();
        if (bad != null) {
            sink.badRecord(bad);
            return;
        }
        try {
            Conversation conversation = CsvConversations.conversation(columns, first, all);
            nameless.look(conversation, firstLine);
            sink.conversation(conversation);
        } catch (FieldException e) {
            sink.badRecord(new BadRecord(source, firstLine, e.field(), e.expected(), e.found()));
        }
    }
}
