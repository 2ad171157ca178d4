package io.clio.conversation;

/** Who wrote a message. */
public enum Role {
    /** The person who uses the assistant. */
    USER,
    /** The assistant. */
    ASSISTANT,
    /** The application that embeds the assistant: its instructions are not part of what the user said. */
    SYSTEM,
    /** A tool that the assistant called. */
    TOOL
}
