package io.clio.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.http.Json;
import io.clio.http.WellFormed;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.PromptMessage;
import io.clio.llm.PromptMessage.Speaker;
import io.clio.llm.TokenUsage;

/**
 * Requests and answers of {@code POST /v1/messages}.
 *
 * @param model what the service calls the model
 * @param temperature whether the model takes one
 */
record MessageFormat(String model, boolean temperature) {
    private static final double LIVELIEST = 1;

    /**
     * Writes a request.
     *
     * @param request what is asked
     * @return what is sent
     * @throws LanguageModelException.Final if its schema is no JSON object, or stands beside a prefill
     */
    ObjectNode write(CompletionRequest request) throws Final {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model).put("max_tokens", request.maxTokens());
        if (temperature) {
            json.put("temperature", Math.min(request.temperature(), LIVELIEST));
        }
        writeMessages(request, json);
        if (request.schema().isPresent()) {
            if (request.prefill().isPresent()) {
                throw new Final(Final.Reason.UNSUPPORTED, "the service does not take a schema and a prefill together");
            }
            ObjectNode format = json.putObject("output_config").putObject("format");
            format.put("type", "json_schema")
                    .set("schema", Json.read(request.schema().get()));
        }
        return json;
    }

    private static void writeMessages(CompletionRequest request, ObjectNode json) {
        ArrayNode messages = json.arrayNode();
        for (int i = 0; i < request.messages().size(); i++) {
            PromptMessage message = request.messages().get(i);
            JsonNode content = content(message, i == request.shared() - 1);
            if (message.speaker() == Speaker.SYSTEM) {
                json.set("system", content);
            } else {
                String role = message.speaker() == Speaker.USER ? "user" : "assistant";
                messages.addObject().put("role", role).set("content", content);
            }
        }
        // The service refuses an answer that begins with nothing, and one whose beginning ends with a blank.
        String prefill = request.prefill()
                .map(text -> WellFormed.of(text.reveal()).stripTrailing())
                .orElse("");
        if (!prefill.isEmpty()) {
            messages.addObject().put("role", "assistant").put("content", prefill);
        }
        json.set("messages", messages);
    }

    /** A text, or a block with one where the part of the prompt that is to be kept ends. */
    private static JsonNode content(PromptMessage message, boolean lastShared) {
        String text = WellFormed.of(message.text().reveal());
        if (!lastShared || text.isEmpty()) {
            return JsonNodeFactory.instance.textNode(text);
        }
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        ObjectNode block = blocks.addObject().put("type", "text").put("text", text);
        block.putObject("cache_control").put("type", "ephemeral");
        return blocks;
    }

    /**
     * Reads an answer.
     *
     * @param answer of the service
     * @return what the model answered
     * @throws LanguageModelException if it refuses, or the answer is not what the protocol says
     */
    static Completion read(JsonNode answer) throws LanguageModelException {
        Completion.Finish finish = finish(answer.path("stop_reason").asText());
        JsonNode content = answer.path("content");
        if (!content.isArray()) {
            throw Json.malformed("content", "a list of blocks");
        }
        var text = new StringBuilder();
        for (JsonNode block : content) {
            // Blocks of other types hold what the model thought.
            if (block.path("type").asText().equals("text")) {
                if (!block.path("text").isTextual()) {
                    throw Json.malformed("content[].text", "a text");
                }
                text.append(block.path("text").textValue());
            }
        }
        return new Completion(SensitiveText.of(text.toString()), finish, usage(answer.path("usage")));
    }

    private static Completion.Finish finish(String reason) throws LanguageModelException {
        return switch (reason) {
            case "end_turn", "stop_sequence" -> Completion.Finish.STOP;
            case "max_tokens", "model_context_window_exceeded" -> Completion.Finish.LENGTH;
            case "refusal" -> throw new Final(Final.Reason.REFUSED, "the model refuses to answer");
            case "pause_turn" ->
                throw new Retriable(
                        Retriable.Reason.OVERLOAD, "the service paused within the answer, which is not whole");
            default -> throw Json.malformed("stop_reason", "a reason for an answer without tools to end");
        };
    }

    /** The service counts apart what came from its cache, what went there, and the rest. */
    private static TokenUsage usage(JsonNode usage) throws Retriable {
        long written = Json.tokens(usage, "cache_creation_input_tokens");
        long read = Json.tokens(usage, "cache_read_input_tokens");
        long input = Json.tokens(usage, "input_tokens") + read + written;
        if (input < 0 || read + written > input) {
            throw Json.malformed("usage", "counts that add up");
        }
        return new TokenUsage(input, read, written, Json.tokens(usage, "output_tokens"));
    }
}
