package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a conversation of a Claude export: {@code chat_messages} of {@code sender} and content blocks (or, in older
 * files, a text alone). Where messages name their parents and the record its current leaf, only that branch is read.
 */
final class ClaudeChat {
    private final ContentParts contents;

    ClaudeChat(UnknownParts unknown) {
        this.contents = new ContentParts(unknown);
    }

    List<Message> all(JsonNode record) throws FieldException {
        JsonNode all = Fields.array("/chat_messages", record.path("chat_messages"));
        Map<String, Integer> places = new LinkedHashMap<>();
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Fields.object("/chat_messages/" + i, all.get(i));
            String id = all.get(i).path("uuid").asText("");
            places.put(id, i);
            byId.put(id, all.get(i));
        }
        List<Message> messages = new ArrayList<>(all.size());
        String leaf = record.path("current_leaf_message_uuid").asText("");
        if (byId.containsKey(leaf)) {
            for (String id : Branch.to(leaf, byId, "parent_message_uuid", "/chat_messages")) {
                int place = places.getOrDefault(id, 0);
                messages.add(one("/chat_messages/" + place, all.get(place)));
            }
        } else {
            for (int i = 0; i < all.size(); i++) {
                messages.add(one("/chat_messages/" + i, all.get(i)));
            }
        }
        return messages;
    }

    private Message one(String place, JsonNode message) throws FieldException {
        Role role = Roles.of(place + "/sender", message.path("sender"));
        JsonNode blocks = message.path("content");
        List<Part> parts = new ArrayList<>();
        if (blocks.isArray() && !blocks.isEmpty()) {
            parts.addAll(contents.of(place + "/content", blocks));
        } else {
            parts.addAll(contents.of(place + "/text", message.path("text")));
        }
        message.path("attachments").forEach(file -> parts.add(ContentParts.attachment(Part.Attachment.Kind.FILE)));
        message.path("files").forEach(file -> parts.add(ContentParts.attachment(kindOf(file))));
        return ChatMessages.message(role, parts);
    }

    private static Part.Attachment.Kind kindOf(JsonNode file) {
        boolean image = file.path("file_kind").asText("").equals("image")
                || file.path("file_name").asText("").matches("(?i).*\\.(png|jpe?g|gif|webp|heic)");
        return image ? Part.Attachment.Kind.IMAGE : Part.Attachment.Kind.FILE;
    }
}
