package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.spi.ConversationSource.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamelessTest {
    private static final String MESSAGES = "\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}\n";
    private static final Sink NOWHERE = new Sink() {
        @Override
        public void conversation(Conversation conversation) {}

        @Override
        public void badRecord(BadRecord record) {}
    };

    @TempDir
    private Path folder;

    @Test
    void conversations_without_a_user_are_named_once_with_the_place_of_the_first() throws IOException {
        assertThat(logOf("{\"user_id\": \"u1\", " + MESSAGES + "{" + MESSAGES + "{\"user_id\": null, " + MESSAGES))
                .containsExactly(
                        "chats.jsonl:2: /user_id: expected the id of a user, found none; 2 conversations like it"
                                + " count towards conversations and never towards users");
    }

    @Test
    void nothing_is_said_where_every_conversation_names_its_user() throws IOException {
        assertThat(logOf("{\"user_id\": \"u1\", " + MESSAGES)).isEmpty();
    }

    private List<String> logOf(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("chats.jsonl"), lines);
        List<String> messages = new ArrayList<>();
        Logger logger = Logger.getLogger(Nameless.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                messages.add(MessageFormat.format(record.getMessage(), record.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            new JsonLines(file).read(NOWHERE);
        } finally {
            logger.removeHandler(handler);
        }
        return messages;
    }
}
