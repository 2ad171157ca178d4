package io.clio.examples.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.openai.OpenAiModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A small model for real, run by llama.cpp's server: what {@code benchmarks/lib/local-model} fetched, in a process of
 * its own that ends with this one. Answers one request at a time.
 */
final class LocalModelServer implements AutoCloseable {
    /** How many tokens prompt and answer may have together; llama.cpp rounds to multiples of 256. */
    static final int CONTEXT = 768;

    private static final Path COMMAND = Path.of("../../benchmarks/lib/local-model");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = UUID.randomUUID().toString();
    private final Process process;
    private final BufferedReader output;
    private final URI address;

    private LocalModelServer() throws IOException {
        ProcessBuilder command = new ProcessBuilder(COMMAND.toString(), "serve", "--context", "" + CONTEXT);
        command.environment().put("CLIO_LOCAL_MODEL_KEY", key);
        process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the local model does not start; what it said stands above");
        }
        address = URI.create(line);
    }

    /** Starts one, and waits until it takes requests. */
    static LocalModelServer start() throws IOException {
        return new LocalModelServer();
    }

    /** A model of this server with its key. */
    OpenAiModel.Builder model() {
        return modelWithoutKey().apiKey(key);
    }

    OpenAiModel.Builder modelWithoutKey() {
        return OpenAiModel.builder(address.resolve("/v1"), "local");
    }

    /** How many tokens the answer has that it works on; 0 if it has nothing to do. */
    int tokensOfThisAnswer() throws IOException, InterruptedException {
        JsonNode slot = JSON.readTree(get("/slots")).path(0);
        return slot.path("is_processing").booleanValue()
                ? slot.at("/next_token/0/n_decoded").intValue()
                : 0;
    }

    boolean isBusy() throws IOException, InterruptedException {
        return JSON.readTree(get("/slots")).path(0).path("is_processing").booleanValue();
    }

    /** How many tokens all answers so far had together, those that nobody waited for included. */
    long tokensOfAllAnswers() throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith("llamacpp:tokens_predicted_total "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** Ends the process, and waits until it has ended. */
    @Override
    public void close() throws IOException {
        output.close();
        process.outputWriter(StandardCharsets.UTF_8).close();
        process.onExit().join();
    }

    boolean isOver() {
        return !process.isAlive();
    }
}
