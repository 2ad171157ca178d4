package io.clio.conversation;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One message of a conversation.
 *
 * @param role who wrote it
 * @param parts what it consists of, in order; may be empty
 */
public record Message(Role role, List<Part> parts) {
    // Checks that both are there, and copies the list.
    public Message {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
    }

    /**
     * A message that is nothing but text.
     *
     * @param role who wrote it
     * @param content what it says
     */
    public Message(Role role, SensitiveText content) {
        this(role, List.of(new Part.Text(content)));
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

    /**
     * What the message says: its parts of text, one a line, without thinking, tools and attachments.
     *
     * @return the text; empty if there is none
     */
    public SensitiveText content() {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
            return only.text();
        }
        return SensitiveText.of(parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text().reveal())
                .collect(Collectors.joining("\n")));
    }

    /**
     * The same message with other texts.
     *
     * @param change makes a new text of each
     * @return a message of the same parts
     */
    public Message map(UnaryOperator<SensitiveText> change) {
        return new Message(role, parts.stream().map(part -> part.map(change)).toList());
    }
}
