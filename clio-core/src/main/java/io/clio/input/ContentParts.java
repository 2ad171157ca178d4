package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Part;
import io.clio.conversation.SensitiveText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the content of a message: a string, or an array of typed parts as in the interfaces of OpenAI and Anthropic,
 * whose types do not contradict each other.
 */
final class ContentParts {
    private final UnknownParts unknown;

    ContentParts(UnknownParts unknown) {
        this.unknown = unknown;
    }

    List<Part> of(String place, JsonNode content) throws FieldException {
        if (content.isTextual()) {
            return List.of(text(content.textValue()));
        }
        if (!content.isArray()) {
            throw new FieldException(place, "a string or an array of parts", JsonKinds.of(content));
        }
        List<Part> parts = new ArrayList<>(content.size());
        for (int i = 0; i < content.size(); i++) {
            add(place + "/" + i, content.get(i), parts);
        }
        return parts;
    }

    private void add(String place, JsonNode part, List<Part> to) throws FieldException {
        if (part.isTextual()) {
            to.add(text(part.textValue()));
            return;
        }
        if (!part.isObject()) {
            throw new FieldException(place, "an object or a string", JsonKinds.of(part));
        }
        JsonNode type = part.path("type");
        if (type.isMissingNode() && part.path("text").isTextual()) {
            to.add(text(part.path("text").textValue()));
            return;
        }
        addTyped(place, Fields.string(place + "/type", type).toLowerCase(Locale.ROOT), part, to);
    }

    private void addTyped(String place, String type, JsonNode part, List<Part> to) throws FieldException {
        switch (type) {
            case "text", "input_text", "output_text" -> to.add(text(string(place, part, "text")));
            case "refusal" -> to.add(text(string(place, part, "refusal")));
            case "thinking" -> to.add(thinking(string(place, part, "thinking")));
            case "reasoning", "reasoning_text", "summary_text" -> to.add(thinking(string(place, part, "text")));
            case "redacted_thinking" -> to.add(thinking(""));
            case "image", "image_url", "input_image", "image_file" -> to.add(attachment(Part.Attachment.Kind.IMAGE));
            case "audio", "input_audio", "output_audio", "audio_url" -> to.add(attachment(Part.Attachment.Kind.AUDIO));
            case "video", "input_video", "video_url" -> to.add(attachment(Part.Attachment.Kind.VIDEO));
            case "file", "input_file", "document", "container_upload", "search_result" ->
                to.add(attachment(Part.Attachment.Kind.FILE));
            case "tool_use", "server_tool_use", "mcp_tool_use" ->
                to.add(call(string(place, part, "name"), part.path("input")));
            case "token_budget" -> {}
            default -> {
                if (type.endsWith("tool_result")) {
                    to.add(result(part.path("content")));
                } else {
                    unknown.add(place + "/type");
                }
            }
        }
    }

    /** The parts again, with every text as the output of a tool. */
    static List<Part> asResults(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.Text said ? new Part.ToolResult(said.text()) : part)
                .toList();
    }

    static Part.Text text(String text) {
        return new Part.Text(SensitiveText.of(text));
    }

    static Part.Thinking thinking(String text) {
        return new Part.Thinking(SensitiveText.of(text));
    }

    static Part.Attachment attachment(Part.Attachment.Kind kind) {
        return new Part.Attachment(kind);
    }

    /** A call; arguments that are not text are given as the JSON that they are. */
    static Part.ToolCall call(String tool, JsonNode arguments) {
        String given =
                arguments.isTextual() ? arguments.textValue() : Fields.isGiven(arguments) ? arguments.toString() : "";
        return new Part.ToolCall(SensitiveText.of(tool), SensitiveText.of(given));
    }

    /** What a tool gives back: its text, and the texts inside it, one a line. */
    static Part.ToolResult result(JsonNode output) {
        return new Part.ToolResult(SensitiveText.of(textsOf(output).collect(Collectors.joining("\n"))));
    }

    private static Stream<String> textsOf(JsonNode output) {
        if (output.isTextual()) {
            return Stream.of(output.textValue());
        }
        if (output.isArray()) {
            return StreamSupport.stream(output.spliterator(), false).flatMap(ContentParts::textsOf);
        }
        return Stream.of("text", "title", "output", "stdout", "content")
                .map(output::path)
                .filter(field -> field.isTextual() || field.isArray())
                .flatMap(ContentParts::textsOf);
    }

    private static String string(String place, JsonNode part, String field) throws FieldException {
        return Fields.string(place + "/" + field, part.path(field));
    }
}
