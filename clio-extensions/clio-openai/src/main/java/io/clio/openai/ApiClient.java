package io.clio.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service, and calls it again where that may help.
 *
 * <p>Redirects are not followed. Nothing is logged, and no error holds what was sent or answered. Safe for use by
 * several threads.
 */
final class ApiClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;

    /** Lets time pass. */
    interface Pause {
        /** Waits, unless the thread is interrupted. */
        void sleep(Duration wait) throws InterruptedException;
    }

    private final Endpoint endpoint;
    private final @Nullable ApiKey key;
    private final Duration timeout;
    private final RetryPolicy policy;
    private final Pause pause;
    private final HttpClient http;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param endpoint where the service is
     * @param key null if the service needs none
     * @param timeout of one attempt, from connecting to the last byte of the answer
     * @param policy when to try again
     * @param pause how to wait
     */
    ApiClient(Endpoint endpoint, @Nullable ApiKey key, Duration timeout, RetryPolicy policy, Pause pause) {
        this.endpoint = endpoint;
        this.key = key;
        this.timeout = timeout;
        this.policy = policy;
        this.pause = pause;
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(endpoint.encrypted() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** An attempt that failed and may succeed later. */
    private record Failure(LanguageModelException reason, Duration asked) {}

    /**
     * Posts a call.
     *
     * @param call below the base, such as {@code embeddings}
     * @param body what is sent
     * @return what is answered
     * @throws LanguageModelException if there is no answer after all attempts, or none is to be had
     * @throws InterruptedException if the thread is interrupted; a call under way is given up
     */
    JsonNode post(String call, JsonNode body) throws LanguageModelException, InterruptedException {
        HttpRequest request = request(call, body);
        for (int attempt = 1; ; attempt++) {
            Failure failure;
            try {
                HttpResponse<byte[]> response = send(request);
                if (response.statusCode() == OK) {
                    return parse(response.body());
                }
                LanguageModelException error = ApiError.of(response.statusCode(), response.body());
                failure = new Failure(error, retryAfter(response));
            } catch (LanguageModelException e) {
                failure = new Failure(e, Duration.ZERO);
            }
            requireWorthwhile(failure, attempt);
            pause.sleep(policy.wait(attempt, failure.asked()));
        }
    }

    private void requireWorthwhile(Failure failure, int attempt) throws LanguageModelException {
        if (!(failure.reason() instanceof Retriable retriable)) {
            throw failure.reason();
        }
        if (attempt >= policy.attempts()) {
            throw new Retriable(
                    retriable.reason(), failure.reason().getMessage() + ", at the last of " + attempt + " attempts");
        }
        if (failure.asked().compareTo(policy.longestWait()) > 0) {
            throw new Retriable(
                    retriable.reason(),
                    failure.reason().getMessage() + " and asks to wait "
                            + failure.asked().toSeconds() + " s, longer than the "
                            + policy.longestWait().toSeconds() + " s that are allowed");
        }
    }

    private HttpRequest request(String call, JsonNode body) {
        byte[] bytes;
        try {
            bytes = MAPPER.writeValueAsBytes(body);
        } catch (JacksonException e) {
            // Its message may hold the text.
            throw new IllegalStateException("a request cannot be written as JSON");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(call))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (key != null) {
            request.header("Authorization", key.authorization());
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws LanguageModelException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Retriable(
                    Retriable.Reason.TIMEOUT, "the service did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            String kind = e.getCause() == null
                    ? "no reason given"
                    : e.getCause().getClass().getSimpleName();
            if (e.getCause() instanceof SSLHandshakeException) {
                throw new Final(Final.Reason.BAD_REQUEST, "no trusted connection to the service (" + kind + ")");
            }
            if (e.getCause() instanceof IOException) {
                throw new Retriable(Retriable.Reason.CONNECTION, "the connection to the service failed (" + kind + ")");
            }
            throw new Final(Final.Reason.BAD_REQUEST, "the service could not be called (" + kind + ")");
        } finally {
            answer.cancel(true);
        }
    }

    private static JsonNode parse(byte[] body) throws LanguageModelException {
        try {
            JsonNode answer = MAPPER.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (IOException e) {
            // Its message may hold the answer.
        }
        throw new Retriable(
                Retriable.Reason.MALFORMED_ANSWER,
                "the service answered with " + body.length + " bytes that are not a JSON object");
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        Optional<String> value = response.headers().firstValue("Retry-After");
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        Duration wait;
        try {
            wait = value.get().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.get()))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
