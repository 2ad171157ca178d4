package io.clio.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.http.ApiClient;
import io.clio.http.BatchAnswers;
import io.clio.http.Json;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Message Batches API. Answers are asked for below the address that the caller gave, and not where the service says
 * they are: the key goes nowhere else.
 *
 * @param client what calls
 * @param format of a single request and its answer
 */
record MessageBatches(ApiClient client, MessageFormat format) {
    /** What Anthropic takes in one batch. */
    static final int MOST_REQUESTS = 100_000;

    private static final int MOST_BYTES = 256_000_000;
    private static final int SERVER_ERROR = 500;
    private static final String PATH = "messages/batches";
    private static final String JSON = "application/json";

    String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        return Json.id(client.post(PATH, JSON, write(requests)), "id");
    }

    /** Written request by request, for as trees all of them together would take many times their size. */
    private byte[] write(Map<String, CompletionRequest> requests) throws Final {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"requests\":".getBytes(StandardCharsets.US_ASCII));
        char before = '[';
        for (Map.Entry<String, CompletionRequest> request : requests.entrySet()) {
            ObjectNode item = JsonNodeFactory.instance.objectNode().put("custom_id", request.getKey());
            item.set("params", format.write(request.getValue()));
            body.write(before);
            body.writeBytes(Json.write(item));
            before = ',';
            if (body.size() > MOST_BYTES) {
                throw new Final(
                        Final.Reason.BAD_REQUEST, "a batch may have at most " + MOST_BYTES + " bytes; make it smaller");
            }
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        return state(batch).orElse(BatchState.LOST);
    }

    private Optional<BatchState> state(String batch) throws LanguageModelException, InterruptedException {
        Optional<JsonNode> found = client.find(PATH + "/" + Json.requireId(batch));
        return found.isPresent() ? Optional.of(state(found.get())) : Optional.empty();
    }

    private static BatchState state(JsonNode batch) throws Retriable {
        return switch (batch.path("processing_status").asText()) {
            case "in_progress", "canceling" -> BatchState.RUNNING;
            // What was answered can be had for some weeks, be it that the rest expired or was cancelled.
            case "ended" -> batch.path("archived_at").isTextual() ? BatchState.LOST : BatchState.ENDED;
            default -> throw Json.malformed("processing_status", "the state of a batch");
        };
    }

    Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        BatchAnswers.requireEnded(state(batch));
        var answers = new BatchAnswers(MessageBatches::answer);
        client.lines(PATH + "/" + batch + "/results", answers::add);
        return answers.all();
    }

    private static Completion answer(JsonNode line) throws LanguageModelException {
        JsonNode result = line.path("result");
        return switch (result.path("type").asText()) {
            case "succeeded" -> MessageFormat.read(result.path("message"));
            case "errored" -> throw failure(result.path("error").path("error"));
            case "expired" ->
                throw new Retriable(Retriable.Reason.TIMEOUT, "the batch expired before the request was answered");
            case "canceled" ->
                throw new Retriable(
                        Retriable.Reason.OVERLOAD, "the batch was cancelled before the request was answered");
            default -> throw Json.malformed("result.type", "succeeded, errored, expired or canceled");
        };
    }

    private static LanguageModelException failure(JsonNode error) {
        int status = AnthropicDialect.STATUS.getOrDefault(error.path("type").asText(), SERVER_ERROR);
        return AnthropicDialect.ERRORS.failure(status, error);
    }

    void cancel(List<String> batches) throws LanguageModelException, InterruptedException {
        for (String batch : batches) {
            client.post(PATH + "/" + Json.requireId(batch) + "/cancel", JSON, "{}".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
