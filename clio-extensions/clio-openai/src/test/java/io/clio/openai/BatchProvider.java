package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.testkit.llm.OpenAiWords;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Plays a provider of batches by OpenAI's protocol, with the faults that it has. Thread-safe. */
final class BatchProvider {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What becomes of a prompt in a batch; null if the provider loses it. */
    interface Fate {
        @Nullable
        Outcome of(String prompt);
    }

    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Map<String, String>> batches = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();
    /** Prompts as they were answered, in batches and alone. */
    final List<String> answered = new ArrayList<>();

    final List<Integer> sizes = new ArrayList<>();
    final Queue<Reply> onPoll = new ArrayDeque<>();
    final Queue<Reply> onResults = new ArrayDeque<>();
    final Queue<Reply> onOpen = new ArrayDeque<>();
    final Queue<Fate> rounds = new ArrayDeque<>();
    /** How often it says that it works before it has an end. */
    int busy = 2;

    boolean expires;
    boolean twice;
    int cancelled;

    static Outcome echo(String prompt) {
        return Outcome.answer("echo of " + prompt);
    }

    synchronized Reply answer(Received request) {
        String[] path = request.path().substring("/v1/".length()).split("/", -1);
        return switch (path[0]) {
            case "files" -> file(request, path);
            case "batches" -> batch(request, path);
            default -> alone(request);
        };
    }

    private Reply alone(Received request) {
        String prompt = prompt(json(request.body()));
        answered.add(prompt);
        return OpenAiWords.reply(echo(prompt));
    }

    private Reply file(Received request, String[] path) {
        if (request.method().equals("POST")) {
            String boundary = request.header("Content-Type").replaceFirst(".*boundary=", "");
            String part = request.body().split("--" + boundary + "(--)?\r\n", -1)[2];
            String id = "file-" + files.size();
            files.put(id, part.substring(part.indexOf("\r\n\r\n") + 4).strip());
            return Reply.json(200, "{\"id\": \"" + id + "\"}");
        }
        Reply fault = onResults.poll();
        return fault == null ? Reply.page(200, files.getOrDefault(path[1], "")) : fault;
    }

    private Reply batch(Received request, String[] path) {
        if (path.length == 1) {
            Reply fault = onOpen.poll();
            return fault == null
                    ? open(json(request.body()).path("input_file_id").asText())
                    : fault;
        }
        if (path.length == 3) {
            cancelled++;
            return Reply.json(200, "{\"id\": \"" + path[1] + "\", \"status\": \"cancelling\"}");
        }
        Reply fault = onPoll.poll();
        if (fault != null) {
            return fault;
        }
        ObjectNode batch = MAPPER.createObjectNode().put("id", path[1]);
        if (looks.merge(path[1], 1, Integer::sum) <= busy) {
            return Reply.json(200, batch.put("status", "in_progress").toString());
        }
        batch.put("status", expires ? "expired" : "completed");
        batch.put("output_file_id", path[1] + "-answers").put("error_file_id", path[1] + "-errors");
        return Reply.json(200, batch.toString());
    }

    private Reply open(String file) {
        Map<String, String> prompts = new LinkedHashMap<>();
        for (String line : files.getOrDefault(file, "").split("\n", -1)) {
            prompts.put(json(line).path("custom_id").asText(), prompt(json(line).path("body")));
        }
        String id = "batch-" + batches.size();
        batches.put(id, prompts);
        sizes.add(prompts.size());
        results(id, prompts);
        return Reply.json(200, "{\"id\": \"" + id + "\", \"status\": \"validating\"}");
    }

    private void results(String id, Map<String, String> prompts) {
        Fate fate = rounds.isEmpty() ? BatchProvider::echo : rounds.remove();
        StringBuilder answers = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        prompts.forEach((item, prompt) -> {
            Outcome outcome = fate.of(prompt);
            if (outcome != null) {
                Reply reply = OpenAiWords.reply(outcome);
                ObjectNode line = MAPPER.createObjectNode().put("custom_id", item);
                line.putObject("response").put("status_code", reply.status()).set("body", json(reply.body()));
                (reply.status() == 200 ? answers : errors)
                        .append(line)
                        .append('\n')
                        .append(twice && reply.status() == 200 ? line + "\n" : "");
                if (reply.status() == 200) {
                    answered.add(prompt);
                }
            } else if (expires) {
                ObjectNode line = MAPPER.createObjectNode().put("custom_id", item);
                line.putNull("response").putObject("error").put("code", "batch_expired");
                errors.append(line).append('\n');
            }
        });
        files.put(id + "-answers", answers.toString());
        files.put(id + "-errors", errors.toString());
    }

    private static String prompt(JsonNode body) {
        JsonNode messages = body.path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
