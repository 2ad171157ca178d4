package io.clio.explorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real Chromium with one page, driven through its DevTools protocol. */
final class Chromium implements AutoCloseable, WebSocket.Listener {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final String session;

    Chromium(Path profile) throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("chromium", "/usr/bin/chromium"),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(process)), this)
                .join();
        String target = send("Target.createTarget", Map.of("url", "about:blank"), null)
                .get("targetId")
                .asText();
        session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
                .get("sessionId")
                .asText();
        List.of("Page.enable", "Runtime.enable", "Network.enable", "Log.enable")
                .forEach(method -> call(method, Map.of()));
        size(1280, 800);
    }

    private static String address(Process process) throws IOException {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process.inputReader(StandardCharsets.UTF_8), address));
        reader.setDaemon(true);
        reader.start();
        try {
            return address.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            process.destroyForcibly();
            throw new IOException("Chromium did not start", e);
        }
    }

    /** What it says is read to the end, or it would wait for somebody who does. */
    private static void read(BufferedReader out, CompletableFuture<String> address) {
        StringBuilder said = new StringBuilder();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("DevTools listening on ")) {
                    address.complete(line.substring("DevTools listening on ".length()));
                } else if (!address.isDone()) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            said.append(e.getMessage());
        }
        address.completeExceptionally(new IOException("it ended: " + said));
    }

    /** Calls a method of the protocol for the page. */
    JsonNode call(String method, Map<String, ?> parameters) {
        return send(method, parameters, session);
    }

    private JsonNode send(String method, Map<String, ?> parameters, String to) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", JSON.valueToTree(parameters));
        if (to != null) {
            call.put("sessionId", to);
        }
        socket.sendText(call.toString(), true).join();
        JsonNode got = answer.orTimeout(60, TimeUnit.SECONDS).join();
        if (got.has("error")) {
            throw new IllegalStateException(method + ": " + got.get("error"));
        }
        return got.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            try {
                JsonNode got = JSON.readTree(message.toString());
                if (got.has("id")) {
                    answers.remove(got.get("id").asInt()).complete(got);
                } else {
                    events.add(got);
                }
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** Opens a page and waits until it is loaded and its first frame is drawn. */
    void open(Path page, String fragment) {
        call("Page.navigate", Map.of("url", "about:blank"));
        events.clear();
        call("Page.navigate", Map.of("url", page.toUri() + fragment));
        js("new Promise(done => { const go = () => requestAnimationFrame(() => requestAnimationFrame(done));"
                + " document.readyState === 'complete' ? go() : addEventListener('load', go); })");
    }

    /** What an expression gives, a promise's value included. */
    JsonNode js(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The addresses asked for since the page was opened. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    /** What the page's console said, and what was thrown and not caught. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                        .contains(event.path("method").asText()))
                .map(JsonNode::toString)
                .toList();
    }

    /** The same, of a complaint that is expected: waits for the first of them, five seconds at most. */
    List<String> complaintsOnceThere() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (complaints().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return complaints();
    }

    /** Waits for all its processes, which may write into their folder until they end. */
    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(one -> one.onExit().join());
    }
}
