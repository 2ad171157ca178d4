package io.clio;

import io.clio.input.FileSource;
import io.clio.input.Layout;
import java.nio.file.Path;

/**
 * A shape of files with conversations, for {@link Conversations#file(Path, Format)}.
 *
 * <p>Records of all JSON formats may stand one a line, as elements of one array, or one after the other over several
 * lines each, in a plain file, a gzip file, or a zip archive of one file or with a {@code conversations.json}. That is
 * told by bytes. In all formats the content of a message is a string or an array of parts; ids, users and exact times
 * have their place in a conversation and do not become metadata; fields without a meaning become metadata. The table
 * {@code docs/input.md} says which field is read as what.
 */
public enum Format {
    /**
     * Clio's own: {@code {"id", "user_id", "timestamp", "messages": [{"role", "content"}], …}}, of which all but the
     * messages may be missing.
     */
    CLIO,
    /**
     * Requests to OpenAI's Chat interface: {@code {"messages": [{"role", "content", "tool_calls"}], "user"}}, with the
     * first of {@code choices} as the answer if it is there.
     */
    OPENAI_CHAT,
    /**
     * OpenAI's Responses interface: {@code {"instructions", "input", "output"}} with items such as {@code message},
     * {@code reasoning}, {@code function_call} and {@code function_call_output}.
     */
    OPENAI_RESPONSES,
    /**
     * Requests to Anthropic's Messages interface: {@code {"system", "messages": [{"role", "content"}], "metadata":
     * {"user_id"}}}. A user's message of nothing but tool results is one of the tool.
     */
    ANTHROPIC,
    /** ShareGPT: {@code {"id", "conversations": [{"from", "value"}]}}. */
    SHAREGPT,
    /**
     * Rows of WildChat: {@code {"conversation_hash", "hashed_ip", "timestamp", "conversation": [{"role", "content"}],
     * "model", "language"}}; the hashed address is the user.
     */
    WILDCHAT,
    /** Rows of LMSYS-Chat: {@code {"conversation_id", "model", "conversation", "language"}}; they name no user. */
    LMSYS,
    /** Kura's files: {@code {"chat_id", "created_at", "messages": [{"role", "content"}], "metadata"}}. */
    KURA,
    /** OpenClio's data: each record is an array of messages, {@code [{"role", "content"}]}. */
    OPENCLIO,
    /**
     * The archive that ChatGPT exports, or its {@code conversations.json}: trees of messages, of which the branch that
     * is current is read. It names no user.
     */
    CHATGPT_EXPORT,
    /**
     * The archive that Claude exports, or its {@code conversations.json}: {@code {"uuid", "account": {"uuid"},
     * "chat_messages": [{"sender", "content"}]}}.
     */
    CLAUDE_EXPORT,
    /**
     * CSV with a header: {@code conversation_id, role, content} and a row for each message, those of a conversation
     * next to each other; or a row for each conversation with {@code messages} as JSON, or with {@code prompt} and
     * {@code response}. Delimited by commas, semicolons or tabs.
     */
    CSV;

    FileSource source(Path file) {
        return this == CSV ? FileSource.csv(file) : FileSource.of(file, Layout.valueOf(name()));
    }
}
