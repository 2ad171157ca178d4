package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conversation of a ChatGPT export: a tree of messages ({@code mapping}), of which the branch that ends at
 * {@code current_node} is what the user sees; answers that were generated again are on other branches.
 */
final class ChatGptTree {
    private final UnknownParts unknown;

    ChatGptTree(UnknownParts unknown) {
        this.unknown = unknown;
    }

    List<Message> all(JsonNode record) throws FieldException {
        JsonNode mapping = Fields.object("/mapping", record.path("mapping"));
        Map<String, JsonNode> nodes = new HashMap<>();
        mapping.properties().forEach(node -> nodes.put(node.getKey(), node.getValue()));
        List<Message> messages = new ArrayList<>();
        // Ids of nodes are keys of the file: a message about a node names the map and no key.
        for (String id : Branch.to(leafOf(record, nodes), nodes, "parent", "/mapping")) {
            JsonNode message = nodes.getOrDefault(id, mapping).path("message");
            Message read = Fields.isGiven(message) ? one(message) : null;
            if (read != null) {
                messages.add(read);
            }
        }
        return messages;
    }

    /** Files that name no current node are followed from the root along the latest children. */
    private static String leafOf(JsonNode record, Map<String, JsonNode> nodes) throws FieldException {
        JsonNode current = record.path("current_node");
        if (Fields.isGiven(current)) {
            String leaf = Fields.string("/current_node", current);
            if (!nodes.isEmpty() && !nodes.containsKey(leaf)) {
                throw new FieldException("/current_node", "the id of a node of /mapping", "another");
            }
            return leaf;
        }
        String here = nodes.entrySet().stream()
                .filter(node ->
                        !nodes.containsKey(node.getValue().path("parent").asText("")))
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .orElse("");
        for (int step = 0; step < nodes.size(); step++) {
            JsonNode node = nodes.get(here);
            if (node == null || node.path("children").isEmpty()) {
                break;
            }
            JsonNode children = node.path("children");
            here = children.path(children.size() - 1).asText("");
        }
        return here;
    }

    private @Nullable Message one(JsonNode message) throws FieldException {
        JsonNode content = Fields.object("/mapping/*/message/content", message.path("content"));
        String type = Fields.string("/mapping/*/message/content/content_type", content.path("content_type"));
        Role role = Roles.of(
                "/mapping/*/message/author/role", message.path("author").path("role"));
        List<Part> parts = new ArrayList<>();
        add(type, content, message, parts);
        for (JsonNode attached : message.path("metadata").path("attachments")) {
            if (!attached.path("mime_type")
                    .asText(attached.path("mimeType").asText(""))
                    .startsWith("image/")) {
                parts.add(ContentParts.attachment(Part.Attachment.Kind.FILE));
            }
        }
        if (type.endsWith("_editable_context")) {
            return new Message(Role.SYSTEM, parts);
        }
        boolean blank = parts.stream()
                .allMatch(part -> part instanceof Part.Text said && said.text().isBlank());
        return blank && role != Role.USER ? null : ChatMessages.message(role, parts);
    }

    private void add(String type, JsonNode content, JsonNode message, List<Part> to) throws FieldException {
        switch (type) {
            case "text", "multimodal_text" -> addParts(content.path("parts"), to);
            case "code" -> to.add(codeOf(content, message));
            case "execution_output", "tether_quote", "system_error" ->
                to.add(ContentParts.result(content.path("text")));
            case "tether_browsing_display" -> to.add(ContentParts.result(content.path("result")));
            case "thoughts" ->
                content.path("thoughts")
                        .forEach(thought -> to.add(
                                ContentParts.thinking(thought.path("content").asText(""))));
            case "reasoning_recap" ->
                to.add(ContentParts.thinking(content.path("content").asText("")));
            case "user_editable_context" -> {
                addText(content.path("user_profile"), to);
                addText(content.path("user_instructions"), to);
            }
            case "model_editable_context" -> addText(content.path("model_set_context"), to);
            default -> unknown.add("/mapping/*/message/content/content_type");
        }
    }

    /** What an assistant writes to a tool is a call of the tool; other code is what it says. */
    private static Part codeOf(JsonNode content, JsonNode message) throws FieldException {
        String code = Fields.string("/mapping/*/message/content/text", content.path("text"));
        String recipient = message.path("recipient").asText("all");
        return recipient.equals("all") ? ContentParts.text(code) : ContentParts.call(recipient, content.path("text"));
    }

    private void addParts(JsonNode parts, List<Part> to) throws FieldException {
        for (JsonNode part : Fields.array("/mapping/*/message/content/parts", parts)) {
            if (part.isTextual()) {
                to.add(ContentParts.text(part.textValue()));
            } else {
                addPart(part, to);
            }
        }
    }

    private void addPart(JsonNode part, List<Part> to) {
        switch (part.path("content_type").asText("")) {
            case "image_asset_pointer" -> to.add(ContentParts.attachment(Part.Attachment.Kind.IMAGE));
            case "audio_asset_pointer" -> to.add(ContentParts.attachment(Part.Attachment.Kind.AUDIO));
            case "real_time_user_audio_video_asset_pointer" ->
                to.add(ContentParts.attachment(
                        part.path("frames_asset_pointers").isEmpty()
                                ? Part.Attachment.Kind.AUDIO
                                : Part.Attachment.Kind.VIDEO));
            case "video_container_asset_pointer" -> to.add(ContentParts.attachment(Part.Attachment.Kind.VIDEO));
            case "audio_transcription" -> addText(part.path("text"), to);
            default -> unknown.add("/mapping/*/message/content/parts/*/content_type");
        }
    }

    private static void addText(JsonNode text, List<Part> to) {
        if (text.isTextual()) {
            to.add(ContentParts.text(text.textValue()));
        }
    }
}
