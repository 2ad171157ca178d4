package io.clio.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
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
public final class ApiClient {
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int UNKNOWN = 404;

    private final Endpoint endpoint;
    private final @Nullable ApiKey key;
    private final Duration timeout;
    private final Dialect dialect;
    private final HttpClient http;

    ApiClient(Endpoint endpoint, @Nullable ApiKey key, Duration timeout, Dialect dialect) {
        this.endpoint = endpoint;
        this.key = key;
        this.timeout = timeout;
        this.dialect = dialect;
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
    public JsonNode post(String call, JsonNode body) throws LanguageModelException, InterruptedException {
        return post(call, JSON, Json.write(body));
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
    public JsonNode post(String call, String type, byte[] body) throws LanguageModelException, InterruptedException {
        return Json.read(require(send(request(call)
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
    public Optional<JsonNode> find(String call) throws LanguageModelException, InterruptedException {
        HttpResponse<byte[]> response =
                send(request(call).header("Accept", JSON).GET().build());
        return response.statusCode() == UNKNOWN ? Optional.empty() : Optional.of(Json.read(require(response)));
    }

    /**
     * Asks for a file, and reads it while it arrives.
     *
     * @param call below the base
     * @param reader of its lines that are not blank, called for one after the other, in a thread of the client's
     * @throws LanguageModelException if there is no answer, or the reader does not take it
     * @throws InterruptedException if the thread is interrupted
     */
    public void lines(String call, LineReader reader) throws LanguageModelException, InterruptedException {
        var lines = new LineSubscriber(reader);
        require(send(
                request(call).GET().build(),
                response -> response.statusCode() == OK
                        ? BodySubscribers.fromLineSubscriber(lines, done -> new byte[0], StandardCharsets.UTF_8, "\n")
                        : BodySubscribers.ofByteArray()));
        lines.requireTaken();
    }

    /**
     * Takes something away.
     *
     * @param call below the base
     * @throws LanguageModelException if the service does not take it away
     * @throws InterruptedException if the thread is interrupted
     */
    public void delete(String call) throws LanguageModelException, InterruptedException {
        require(send(request(call).DELETE().build()));
    }

    private HttpRequest.Builder request(String call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(call));
        dialect.headers().forEach(request::header);
        return key == null ? request : request.header(dialect.keyHeader(), key.after(dialect.keyPrefix()));
    }

    private byte[] require(HttpResponse<byte[]> response) throws LanguageModelException {
        if (response.statusCode() != OK) {
            Optional<Duration> wait = RetryAfter.of(response.headers());
            throw dialect.errors().failure(response.statusCode(), ErrorCodes.in(response.body()), wait);
        }
        return response.body();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws LanguageModelException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(HttpRequest request, HttpResponse.BodyHandler<byte[]> handler)
            throws LanguageModelException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, handler);
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
