package io.clio.conversation;

import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param role who wrote it
 * @param content what it says
 */
public record Message(Role role, SensitiveText content) {
    // Checks that both parts are there.
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
    }

    /**
     * A message of the user.
     *
     * @param content what it says
     * @return the message
     */
    public static Message user(String content) {
        return new Message(Role.USER, SensitiveText.of(content));
    }

    /**
     * A message of the assistant.
     *
     * @param content what it says
     * @return the message
     */
    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, SensitiveText.of(content));
    }
}
