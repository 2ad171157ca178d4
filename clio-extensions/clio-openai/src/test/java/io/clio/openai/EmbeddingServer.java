package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A service on loopback that speaks the protocol: the vector of a text is (its length, 1). A fault is used up by one
 * request each.
 */
final class EmbeddingServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a request meets in place of a good answer. */
    interface Fault {
        void answer(HttpExchange exchange, ObjectNode good) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asked = new CountDownLatch(1);

    EmbeddingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    EmbeddingServer then(Fault... next) {
        faults.addAll(Arrays.asList(next));
        return this;
    }

    List<JsonNode> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    static Fault status(int status, String body, String... headers) {
        return (exchange, good) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, body);
        };
    }

    static Fault changed(UnaryOperator<ObjectNode> change) {
        return (exchange, good) -> send(exchange, 200, change.apply(good).toString());
    }

    static Fault raw(String body) {
        return (exchange, good) -> send(exchange, 200, body);
    }

    /** Closes the connection before the first byte of an answer. */
    static Fault hangUp() {
        return (exchange, good) -> exchange.close();
    }

    /** Closes the connection in the middle of an answer. */
    static Fault breakOff() {
        return (exchange, good) -> {
            byte[] body = good.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Answers nothing as long as the server lives. */
    Fault silence() {
        return (exchange, good) -> await();
    }

    /** Sends the head of an answer and half of its body, and then nothing more. */
    Fault halfSilence() {
        return (exchange, good) -> {
            byte[] body = good.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            await();
        };
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        requests.add(request);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        asked.countDown();
        Fault fault = faults.poll();
        if (fault == null) {
            send(exchange, 200, answer(request).toString());
        } else {
            fault.answer(exchange, answer(request));
        }
    }

    private static ObjectNode answer(JsonNode request) {
        ObjectNode answer = MAPPER.createObjectNode().put("object", "list").put("model", "m");
        ArrayNode data = answer.putArray("data");
        for (JsonNode text : request.path("input")) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            item.putArray("embedding").add(text.textValue().length()).add(1);
        }
        return answer;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
