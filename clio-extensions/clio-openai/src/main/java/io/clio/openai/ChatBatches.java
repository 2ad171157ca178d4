package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
    private static final String ID = "[A-Za-z0-9_-]{1,200}";
    private static final String ENDPOINT = "/v1/chat/completions";

    String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        byte[] lines = lines(requests);
        String boundary = "clio-" + UUID.randomUUID();
        JsonNode file = client.post("files", "multipart/form-data; boundary=" + boundary, multipart(boundary, lines));
        String input = id(file, "id");
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
        return id(client.post("batches", order), "id");
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
            lines.writeBytes(ApiClient.write(line));
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
        Optional<JsonNode> found = client.find("batches/" + known(batch));
        return found.isPresent() ? state(found.get()) : BatchState.LOST;
    }

    private static BatchState state(JsonNode batch) throws Retriable {
        return switch (batch.path("status").asText()) {
            case "validating", "in_progress", "finalizing", "cancelling" -> BatchState.RUNNING;
            // What was done before a batch expired or was cancelled can be had.
            case "completed", "expired", "cancelled" -> BatchState.ENDED;
            case "failed" -> BatchState.LOST;
            default -> throw malformed("status", "the state of a batch");
        };
    }

    Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        JsonNode found = client.find("batches/" + known(batch))
                .orElseThrow(() -> new Final(Final.Reason.BAD_REQUEST, "the service does not know the batch"));
        BatchState state = state(found);
        if (state != BatchState.ENDED) {
            throw new Final(Final.Reason.BAD_REQUEST, "the batch cannot be collected, it is " + state);
        }
        Map<String, BatchAnswer> answers = new LinkedHashMap<>();
        for (String file : List.of("output_file_id", "error_file_id")) {
            if (found.path(file).isTextual()) {
                read(client.download("files/" + id(found, file) + "/content"), answers);
            }
        }
        return answers;
    }

    private static void read(byte[] file, Map<String, BatchAnswer> answers) throws Retriable {
        for (String text : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!text.isBlank()) {
                JsonNode line = ApiClient.parse(text.getBytes(StandardCharsets.UTF_8));
                String key = line.path("custom_id").asText();
                if (key.isEmpty() || answers.put(key, answer(line)) != null) {
                    throw malformed("custom_id", "each key once");
                }
            }
        }
    }

    private static BatchAnswer answer(JsonNode line) {
        JsonNode response = line.path("response");
        try {
            if (!response.isObject()) {
                throw without(line.path("error").path("code").asText());
            }
            int status = response.path("status_code").asInt();
            if (status != OK) {
                throw ApiError.of(status, response.path("body").path("error"), Optional.empty());
            }
            return new BatchAnswer.Answered(ChatFormat.read(response.path("body")));
        } catch (LanguageModelException e) {
            return new BatchAnswer.Failed(e);
        }
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
                    "batches/" + known(batch) + "/cancel",
                    "application/json",
                    "{}".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** An id goes into a path, and must not lead out of it. */
    private static String known(String batch) {
        if (!batch.matches(ID)) {
            throw new IllegalArgumentException("the id of a batch must be 1 to 200 ASCII letters, digits, _ and -, got "
                    + batch.length() + " other characters");
        }
        return batch;
    }

    private static String id(JsonNode answer, String field) throws Retriable {
        String id = answer.path(field).asText();
        if (!id.matches(ID)) {
            throw malformed(field, "1 to 200 ASCII letters, digits, _ and -");
        }
        return id;
    }

    private static Retriable malformed(String field, String expected) {
        return new Retriable(
                Retriable.Reason.MALFORMED_ANSWER,
                "field " + field + " of a batch: found something else, expected " + expected);
    }
}
