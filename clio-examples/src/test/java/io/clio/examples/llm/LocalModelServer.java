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
    /** How many tokens prompt and answer may have together. */
    static final int CONTEXT = 1024;

    private static final Path COMMAND = Path.of("../../benchmarks/lib/local-model");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = UUID.randomUUID().toString();
    private final Process process;
    private final BufferedReader output;
    private final URI address;

    /** What the server does at a moment: whether it works on an answer, and how many tokens that has by now. */
    record Slot(boolean busy, int tokens) {}

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

    /** What it does now. */
    Slot slot() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/slots"))
                .header("Authorization", "Bearer " + key)
                .build();
        JsonNode slot = JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body())
                .path(0);
        return new Slot(
                slot.path("is_processing").booleanValue(),
                slot.at("/next_token/0/n_decoded").intValue());
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
