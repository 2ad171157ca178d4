package io.clio.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A model that writes down every request before it answers, for whoever looks at what a killed process has asked. */
final class LoggedModel implements LanguageModel {
    private static final JsonMapper JSON = new JsonMapper();

    private final LanguageModel model;
    private final Path log;
    private final IntConsumer onCall;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * A model with a log.
     *
     * @param model answers
     * @param log is added to
     * @param onCall is told the number of each call, from 1 on
     */
    LoggedModel(LanguageModel model, Path log, IntConsumer onCall) {
        this.model = model;
        this.log = log;
        this.onCall = onCall;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        byte[] line = (toJson(request) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            // One write, so that lines of several threads stay whole.
            Files.write(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        onCall.accept(calls.incrementAndGet());
        return model.complete(request);
    }

    /** All requests in a log; a last line that is cut off was never asked. */
    static List<CompletionRequest> read(Path log) throws IOException {
        List<CompletionRequest> requests = new ArrayList<>();
        if (Files.exists(log)) {
            String all = Files.readString(log);
            for (String line :
                    all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
                requests.add(fromJson(JSON.readTree(line)));
            }
        }
        return requests;
    }

    /** Writes requests down, to be read again. */
    static void write(Path file, List<CompletionRequest> requests) throws IOException {
        Files.write(file, requests.stream().map(LoggedModel::toJson).toList());
    }

    private static String toJson(CompletionRequest request) {
        ObjectNode json = JSON.createObjectNode()
                .put("temperature", request.temperature())
                .put("maxTokens", request.maxTokens());
        request.schema().ifPresent(schema -> json.put("schema", schema.name()).put("form", schema.json()));
        request.messages()
                .forEach(message -> json.withArray("messages")
                        .addObject()
                        .put("speaker", message.speaker().name())
                        .put("text", message.text().reveal()));
        return json.toString();
    }

    private static CompletionRequest fromJson(JsonNode json) {
        CompletionRequest.Builder request = CompletionRequest.builder()
                .temperature(json.get("temperature").doubleValue())
                .maxTokens(json.get("maxTokens").intValue());
        if (json.has("schema")) {
            request.schema(new AnswerSchema(
                    json.get("schema").textValue(), json.get("form").textValue()));
        }
        json.get("messages").forEach(message -> {
            SensitiveText text = SensitiveText.of(message.get("text").textValue());
            switch (message.get("speaker").textValue()) {
                case "SYSTEM" -> request.system(text);
                case "USER" -> request.user(text);
                default -> request.assistant(text);
            }
        });
        return request.build();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public String name() {
        return model.name();
    }
}
