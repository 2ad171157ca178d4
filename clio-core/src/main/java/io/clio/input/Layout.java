package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How records of a format are laid out: by what they are told, and how their messages and what stands around them are
 * read. In the order in which they are tried: one that asks for more comes before one that would also fit.
 */
public enum Layout {
    /** A conversation of a ChatGPT export. */
    CHATGPT_EXPORT(new Envelope(
            ImmutableList.of("/conversation_id", "/id"),
            ImmutableList.of(),
            ImmutableList.of("/create_time"),
            ImmutableSet.of(
                    "/mapping", "/current_node", "/title", "/update_time", "/conversation_template_id", "/gizmo_id"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            return record.path("mapping").isObject() ? null : "an object 'mapping'";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatGptTree(unknown).all(record);
        }
    },

    /** A conversation of a Claude export. */
    CLAUDE_EXPORT(new Envelope(
            ImmutableList.of("/uuid"),
            ImmutableList.of("/account/uuid"),
            ImmutableList.of("/created_at"),
            ImmutableSet.of(
                    "/chat_messages",
                    "/name",
                    "/summary",
                    "/updated_at",
                    "/account",
                    "/current_leaf_message_uuid",
                    "/project",
                    "/project_uuid"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            return record.path("chat_messages").isArray() ? null : "an array 'chat_messages'";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ClaudeChat(unknown).all(record);
        }
    },

    /** A row of WildChat. */
    WILDCHAT(new Envelope(
            ImmutableList.of("/conversation_hash", "/conversation_id"),
            ImmutableList.of("/hashed_ip", "/conversation/0/hashed_ip"),
            ImmutableList.of("/timestamp", "/conversation/0/timestamp"),
            ImmutableSet.of("/conversation", "/header"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            if (!record.path("conversation").isArray()) {
                return "an array 'conversation'";
            }
            boolean told = record.has("conversation_hash")
                    || record.has("hashed_ip")
                    || record.has("timestamp")
                    || record.path("conversation").path(0).has("hashed_ip");
            return told ? null : "'conversation_hash', 'hashed_ip' or 'timestamp'";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatMessages(unknown).all("/conversation", record.path("conversation"));
        }
    },

    /** A row of LMSYS-Chat. */
    LMSYS(new Envelope(
            ImmutableList.of("/conversation_id"),
            ImmutableList.of(),
            ImmutableList.of("/tstamp"),
            ImmutableSet.of("/conversation"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            return record.path("conversation").isArray() ? null : "an array 'conversation'";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatMessages(unknown).all("/conversation", record.path("conversation"));
        }
    },

    /** A conversation of turns as ShareGPT has them. */
    SHAREGPT(new Envelope(
            ImmutableList.of("/id", "/conversation_id"),
            ImmutableList.of("/user_id"),
            ImmutableList.of("/timestamp", "/created_at"),
            ImmutableSet.of("/conversations", "/system", "/tools"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            if (!record.path("conversations").isArray()) {
                return "an array 'conversations'";
            }
            JsonNode turn = record.path("conversations").path(0);
            return turn.isMissingNode() || turn.has("from") || turn.has("role") ? null : "'from' in its turns";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            List<Message> all = new ArrayList<>(new ChatMessages(unknown).system("/system", record.path("system")));
            all.addAll(new ShareGptTurns(unknown).all("/conversations", record.path("conversations")));
            return all;
        }
    },

    /** A conversation as Kura saves it. */
    KURA(new Envelope(
            ImmutableList.of("/chat_id"),
            ImmutableList.of("/user_id", "/metadata/user_id"),
            ImmutableList.of("/created_at"),
            ImmutableSet.of("/messages"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            return hasMessages(record) ? record.has("chat_id") ? null : "'chat_id'" : NO_MESSAGES;
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatMessages(unknown).all("/messages", record.path("messages"));
        }
    },

    /** A request to Anthropic's Messages interface, with the answer if it is there. */
    ANTHROPIC(new Envelope(
            ImmutableList.of("/id", "/conversation_id"),
            ImmutableList.of("/user_id", "/metadata/user_id"),
            ImmutableList.of("/timestamp", "/created_at"),
            ImmutableSet.of("/messages", "/system", "/content", "/role", "/type", "/tools"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            if (!hasMessages(record)) {
                return NO_MESSAGES;
            }
            boolean told = record.path("system").isTextual()
                    || record.path("system").isArray()
                    || Signs.inContent(record.path("messages"), Signs.OF_ANTHROPIC);
            return told ? null : "'system', or a block of tool_use, tool_result, thinking or document";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            ChatMessages chat = new ChatMessages(unknown);
            List<Message> all = new ArrayList<>(chat.system("/system", record.path("system")));
            all.addAll(chat.all("/messages", record.path("messages")));
            if (record.path("content").isArray() && record.path("role").isTextual()) {
                all.add(chat.one("", record));
            }
            return all;
        }
    },

    /** A request to OpenAI's Chat interface, with the answer if it is there. */
    OPENAI_CHAT(new Envelope(
            ImmutableList.of("/id", "/conversation_id"),
            ImmutableList.of("/user", "/user_id", "/safety_identifier", "/metadata/user_id"),
            ImmutableList.of("/timestamp", "/created", "/created_at"),
            ImmutableSet.of("/messages", "/choices", "/tools", "/functions"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            if (!hasMessages(record)) {
                return NO_MESSAGES;
            }
            boolean told = record.has("choices")
                    || record.has("user")
                    || record.has("created")
                    || record.has("safety_identifier")
                    || Signs.besideContent(record.path("messages"))
                    || Signs.inContent(record.path("messages"), Signs.OF_OPENAI);
            boolean own = record.has("user_id") || record.has("timestamp");
            return told && !own ? null : "'choices', 'user', 'created', 'tool_calls' or parts such as image_url";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            ChatMessages chat = new ChatMessages(unknown);
            List<Message> all = new ArrayList<>(chat.all("/messages", record.path("messages")));
            if (Fields.isGiven(record.path("choices").path(0).path("message"))) {
                all.add(chat.one(
                        "/choices/0/message", record.path("choices").path(0).path("message")));
            }
            return all;
        }
    },

    /** A record of OpenAI's Responses interface. */
    OPENAI_RESPONSES(new Envelope(
            ImmutableList.of("/id"),
            ImmutableList.of("/user", "/user_id", "/safety_identifier", "/metadata/user_id"),
            ImmutableList.of("/created_at", "/timestamp"),
            ImmutableSet.of(
                    "/input",
                    "/output",
                    "/instructions",
                    "/output_text",
                    "/prompt",
                    "/tools",
                    "/previous_response_id",
                    "/conversation",
                    "/prompt_cache_key",
                    "/completed_at"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            boolean input =
                    record.path("input").isArray() || record.path("input").isTextual();
            boolean output = record.path("output").isArray();
            return output
                            || (input
                                    && (record.has("model")
                                            || record.path("input").isArray()))
                    ? null
                    : "an array 'input' or 'output' of items";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ResponseItems(unknown).all(record);
        }
    },

    /** Clio's own: whatever has messages and is none of the above. */
    CLIO(new Envelope(
            ImmutableList.of("/id"),
            ImmutableList.of("/user_id"),
            ImmutableList.of("/timestamp"),
            ImmutableSet.of("/messages"))) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            return hasMessages(record) ? null : NO_MESSAGES;
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatMessages(unknown).all("/messages", record.path("messages"));
        }
    },

    /** A conversation that is an array of messages, as OpenClio takes them. */
    OPENCLIO(new Envelope(
            ImmutableList.of(),
            ImmutableList.of("/0/hashed_ip"),
            ImmutableList.of("/0/timestamp"),
            ImmutableSet.of())) {
        @Override
        @Nullable
        String missing(JsonNode record) {
            if (!record.isArray()) {
                return "an array in place of an object";
            }
            return record.path(0).has("role") ? null : "'role' in its first message";
        }

        @Override
        List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException {
            return new ChatMessages(unknown).all("", record);
        }

        @Override
        boolean isOfObjects() {
            return false;
        }
    };

    private static final String NO_MESSAGES = "an array 'messages'";

    private final Envelope envelope;

    Layout(Envelope envelope) {
        this.envelope = envelope;
    }

    /** What a record lacks to be of this layout, or null if it seems to be. */
    abstract @Nullable String missing(JsonNode record);

    abstract List<Message> messages(JsonNode record, UnknownParts unknown) throws FieldException;

    /** Says whether a record is a JSON object; otherwise it is an array. */
    boolean isOfObjects() {
        return true;
    }

    /** Reads one record. */
    Conversation read(JsonNode record, UnknownParts unknown) throws FieldException {
        if (isOfObjects() ? !record.isObject() : !record.isArray()) {
            throw new FieldException("", isOfObjects() ? "one JSON object" : "one JSON array", JsonKinds.of(record));
        }
        return envelope.around(messages(record, unknown), record);
    }

    /** How many fields of a record this layout knows. */
    long known(JsonNode record) {
        return record.properties().stream()
                .map(field -> "/" + field.getKey())
                .filter(envelope::knows)
                .count();
    }

    String userField() {
        return envelope.userField();
    }

    private static boolean hasMessages(JsonNode record) {
        return record.path("messages").isArray();
    }
}
