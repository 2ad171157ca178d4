package io.clio.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A provider of a language model on loopback, in a process of its own: speaks {@code POST /v1/chat/completions} and
 * answers after a while with words that mean nothing. Allows so many requests and tokens in any 60 seconds, and refuses
 * the rest with 429 and the time after which there will be room. Ends when its standard input does.
 */
final class LlmProvider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int THREADS = 256;
    private static final String WORDS = "lorem ipsum dolor sit amet consectetur ".repeat(40);

    private final long latencyMillis;
    private final long spreadMillis;
    private final long requestsPerMinute;
    private final long tokensPerMinute;
    private final Deque<Taken> window = new ArrayDeque<>();
    private long calls;
    private long accepted;
    private long refused;
    private long tokens;
    private long tokensInWindow;
    private long firstAt;
    private long lastAt;

    /** A request that was accepted. */
    private record Taken(long at, long tokens) {}

    /** What becomes of a request that arrives: accepted if it is to wait for nothing. */
    private record Verdict(long retryAfterNanos, long number, long output) {}

    private LlmProvider(long latencyMillis, long spreadMillis, long requestsPerMinute, long tokensPerMinute) {
        this.latencyMillis = latencyMillis;
        this.spreadMillis = spreadMillis;
        this.requestsPerMinute = requestsPerMinute;
        this.tokensPerMinute = tokensPerMinute;
    }

    /**
     * Starts it: {@code LATENCY_MS SPREAD_MS REQUESTS_A_MINUTE TOKENS_A_MINUTE}, 0 for no limit. Prints its port.
     *
     * @param arguments as above
     * @throws IOException if it cannot listen
     */
    public static void main(String[] arguments) throws IOException {
        LlmProvider provider = new LlmProvider(
                Long.parseLong(arguments[0]),
                Long.parseLong(arguments[1]),
                Long.parseLong(arguments[2]),
                Long.parseLong(arguments[3]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/v1/chat/completions", provider::complete);
        server.createContext("/figures", provider::figures);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Waits for the end of whoever started this.
        }
        Runtime.getRuntime().halt(0);
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            long characters = 0;
            for (JsonNode message : request.path("messages")) {
                characters += message.path("content").asText().length();
            }
            long input = characters / CHARACTERS_PER_TOKEN;
            Verdict verdict = arrive(input);
            if (verdict.retryAfterNanos > 0) {
                long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(verdict.retryAfterNanos);
                exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
                send(exchange, 429, "{\"error\": {\"type\": \"rate_limit_exceeded\"}}");
                return;
            }
            Thread.sleep(latencyMillis + (spreadMillis == 0 ? 0 : mixed(verdict.number) % spreadMillis));
            String text = verdict.number + " "
                    + WORDS.substring(0, (int) Math.min(WORDS.length(), verdict.output * CHARACTERS_PER_TOKEN));
            send(
                    exchange,
                    200,
                    "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"role\": \"assistant\", \"content\": \""
                            + text + "\"}}], \"usage\": {\"prompt_tokens\": " + input + ", \"completion_tokens\": "
                            + verdict.output + "}}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Verdict arrive(long input) {
        long now = System.nanoTime();
        while (!window.isEmpty() && window.element().at <= now - MINUTE) {
            tokensInWindow -= window.remove().tokens;
        }
        long output = 50 + mixed(calls) % 100;
        boolean full = requestsPerMinute > 0 && window.size() + 1 > requestsPerMinute;
        boolean spent = tokensPerMinute > 0 && tokensInWindow + input + output > tokensPerMinute;
        if (full || spent) {
            refused++;
            return new Verdict(window.element().at + MINUTE - now, calls, 0);
        }
        calls++;
        accepted++;
        tokens += input + output;
        tokensInWindow += input + output;
        window.add(new Taken(now, input + output));
        firstAt = firstAt == 0 ? now : firstAt;
        lastAt = now;
        return new Verdict(0, calls, output);
    }

    /** Numbers that look random and are the same each time. */
    private static long mixed(long number) {
        return (number * 0x9E3779B97F4A7C15L) >>> 40;
    }

    private void figures(HttpExchange exchange) throws IOException {
        String figures;
        synchronized (this) {
            figures = "accepted=" + accepted + "\nrefused=" + refused + "\ntokens=" + tokens + "\nseconds="
                    + (lastAt - firstAt) / 1e9 + "\n";
        }
        try (exchange) {
            send(exchange, 200, figures);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
