package io.clio.examples.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The schema of {@link LocalModelExample}, checked in code. */
final class TopicAnswers {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TopicAnswers() {}

    /** Whether a text is JSON that keeps to the schema. */
    static boolean keepsToItsSchema(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return false;
        }
        return json instanceof ObjectNode object
                && names(object).equals(List.of("difficulty", "kind", "topic"))
                && json.path("topic").isTextual()
                && json.path("topic").textValue().codePoints().count() <= 40
                && Set.of("question", "task", "chat").contains(json.path("kind").asText())
                && json.path("difficulty").isInt()
                && json.path("difficulty").intValue() >= 1
                && json.path("difficulty").intValue() <= 5;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
    }
}
