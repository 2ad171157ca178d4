package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one conversation from a JSON object with {@code id}, {@code user_id}, {@code timestamp} and {@code messages} of
 * {@code role} and {@code content}; all other fields become metadata.
 *
 * <p>{@code id}, {@code user_id} and {@code timestamp} may be missing or null. A timestamp is ISO 8601 (UTC if it names
 * no offset), or a number of seconds, or of milliseconds from 10¹¹ on, since 1970.
 */
final class ConversationJson {
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;
    private static final Set<String> FIELDS = Set.of("id", "user_id", "timestamp", "messages");

    private ConversationJson() {}

    static Conversation read(JsonNode tree) throws FieldException {
        if (!tree.isObject()) {
            throw new FieldException("", "one JSON object", JsonKinds.of(tree));
        }
        String user = identifier(tree, "user_id");
        return new Conversation(
                identifier(tree, "id"),
                user == null ? Subject.unknown() : Subject.ofUser(user),
                timestamp(tree.path("timestamp")),
                messages(tree.path("messages")),
                metadata(tree));
    }

    private static @Nullable String identifier(JsonNode tree, String name) throws FieldException {
        JsonNode node = tree.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        if (!node.isTextual()) {
            throw new FieldException("/" + name, "a string or a whole number", JsonKinds.of(node));
        }
        return node.textValue().isBlank() ? null : node.textValue();
    }

    private static @Nullable Instant timestamp(JsonNode node) throws FieldException {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            if (node.isNumber()) {
                double number = node.doubleValue();
                return Instant.ofEpochMilli((long) (number >= FIRST_MILLISECONDS ? number : number * 1000));
            }
            if (node.isTextual()) {
                var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        node.textValue(), OffsetDateTime::from, LocalDateTime::from);
                return time instanceof OffsetDateTime offset
                        ? offset.toInstant()
                        : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            throw new FieldException("/timestamp", "a time such as 2026-01-31T12:00:00Z", "another text");
        }
        throw new FieldException("/timestamp", "a string or a number", JsonKinds.of(node));
    }

    private static List<Message> messages(JsonNode node) throws FieldException {
        if (!node.isArray()) {
            throw new FieldException("/messages", "an array", JsonKinds.of(node));
        }
        if (node.isEmpty()) {
            throw new FieldException("/messages", "at least one message", "an empty array");
        }
        List<Message> messages = new ArrayList<>(node.size());
        for (JsonNode message : node) {
            messages.add(message("/messages/" + messages.size(), message));
        }
        return messages;
    }

    private static Message message(String place, JsonNode node) throws FieldException {
        if (!node.isObject()) {
            throw new FieldException(place, "an object", JsonKinds.of(node));
        }
        return new Message(
                role(place + "/role", node.path("role")),
                SensitiveText.of(string(place + "/content", node.path("content"))));
    }

    private static Role role(String place, JsonNode node) throws FieldException {
        return switch (string(place, node).toLowerCase(Locale.ROOT)) {
            case "user", "human" -> Role.USER;
            case "assistant", "model", "bot", "gpt" -> Role.ASSISTANT;
            case "system", "developer" -> Role.SYSTEM;
            case "tool", "function" -> Role.TOOL;
            default -> throw new FieldException(place, "user, assistant, system or tool", "another word");
        };
    }

    private static String string(String place, JsonNode node) throws FieldException {
        if (!node.isTextual()) {
            throw new FieldException(place, "a string", JsonKinds.of(node));
        }
        return node.textValue();
    }

    /** Ids and the exact time are left out, so that no facet can be made of them. */
    private static Metadata metadata(JsonNode tree) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                Object value = plain(field.getValue());
                if (value != null) {
                    fields.put(field.getKey(), value);
                }
            }
        }
        return Metadata.of(fields);
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? (Object) node.longValue()
                        : (Object) node.doubleValue();
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                for (JsonNode element : node) {
                    Object value = plain(element);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    Object value = plain(field.getValue());
                    if (value != null) {
                        map.put(field.getKey(), value);
                    }
                }
                yield map;
            }
            default -> null;
        };
    }
}
