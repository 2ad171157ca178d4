package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages of {@code role} and {@code content}, with what OpenAI and Anthropic put beside the content: calls of
 * tools, refusals, thinking.
 */
final class ChatMessages {
    private final ContentParts contents;

    ChatMessages(UnknownParts unknown) {
        this.contents = new ContentParts(unknown);
    }

    /** The messages of an array, which must not be empty. */
    List<Message> all(String place, JsonNode node) throws FieldException {
        if (Fields.array(place, node).isEmpty()) {
            throw new FieldException(place, "at least one message", "an empty array");
        }
        List<Message> messages = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            messages.add(one(place + "/" + i, node.get(i)));
        }
        return messages;
    }

    /** A system prompt that stands beside the messages: nothing, a string, or parts. */
    List<Message> system(String place, JsonNode prompt) throws FieldException {
        return Fields.isGiven(prompt) ? List.of(new Message(Role.SYSTEM, contents.of(place, prompt))) : List.of();
    }

    Message one(String place, JsonNode node) throws FieldException {
        Fields.object(place, node);
        Role role = Roles.of(place + "/role", node.path("role"));
        List<Part> parts = new ArrayList<>();
        addThinking(node, parts);
        JsonNode content = node.path("content");
        List<Part> beside = beside(place, node);
        if (Fields.isGiven(content) || (beside.isEmpty() && parts.isEmpty())) {
            parts.addAll(contents.of(place + "/content", content));
        }
        parts.addAll(beside);
        return message(role, parts);
    }

    /** A message in whose name only tools speak is one of a tool, and what a tool says is its output. */
    static Message message(Role role, List<Part> parts) {
        boolean onlyTools =
                role == Role.USER && !parts.isEmpty() && parts.stream().allMatch(Part.ToolResult.class::isInstance);
        if (role == Role.TOOL || onlyTools) {
            return new Message(Role.TOOL, ContentParts.asResults(parts));
        }
        return new Message(role, parts);
    }

    private static void addThinking(JsonNode node, List<Part> to) {
        JsonNode thinking = node.path("reasoning_content");
        if (thinking.isTextual() && !thinking.textValue().isEmpty()) {
            to.add(ContentParts.thinking(thinking.textValue()));
        }
    }

    private static List<Part> beside(String place, JsonNode node) throws FieldException {
        List<Part> parts = new ArrayList<>();
        JsonNode refusal = node.path("refusal");
        if (Fields.isGiven(refusal)) {
            parts.add(ContentParts.text(Fields.string(place + "/refusal", refusal)));
        }
        JsonNode audio = node.path("audio");
        if (audio.isObject()) {
            parts.add(ContentParts.attachment(Part.Attachment.Kind.AUDIO));
            if (audio.path("transcript").isTextual()) {
                parts.add(ContentParts.text(audio.path("transcript").textValue()));
            }
        }
        addCalls(place, node, parts);
        return parts;
    }

    private static void addCalls(String place, JsonNode node, List<Part> to) throws FieldException {
        JsonNode calls = node.path("tool_calls");
        if (Fields.isGiven(calls)) {
            Fields.array(place + "/tool_calls", calls);
            for (int i = 0; i < calls.size(); i++) {
                String at = place + "/tool_calls/" + i;
                boolean custom = calls.get(i).has("custom");
                String kind = custom ? "custom" : "function";
                to.add(call(at + "/" + kind, calls.get(i).path(kind), custom ? "input" : "arguments"));
            }
        }
        JsonNode call = node.path("function_call");
        if (Fields.isGiven(call)) {
            to.add(call(place + "/function_call", call, "arguments"));
        }
    }

    private static Part call(String place, JsonNode call, String arguments) throws FieldException {
        Fields.object(place, call);
        return ContentParts.call(Fields.string(place + "/name", call.path("name")), call.path(arguments));
    }
}
