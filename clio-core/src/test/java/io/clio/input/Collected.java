package io.clio.input;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a source handed over. */
record Collected(List<Conversation> conversations, List<BadRecord> bad) implements ConversationSource.Sink {

    static Collected from(Path file) throws IOException {
        return from(new JsonLines(file));
    }

    static Collected from(ConversationSource source) throws IOException {
        Collected collected = new Collected(new ArrayList<>(), new ArrayList<>());
        source.read(collected);
        return collected;
    }

    @Override
    public void conversation(Conversation conversation) {
        conversations.add(conversation);
    }

    @Override
    public void badRecord(BadRecord record) {
        bad.add(record);
    }
}
