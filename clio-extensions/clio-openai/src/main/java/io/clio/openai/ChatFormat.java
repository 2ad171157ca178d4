package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.http.Json;
import io.clio.http.WellFormed;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import java.util.Locale;

/**
 * Requests and answers of {@code POST /v1/chat/completions}.
 *
 * @param model what the service calls the model
 * @param mostTokens the name of the field that bounds an answer
 * @param temperature whether the model takes one
 */
record ChatFormat(String model, String mostTokens, boolean temperature) {
    /**
     * Writes a request.
     *
     * @param request what is asked
     * @return what is sent
     * @throws LanguageModelException.Final if its schema is no JSON object
     */
    ObjectNode write(CompletionRequest request) throws Final {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model);
        ArrayNode messages = json.putArray("messages");
        for (PromptMessage message : request.messages()) {
            messages.addObject()
                    .put("role", message.speaker().name().toLowerCase(Locale.ROOT))
                    .put("content", WellFormed.of(message.text().reveal()));
        }
        if (temperature) {
            json.put("temperature", request.temperature());
        }
        json.put(mostTokens, request.maxTokens());
        if (request.schema().isPresent()) {
            AnswerSchema schema = request.schema().get();
            ObjectNode format = json.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", schema.name())
                    .put("strict", true)
                    .set("schema", Json.read(schema));
        }
        return json;
    }

    /**
     * Reads an answer.
     *
     * @param answer of the service
     * @return what the model answered
     * @throws LanguageModelException if it refuses, or the answer is not what the protocol says
     */
    static Completion read(JsonNode answer) throws LanguageModelException {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (message.path("refusal").isTextual()) {
            throw new Final(Final.Reason.REFUSED, "the model refuses to answer");
        }
        Completion.Finish finish = finish(choice.path("finish_reason").asText());
        JsonNode content = message.path("content");
        boolean thoughtAlone = content.isNull() && finish == Completion.Finish.LENGTH;
        if (!content.isTextual() && !thoughtAlone) {
            throw Json.malformed("choices[0].message.content", "a text");
        }
        return new Completion(SensitiveText.of(content.asText("")), finish, usage(answer.path("usage")));
    }

    private static Completion.Finish finish(String reason) throws LanguageModelException {
        return switch (reason) {
            case "stop" -> Completion.Finish.STOP;
            case "length" -> Completion.Finish.LENGTH;
            case "content_filter" ->
                throw new Final(Final.Reason.REFUSED, "a filter of the service held the answer back");
            default -> throw Json.malformed("choices[0].finish_reason", "stop, length or content_filter");
        };
    }

    private static TokenUsage usage(JsonNode usage) throws Retriable {
        if (usage.isMissingNode() || usage.isNull()) {
            return TokenUsage.NONE;
        }
        long input = Json.tokens(usage, "prompt_tokens");
        long cached = Json.tokens(usage.path("prompt_tokens_details"), "cached_tokens");
        if (cached > input) {
            throw Json.malformed("usage", "no more cached tokens than there are");
        }
        return new TokenUsage(input, cached, 0, Json.tokens(usage, "completion_tokens"));
    }
}
