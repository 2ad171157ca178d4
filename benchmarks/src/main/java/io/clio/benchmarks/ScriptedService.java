package io.clio.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.testkit.llm.LoopbackServer;
import io.clio.testkit.llm.OpenAiWords;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import java.io.IOException;
import java.util.Map;

/**
 * A {@link ScriptedModel} behind the protocols of OpenAI and of Anthropic on loopback, for whoever asks with the right
 * key. Prints its address, and ends when its standard input does.
 */
final class ScriptedService {
    private static final JsonMapper JSON = new JsonMapper();
    /** The one field of a form by which it is known where the protocol carries no name of it. */
    private static final Map<String, String> FORMS =
            Map.of("title", "title", "groups", "groups", "same", "same", "rating", "rating", "answer", "answer");

    private final ScriptedModel model = new ScriptedModel();
    private final String key;

    private ScriptedService(String key) {
        this.key = key;
    }

    /** Takes the key. */
    public static void main(String[] arguments) throws IOException {
        ScriptedService service = new ScriptedService(arguments[0]);
        try (LoopbackServer server = new LoopbackServer(service::answer)) {
            System.out.println(server.base() + "/v1");
            while (System.in.read() >= 0) {
                // Waits for the end of whoever started this.
            }
        }
    }

    private Reply answer(Received received) throws IOException, InterruptedException {
        boolean anthropic = received.path().endsWith("/messages");
        String given = anthropic ? received.header("x-api-key") : received.header("authorization");
        if (!given.equals(anthropic ? key : "Bearer " + key)) {
            return Reply.json(401, "{\"type\": \"error\", \"error\": {\"type\": \"authentication_error\"}}");
        }
        JsonNode json = JSON.readTree(received.body());
        Completion completion = model.complete(request(json));
        return anthropic
                ? Reply.json(200, message(completion).toString())
                : OpenAiWords.reply(
                        Outcome.answer(completion.text().reveal(), completion.finish(), completion.usage()));
    }

    private static CompletionRequest request(JsonNode json) {
        CompletionRequest.Builder request = CompletionRequest.builder();
        if (json.has("system")) {
            request.system(text(json.get("system")));
        }
        for (JsonNode message : json.get("messages")) {
            SensitiveText text = text(message.get("content"));
            switch (message.get("role").textValue()) {
                case "system" -> request.system(text);
                case "user" -> request.user(text);
                default -> request.assistant(text);
            }
        }
        JsonNode named = json.at("/response_format/json_schema");
        JsonNode schema = named.isMissingNode() ? json.at("/output_config/format/schema") : named.get("schema");
        String name = named.isMissingNode() ? form(schema) : named.get("name").textValue();
        return request.schema(new AnswerSchema(name, schema.toString())).build();
    }

    private static SensitiveText text(JsonNode content) {
        return SensitiveText.of(
                content.isTextual()
                        ? content.textValue()
                        : content.at("/0/text").textValue());
    }

    private static String form(JsonNode schema) {
        JsonNode properties = schema.get("properties");
        return FORMS.entrySet().stream()
                .filter(form -> properties.has(form.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(properties.has("A") ? "assignment" : "facets");
    }

    private static ObjectNode message(Completion completion) {
        ObjectNode message = JSON.createObjectNode().put("type", "message").put("role", "assistant");
        message.putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", completion.text().reveal());
        message.put("stop_reason", "end_turn");
        message.putObject("usage")
                .put("input_tokens", completion.usage().input())
                .put("output_tokens", completion.usage().output());
        return message;
    }
}
