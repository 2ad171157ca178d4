package io.clio.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One raw conversation between a user and an assistant.
 *
 * <p>{@link #toString()} prints counts only.
 *
 * @param id what tells it apart from other conversations, or null if it has no id; two conversations with one id count
 *     once
 * @param subject whose it is
 * @param timestamp when it began, or null if that is not known
 * @param messages its messages in order
 * @param metadata whatever else its source says of it
 */
public record Conversation(
        @Nullable String id, Subject subject, @Nullable Instant timestamp, List<Message> messages, Metadata metadata) {

    // Copies the list of messages.
    public Conversation {
        Objects.requireNonNull(subject, "subject");
        messages = List.copyOf(messages);
        Objects.requireNonNull(metadata, "metadata");
    }

    /**
     * A conversation with neither id, time nor metadata.
     *
     * @param subject whose it is
     * @param messages its messages in order
     * @return the conversation
     */
    public static Conversation of(Subject subject, Message... messages) {
        return new Conversation(null, subject, null, List.of(messages), Metadata.none());
    }

    /**
     * What messages of one role say.
     *
     * @param role whose messages
     * @return their contents in order
     */
    public Stream<SensitiveText> contents(Role role) {
        return messages.stream().filter(message -> message.role() == role).map(Message::content);
    }

    /**
     * How many messages the user wrote.
     *
     * @return the number of user turns
     */
    public int turns() {
        return (int) contents(Role.USER).count();
    }

    /** Says how many messages there are, and never what they say or whose they are. */
    @Override
    public String toString() {
        return "Conversation[messages=" + messages.size() + "]";
    }
}
