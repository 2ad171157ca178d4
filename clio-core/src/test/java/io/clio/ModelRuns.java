package io.clio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.model.ScriptedModel;
import io.clio.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** Runs over {@link Population} in which a scripted model is asked. */
final class ModelRuns {
    private static final JsonMapper JSON = new JsonMapper();

    private ModelRuns() {}

    /** Answers of the form that is asked for, made of words that users of {@link Population} write. */
    static String sensible(CompletionRequest request) {
        AnswerSchema schema = request.schema().orElseThrow();
        String prompt = ScriptedModel.lastWords(request);
        return switch (schema.name()) {
            case "facets" -> facets(properties(schema), prompt);
            case "title" -> "{\"title\": \"Help with many things\", \"summary\": \"Users ask for help.\"}";
            case "groups" -> "{\"groups\": [\"Help\", \"Other help\", \"More help\"]}";
            case "same" -> "{\"same\": []}";
            case "assignment" -> assignment(properties(schema));
            case "rating" -> "{\"reason\": \"It is general.\", \"rating\": 5}";
            default -> "{\"answer\": \"yes\"}";
        };
    }

    private static JsonNode properties(AnswerSchema schema) {
        try {
            return JSON.readTree(schema.json()).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String facets(JsonNode properties, String prompt) {
        String said = prompt.replaceAll("(?s).*<user>(.*?)</user>.*", "$1").replaceAll("[^\\p{L} ]", " ");
        List<String> fields = new ArrayList<>();
        properties.properties().forEach(field -> {
            String value = field.getValue().has("enum")
                    ? field.getValue().get("enum").get(0).toString()
                    : field.getKey().equals("language") ? "\"en\"" : "\"" + said.strip() + "\"";
            if (field.getKey().equals("requests")) {
                String one = facets(field.getValue().path("items").path("properties"), prompt);
                value = "[" + one + ", " + one.replace(": \"", ": \"Then ") + "]";
            }
            fields.add("\"" + field.getKey() + "\": " + value);
        });
        return "{" + String.join(", ", fields) + "}";
    }

    private static String assignment(JsonNode properties) {
        List<String> letters = new ArrayList<>();
        properties
                .fieldNames()
                .forEachRemaining(letter -> letters.add("\"" + letter + "\": " + (1 + letters.size() % 3)));
        return "{" + String.join(", ", letters) + "}";
    }

    static ScriptedModel model() {
        return ScriptedModel.answering(ModelRuns::sensible).keepingToSchema();
    }

    static Pipeline over(ScriptedModel model) {
        return Runs.over(Population.usual()).llm(model).clusterer(Clusterers.kMeans(6));
    }

    static Map<String, Long> byForm(ScriptedModel model) {
        return model.asked().stream()
                .collect(Collectors.groupingBy(
                        request -> request.schema().orElseThrow().name(), Collectors.counting()));
    }

    static Workspace workspace(Path directory) {
        return Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .retain(Duration.ofDays(1));
    }
}
