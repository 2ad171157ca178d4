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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service, once each time.
 *
 * <p>Redirects are not followed. Nothing is logged, and no error holds what was sent or answered. A call whose thread
 * is interrupted, or that takes too long, is given up and its connection closed. Safe for use by several threads.
 */
final class ApiClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int UNKNOWN = 404;

    private final Endpoint endpoint;
    private final @Nullable ApiKey key;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param endpoint where the service is
     * @param key null if the service needs none
     * @param timeout of a call, from connecting to the last byte of the answer
     */
    ApiClient(Endpoint endpoint, @Nullable ApiKey key, Duration timeout) {
        this.endpoint = endpoint;
        this.key = key;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(endpoint.encrypted() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Posts JSON.
     *
     * @param call below the base, such as {@code embeddings}
     * @param body what is sent
     * @return what is answered
     * @throws LanguageModelException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    JsonNode post(String call, JsonNode body) throws LanguageModelException, InterruptedException {
        return post(call, JSON, write(body));
    }

    /**
     * Posts anything.
     *
     * @param call below the base
     * @param type of the content
     * @param body what is sent
     * @return what is answered
     * @throws LanguageModelException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    JsonNode post(String call, String type, byte[] body) throws LanguageModelException, InterruptedException {
        return parse(require(send(request(call)
                .header("Content-Type", type)
                .header("Accept", JSON)
                .POST(BodyPublishers.ofByteArray(body))
                .build())));
    }

    /**
     * Asks for JSON that may not be there.
     *
     * @param call below the base
     * @return what is answered; nothing if the service does not know of it
     * @throws LanguageModelException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<JsonNode> find(String call) throws LanguageModelException, InterruptedException {
        HttpResponse<byte[]> response =
                send(request(call).header("Accept", JSON).GET().build());
        return response.statusCode() == UNKNOWN ? Optional.empty() : Optional.of(parse(require(response)));
    }

    /**
     * Asks for a file.
     *
     * @param call below the base
     * @return its bytes
     * @throws LanguageModelException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    byte[] download(String call) throws LanguageModelException, InterruptedException {
        return require(send(request(call).GET().build()));
    }

    /**
     * Takes something away.
     *
     * @param call below the base
     * @throws LanguageModelException if the service does not take it away
     * @throws InterruptedException if the thread is interrupted
     */
    void delete(String call) throws LanguageModelException, InterruptedException {
        require(send(request(call).DELETE().build()));
    }

    /**
     * Writes JSON.
     *
     * @param json whose texts are well-formed
     * @return its bytes
     */
    static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JacksonException e) {
            // Its message may hold the text.
            throw new IllegalStateException("a request cannot be written as JSON");
        }
    }

    /**
     * Reads a JSON object.
     *
     * @param body what was answered
     * @return the object
     * @throws Retriable if it is anything else
     */
    static JsonNode parse(byte[] body) throws Retriable {
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

    private HttpRequest.Builder request(String call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(call));
        return key == null ? request : request.header("Authorization", key.authorization());
    }

    private static byte[] require(HttpResponse<byte[]> response) throws LanguageModelException {
        if (response.statusCode() != OK) {
            throw ApiError.of(response.statusCode(), response.body(), RetryAfter.of(response.headers()));
        }
        return response.body();
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
}
