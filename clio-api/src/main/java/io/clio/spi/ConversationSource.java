package io.clio.spi;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import java.io.IOException;

/**
 * Where conversations come from: a file, a table, a stream. Streams them; holds no more than it must.
 *
 * <p>A source that can be read again gives the same conversations, in any order.
 */
@FunctionalInterface
public interface ConversationSource {

    /**
     * Hands over all conversations, and every record that is none.
     *
     * @param sink takes them, on the calling thread
     * @throws IOException if the source cannot be read to its end
     */
    void read(Sink sink) throws IOException;

    /** Takes what a source hands over. */
    interface Sink {

        /**
         * Takes a conversation.
         *
         * @param conversation the conversation
         */
        void conversation(Conversation conversation);

        /**
         * Takes a record that is no conversation, so that it is counted.
         *
         * @param record where it stands and what is wrong with it
         */
        void badRecord(BadRecord record);

        /**
         * Takes the number of conversations that a source read and left out on purpose, as one that samples does.
         *
         * @param conversations how many; added to what was told before
         */
        default void passedOver(long conversations) {}

        /**
         * Takes the number of parts of messages that were left out because their type is not known, while the rest of
         * their messages was handed over.
         *
         * @param parts how many; added to what was told before
         */
        default void partsLeftOut(long parts) {}
    }
}
