package io.clio.input;

import io.clio.conversation.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the conversations of a file that name no user, and says once where the first one stands. */
final class Nameless {
    private static final Logger LOG = LoggerFactory.getLogger(Nameless.class);

    private final String field;
    private long count;
    private long firstLine;

    /**
     * Counts.
     *
     * @param field where the id of a user should stand; empty if files of this kind name no users
     */
    Nameless(String field) {
        this.field = field.isEmpty() ? "" : field + ": ";
    }

    void look(Conversation conversation, long line) {
        if (!conversation.subject().isKnown()) {
            firstLine = count == 0 ? line : firstLine;
            count++;
        }
    }

    void report(String file) {
        if (count > 0) {
            LOG.warn(
                    "{}:{}: {}expected the id of a user, found none; {} conversations like it count towards"
                            + " conversations and never towards users",
                    file,
                    firstLine,
                    field,
                    count);
        }
    }
}
