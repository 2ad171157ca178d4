package io.clio.examples.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.clio.conversation.SensitiveText;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model that Ollama runs, by its own protocol. Safe for use by several threads. */
public final class OllamaModel implements LanguageModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI chat;
    private final String model;
    private final Duration timeout;

    /**
     * Makes a model; nothing is sent yet.
     *
     * @param base where Ollama is, such as {@code http://localhost:11434}
     * @param model what Ollama calls it
     * @param timeout of a call, from connecting to the last byte
     */
    public OllamaModel(URI base, String model, Duration timeout) {
        this.chat = base.resolve("/api/chat");
        this.model = model;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false, 0);
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        capabilities().require(request);
        return read(send(write(request)));
    }

    private String write(CompletionRequest request) {
        ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", false);
        for (PromptMessage message : request.messages()) {
            ObjectNode turn = body.withArray("messages").addObject();
            turn.put("role", message.speaker().name().toLowerCase(Locale.ROOT));
            turn.put("content", message.text().reveal());
        }
        body.putObject("options").put("temperature", request.temperature()).put("num_predict", request.maxTokens());
        request.schema().ifPresent(schema -> body.putRawValue("format", new RawValue(schema.json())));
        return body.toString();
    }

    private byte[] send(String body) throws LanguageModelException, InterruptedException {
        var request = HttpRequest.newBuilder(chat).header("Content-Type", "application/json");
        request.POST(BodyPublishers.ofString(body));
        var answer = http.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return body(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new Retriable(Retriable.Reason.TIMEOUT, "no answer within " + timeout);
        } catch (ExecutionException e) {
            throw new Retriable(Retriable.Reason.CONNECTION, "the connection failed");
        } finally {
            answer.cancel(true);
        }
    }

    private static byte[] body(HttpResponse<byte[]> response) throws LanguageModelException {
        String message = "Ollama answered with status " + response.statusCode();
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 429 -> throw new Retriable(Retriable.Reason.RATE_LIMIT, message);
            case 500, 502, 503, 504, 529 -> throw new Retriable(Retriable.Reason.OVERLOAD, message);
            case 401, 403 -> throw new Final(Final.Reason.AUTHENTICATION, message);
            default -> throw new Final(Final.Reason.BAD_REQUEST, message);
        };
    }

    private static Completion read(byte[] body) throws LanguageModelException {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode text = json.at("/message/content");
            if (text.isTextual()) {
                boolean cut = json.path("done_reason").asText().equals("length");
                var usage = TokenUsage.of(
                        json.path("prompt_eval_count").asLong(),
                        json.path("eval_count").asLong());
                return new Completion(SensitiveText.of(text.textValue()), cut ? Finish.LENGTH : Finish.STOP, usage);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Not passed on: its message may hold the answer.
        }
        throw new Retriable(Retriable.Reason.MALFORMED_ANSWER, "the answer is not what Ollama's protocol says");
    }
}
