package io.clio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.testkit.llm.LoopbackServer;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Reply.Delivery;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the contracts of the adapters do not show: files line by line, and what a dialect decides. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApiClientTest {
    private static final String KEY = "k3y";
    private static final Dialect DIALECT = new Dialect(
            "X-Key",
            "is ",
            Map.of("X-Version", "7"),
            new ErrorCodes(
                    Set.of("known", "broke"),
                    Map.of("broke", Final.Reason.QUOTA),
                    Map.of("no such page", Final.Reason.REFUSED, "far too long", Final.Reason.CONTEXT_TOO_LONG)));

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private LoopbackServer server;
    private Reply reply = Reply.json(200, "{}");

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer(request -> {
            received.add(request);
            return reply;
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiClient client() {
        var connection = new Connection(URI.create(server.base() + "/v1"), "m", Duration.ofSeconds(20));
        connection.apiKey(KEY);
        return connection.client(DIALECT);
    }

    private List<String> lines() throws LanguageModelException, InterruptedException {
        List<String> lines = new ArrayList<>();
        client().lines("file", lines::add);
        return lines;
    }

    @Test
    void a_request_carries_the_key_and_the_headers_of_the_dialect() throws Exception {
        client().find("thing");

        assertThat(received.get(0).header("x-key")).isEqualTo("is k3y");
        assertThat(received.get(0).header("x-version")).isEqualTo("7");
        assertThat(received.get(0).path()).isEqualTo("/v1/thing");
    }

    @Test
    void a_file_is_read_line_by_line_and_blank_lines_are_passed_over() throws Exception {
        String line = "môß 苔 \u2028 \ud83c\udf3f".repeat(10_000);
        reply = Reply.page(200, line + "\n\nb\r\n \nlast");

        assertThat(lines()).containsExactly(line, "b\r", "last");
    }

    @Test
    void an_empty_file_has_no_lines() throws Exception {
        reply = Reply.page(200, "");

        assertThat(lines()).isEmpty();
    }

    @Test
    void a_line_that_is_refused_is_the_last_one_that_is_read() {
        reply = Reply.page(200, "good\nbad\ngood\n".repeat(1000));
        List<String> read = new ArrayList<>();

        assertThatThrownBy(() -> client().lines("file", line -> {
                    read.add(line);
                    if (line.equals("bad")) {
                        throw Json.malformed("a", "b");
                    }
                }))
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.MALFORMED_ANSWER));
        assertThat(read).containsExactly("good", "bad");
    }

    @Test
    void a_file_that_breaks_off_is_not_taken_for_whole() {
        reply = Reply.page(200, "line\n".repeat(1000)).by(Delivery.BROKEN_OFF);

        assertThatThrownBy(this::lines)
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.CONNECTION));
    }

    @Test
    void an_error_in_place_of_a_file_is_an_error() {
        reply = Reply.json(404, "{\"error\": {\"type\": \"known\", \"message\": \"private\"}}");

        assertThatThrownBy(this::lines)
                .isInstanceOf(Final.class)
                .hasMessage("the service answered with status 404 (known): it does not know the path or the model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"type\": \"broke\"} | QUOTA",
                "429 | {\"code\": \"broke\"} | QUOTA",
                "400 | {\"type\": \"other\"} | BAD_REQUEST",
                "400 | {\"message\": \"No such PAGE here\"} | REFUSED",
                "422 | {\"message\": \"it is far too long\"} | CONTEXT_TOO_LONG",
                "413 | {} | CONTEXT_TOO_LONG",
                "402 | {} | QUOTA",
                "403 | {} | AUTHENTICATION",
                "302 | {} | BAD_REQUEST"
            })
    void codes_come_before_the_status_and_the_status_before_words(int status, String error, Final.Reason reason) {
        reply = Reply.json(status, "{\"error\": " + error + "}");

        assertThatThrownBy(() -> client().find("a"))
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageNotContainingAny("page", "far");
    }

    @Test
    void words_do_not_make_final_what_may_pass() {
        reply = Reply.json(503, "{\"error\": {\"message\": \"far too long a queue\"}}");

        assertThatThrownBy(() -> client().find("a")).isInstanceOf(Retriable.class);
    }

    @Test
    void neither_key_nor_address_is_printed() {
        var connection = new Connection(URI.create("https://h0st/v1"), "m", Duration.ofSeconds(1));
        connection.apiKey(KEY);

        assertThat(connection + " " + new ApiKey(KEY)).isEqualTo("Connection[m] ApiKey[hidden]");
    }
}
