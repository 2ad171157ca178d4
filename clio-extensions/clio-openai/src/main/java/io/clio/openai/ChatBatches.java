package io.clio.openai;

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
import java.util.UUID;

/**
 * Batches of the protocol of OpenAI: a file of requests goes up, a batch is opened on it, files of answers and of
 * errors come down.
 *
 * @param client what calls
 * @param format of a single request and its answer
 */
record ChatBatches(ApiClient client, ChatFormat format) {
    /** What OpenAI takes in one batch. */
    static final int MOST_REQUESTS = 50_000;

    private static final int MOST_BYTES = 200_000_000;
    private static final int OK = 200;
    private static final String ENDPOINT = "/v1/chat/completions";

    String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        byte[] lines = lines(requests);
        String boundary = "clio-" + UUID.randomUUID();
        JsonNode file = client.post("files", "multipart/form-data; boundary=" + boundary, multipart(boundary, lines));
        String input = Json.id(file, "id");
        try {
            return open(input);
        } catch (LanguageModelException e) {
            remove(input);
            throw e;
        }
    }

    private String open(String file) throws LanguageModelException, InterruptedException {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("input_file_id", file);
        order.put("endpoint", ENDPOINT);
        order.put("completion_window", "24h");
        return Json.id(client.post("batches", order), "id");
    }

    /** Texts that nobody will answer should not stay there. */
    private void remove(String file) throws InterruptedException {
        try {
            client.delete("files/" + file);
        } catch (LanguageModelException e) {
            // The caller is told why there is no batch; the file goes when the service removes it.
        }
    }

    private byte[] lines(Map<String, CompletionRequest> requests) throws Final {
        var lines = new ByteArrayOutputStream();
        for (Map.Entry<String, CompletionRequest> request : requests.entrySet()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("custom_id", request.getKey()).put("method", "POST").put("url", ENDPOINT);
            line.set("body", format.write(request.getValue()));
            lines.writeBytes(Json.write(line));
            lines.write('\n');
            if (lines.size() > MOST_BYTES) {
                throw new Final(
                        Final.Reason.BAD_REQUEST, "a batch may have at most " + MOST_BYTES + " bytes; make it smaller");
            }
        }
        return lines.toByteArray();
    }

    /** The boundary cannot stand in the lines, for it begins after a line end, and a line begins with a brace. */
    private static byte[] multipart(String boundary, byte[] lines) {
        var body = new ByteArrayOutputStream();
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"requests.jsonl\"\r\n"
                        + "Content-Type: application/jsonl\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(lines);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        Optional<JsonNode> found = client.find("batches/" + Json.requireId(batch));
        return found.isPresent() ? state(found.get()) : BatchState.LOST;
    }

    private static BatchState state(JsonNode batch) throws Retriable {
        return switch (batch.path("status").asText()) {
            case "validating", "in_progress", "finalizing", "cancelling" -> BatchState.RUNNING;
            // What was done before a batch expired or was cancelled can be had.
            case "completed", "expired", "cancelled" -> BatchState.ENDED;
            case "failed" -> BatchState.LOST;
            default -> throw Json.malformed("status", "the state of a batch");
        };
    }

    Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        Optional<JsonNode> found = client.find("batches/" + Json.requireId(batch));
        BatchAnswers.requireEnded(found.isPresent() ? Optional.of(state(found.get())) : Optional.empty());
        var answers = new BatchAnswers(ChatBatches::answer);
        for (String file : List.of("output_file_id", "error_file_id")) {
            if (found.get().path(file).isTextual()) {
                client.lines("files/" + Json.id(found.get(), file) + "/content", answers::add);
            }
        }
        return answers.all();
    }

    private static Completion answer(JsonNode line) throws LanguageModelException {
        JsonNode response = line.path("response");
        if (!response.isObject()) {
            throw without(line.path("error").path("code").asText());
        }
        int status = response.path("status_code").asInt();
        if (status != OK) {
            throw OpenAiDialect.ERRORS.failure(status, response.path("body").path("error"));
        }
        return ChatFormat.read(response.path("body"));
    }

    private static LanguageModelException without(String code) {
        return switch (code) {
            case "batch_expired" ->
                new Retriable(Retriable.Reason.TIMEOUT, "the batch expired before the request was answered");
            case "batch_cancelled" ->
                new Retriable(Retriable.Reason.OVERLOAD, "the batch was cancelled before the request was answered");
            default -> new Retriable(Retriable.Reason.OVERLOAD, "the service gave no answer to the request");
        };
    }

    void cancel(List<String> batches) throws LanguageModelException, InterruptedException {
        for (String batch : batches) {
            client.post(
                    "batches/" + Json.requireId(batch) + "/cancel",
                    "application/json",
                    "{}".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
