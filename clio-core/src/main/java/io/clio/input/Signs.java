package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What in a message tells whose interface it was written for. */
final class Signs {
    static final Set<String> OF_ANTHROPIC =
            Set.of("tool_use", "tool_result", "thinking", "redacted_thinking", "document", "image");
    static final Set<String> OF_OPENAI = Set.of("image_url", "input_audio", "file", "refusal");

    private static final List<String> BESIDE = List.of("tool_calls", "tool_call_id", "refusal", "function_call");

    private Signs() {}

    static boolean inContent(JsonNode messages, Set<String> types) {
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                if (types.contains(part.path("type").asText(""))) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean besideContent(JsonNode messages) {
        for (JsonNode message : messages) {
            if (BESIDE.stream().anyMatch(message::has)) {
                return true;
            }
        }
        return false;
    }
}
