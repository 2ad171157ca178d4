package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a record of OpenAI's Responses interface: {@code instructions}, the items of {@code input} (or a string), and
 * the items of {@code output}. Items of the assistant that follow one another (thinking, calls, what it says) are one
 * message.
 */
final class ResponseItems {
    private final UnknownParts unknown;
    private final ChatMessages chat;

    ResponseItems(UnknownParts unknown) {
        this.unknown = unknown;
        this.chat = new ChatMessages(unknown);
    }

    List<Message> all(JsonNode record) throws FieldException {
        List<Message> messages = new ArrayList<>();
        addItems("/instructions", Role.SYSTEM, record.path("instructions"), messages);
        addItems("/input", Role.USER, record.path("input"), messages);
        addItems("/output", Role.ASSISTANT, record.path("output"), messages);
        if (messages.isEmpty()) {
            throw new FieldException("/input", "a string or an array of items", JsonKinds.of(record.path("input")));
        }
        return messages;
    }

    private void addItems(String place, Role ofText, JsonNode items, List<Message> to) throws FieldException {
        if (!Fields.isGiven(items)) {
            return;
        }
        if (items.isTextual()) {
            to.add(new Message(ofText, List.of(ContentParts.text(items.textValue()))));
            return;
        }
        if (!items.isArray()) {
            throw new FieldException(place, "a string or an array of items", JsonKinds.of(items));
        }
        for (int i = 0; i < items.size(); i++) {
            addItem(place + "/" + i, Fields.object(place + "/" + i, items.get(i)), to);
        }
    }

    private void addItem(String place, JsonNode item, List<Message> to) throws FieldException {
        JsonNode type = item.path("type");
        String kind = type.isMissingNode() ? "message" : Fields.string(place + "/type", type);
        if (kind.equals("message")) {
            append(chat.one(place, item), to);
        } else if (kind.equals("reasoning")) {
            append(Role.ASSISTANT, thinking(place, item), to);
        } else if (kind.endsWith("_output")) {
            append(Role.TOOL, ContentParts.result(item.path("output")), to);
        } else if (kind.endsWith("_call")) {
            append(Role.ASSISTANT, call(kind, item), to);
            if (item.path("output").isTextual()) {
                append(Role.TOOL, ContentParts.result(item.path("output")), to);
            }
        } else if (!kind.equals("item_reference")) {
            unknown.add(place + "/type");
        }
    }

    private static Part call(String kind, JsonNode item) {
        String name = item.path("name").isTextual() ? item.path("name").textValue() : kind;
        for (String field : List.of("arguments", "input", "action", "queries", "code")) {
            if (Fields.isGiven(item.path(field))) {
                return ContentParts.call(name, item.path(field));
            }
        }
        return ContentParts.call(name, item.path("arguments"));
    }

    private static Part thinking(String place, JsonNode item) throws FieldException {
        StringBuilder text = new StringBuilder();
        for (String field : List.of("summary", "content")) {
            JsonNode parts = item.path(field);
            if (Fields.isGiven(parts)) {
                Fields.array(place + "/" + field, parts);
                for (JsonNode part : parts) {
                    text.append(text.isEmpty() ? "" : "\n")
                            .append(part.path("text").asText());
                }
            }
        }
        return ContentParts.thinking(text.toString());
    }

    private static void append(Role role, Part part, List<Message> to) {
        append(new Message(role, List.of(part)), to);
    }

    private static void append(Message message, List<Message> to) {
        Message last = to.isEmpty() ? null : to.get(to.size() - 1);
        if (last != null && last.role() == Role.ASSISTANT && message.role() == Role.ASSISTANT) {
            List<Part> parts = new ArrayList<>(last.parts());
            parts.addAll(message.parts());
            to.set(to.size() - 1, new Message(Role.ASSISTANT, parts));
        } else {
            to.add(message);
        }
    }
}
