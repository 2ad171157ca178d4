package io.clio.openai;

import static io.clio.openai.EmbeddingServer.by;
import static io.clio.openai.EmbeddingServer.changed;
import static io.clio.openai.EmbeddingServer.raw;
import static io.clio.openai.EmbeddingServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.llm.LanguageModelException;
import io.clio.testkit.llm.Reply.Delivery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that hangs fails after half a minute, instead of holding up the build. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenAiEmbedderTest {
    private static final String KEY = "sk-0123456789abcdef";
    private static final String SECRET = "my aunt Mathilda in Ghent";

    private EmbeddingServer server;
    private final List<Duration> waits = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddingServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenAiEmbedder.Builder builder() {
        return OpenAiEmbedder.builder(server.base(), "some-model")
                .apiKey(KEY)
                .normalize(false)
                .pause(waits::add);
    }

    private static List<SensitiveText> texts(String... texts) {
        return Arrays.stream(texts).map(SensitiveText::of).toList();
    }

    private Embeddings embed(String... texts) {
        return builder().build().embed(texts(texts));
    }

    private void fails(Class<? extends LanguageModelException> kind, String... parts) {
        assertThatThrownBy(() -> embed(SECRET, "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(kind)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts))
                .satisfies(e -> assertThat(printed(e))
                        .doesNotContain(SECRET)
                        .doesNotContain("Mathilda")
                        .doesNotContain(KEY));
    }

    private static String printed(Throwable e) {
        var out = new StringWriter();
        e.printStackTrace(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void each_text_gets_the_vector_that_the_service_gives_it() {
        Embeddings e = embed("a", "four", "a");
        assertThat(e.rows()).isEqualTo(3);
        assertThat(e.values()).containsExactly(1, 1, 4, 1, 1, 1);
    }

    @Test
    void a_request_holds_model_texts_and_key_and_equal_texts_once() {
        embed("a", "four", "a");
        assertThat(server.requests())
                .singleElement()
                .hasToString("{\"model\":\"some-model\",\"input\":[\"a\",\"four\"]}");
        assertThat(server.authorizations()).containsExactly("Bearer " + KEY);
    }

    @Test
    void without_a_key_none_is_sent() {
        OpenAiEmbedder.builder(server.base(), "m").build().embed(texts("a"));
        assertThat(server.authorizations()).containsExactly("");
    }

    @Test
    void no_texts_give_no_rows_and_no_request() {
        assertThat(embed().rows()).isZero();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void vectors_are_scaled_to_unit_length_by_default() {
        assertThat(builder().normalize(true).build().embed(texts("four")).values())
                .containsExactly((float) (4 / Math.sqrt(17)), (float) (1 / Math.sqrt(17)));
    }

    @Test
    void texts_go_in_batches_by_number_and_by_length() {
        builder().batch(3, 10).build().embed(texts("1", "22", "333", "4444", "55555", "666666", "7 is far too long"));
        assertThat(server.requests().stream()
                        .map(request -> request.path("input").toString()))
                .containsExactly(
                        "[\"1\",\"22\",\"333\"]", "[\"4444\",\"55555\"]", "[\"666666\"]", "[\"7 is far too long\"]");
    }

    @Test
    void a_long_text_keeps_its_start_and_its_end() {
        builder().longestText(16).build().embed(texts("start 0123456789 end", "sixteen letters!"));
        assertThat(server.requests().get(0).path("input").path(0).textValue()).isEqualTo("start 0 … 89 end");
        assertThat(server.requests().get(0).path("input").path(1).textValue()).isEqualTo("sixteen letters!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void a_blank_text_is_sent_as_a_full_stop(String text) {
        assertThat(embed(text, "four").values()).containsExactly(1, 1, 4, 1);
        assertThat(server.requests().get(0).path("input").path(0).textValue()).isEqualTo(".");
    }

    @Test
    void half_a_surrogate_pair_is_sent_as_a_replacement() {
        embed("a\ud800b", "\ud83d\ude00");
        assertThat(server.requests().get(0).path("input").path(0).textValue()).isEqualTo("a\ufffdb");
        assertThat(server.requests().get(0).path("input").path(1).textValue()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void dimensions_are_asked_for_and_checked() {
        OpenAiEmbedder two = builder().dimensions(2).build();
        assertThat(two.embed(texts("four")).values()).containsExactly(4, 1);
        assertThat(server.requests().get(0).path("dimensions").intValue()).isEqualTo(2);
        assertThatThrownBy(() -> builder().dimensions(3).build().embed(texts("four")))
                .hasMessageContaining("data[0].embedding: found 2 numbers, expected 3 numbers");
    }

    @Test
    void the_index_of_a_vector_decides_and_not_its_place() {
        server.then(changed(good -> {
            ArrayNode data = (ArrayNode) good.get("data");
            data.add(data.remove(0));
            return good;
        }));
        assertThat(embed("1", "22", "333").values()).containsExactly(1, 1, 2, 1, 3, 1);
    }

    @Test
    void an_answer_with_too_few_or_too_many_vectors_is_refused_at_once() {
        server.then(changed(good -> {
            ((ArrayNode) good.get("data")).remove(0);
            return good;
        }));
        fails(LanguageModelException.Final.class, "field data: found 1 vectors, expected 2 vectors");
        server.then(changed(good -> {
            ((ArrayNode) good.get("data")).add(good.get("data").get(0));
            return good;
        }));
        fails(LanguageModelException.Final.class, "found 3 vectors, expected 2 vectors");
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index | 0 | data[1].index: found 0 a second time",
                "index | 2 | data[1].index: found another value, expected a whole number from 0 to 1",
                "index | \"1\" | data[1].index",
                "index | null | data[1].index",
                "embedding | [1] | data[1].embedding: found 1 numbers, expected 2 numbers",
                "embedding | \"AAAA\" | data[1].embedding: found no array",
                "embedding | [1, null] | data[1].embedding[1]: found another value, expected a finite number",
                "embedding | [\"1\", 1] | data[1].embedding[0]",
                "embedding | [1e300, 1] | data[1].embedding[0]",
                "embedding | [1e999, 1] | data[1].embedding[0]"
            })
    void an_answer_with_a_vector_that_does_not_fit_is_refused_at_once(String field, String value, String message)
            throws IOException {
        JsonNode wrong = new com.fasterxml.jackson.databind.ObjectMapper().readTree(value);
        server.then(changed(good -> {
            ((ObjectNode) good.get("data").get(1)).set(field, wrong);
            return good;
        }));
        fails(LanguageModelException.Final.class, message);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_vector_of_another_length_than_in_an_earlier_call_is_refused() {
        OpenAiEmbedder embedder = builder().build();
        embedder.embed(texts("a"));
        server.then(raw("{\"data\": [{\"index\": 0, \"embedding\": [1, 2, 3]}]}"));
        assertThatThrownBy(() -> embedder.embed(texts("b"))).hasMessageContaining("found 3 numbers, expected 2");
    }

    @Test
    void a_vector_without_a_direction_is_refused_where_it_is_scaled() {
        server.then(raw("{\"data\": [{\"index\": 0, \"embedding\": [0, 0]}]}"));
        assertThatThrownBy(() -> builder().normalize(true).build().embed(texts("b")))
                .hasMessageContaining("zeros alone");
    }

    @Test
    void faults_that_pass_are_waited_out() {
        server.then(
                status(500, "{}"),
                status(503, "<html>busy</html>"),
                by(Delivery.CLOSED),
                raw("{\"data\": [{\"index\": 0, \"embed"));
        assertThat(embed("a", "four").values()).containsExactly(1, 1, 4, 1);
        assertThat(waits).hasSize(4);
        // Half of what doubling gives is the least.
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isBetween(Duration.ofMillis(250L << i), Duration.ofMillis(500L << i));
        }
    }

    @Test
    void an_answer_that_breaks_off_is_asked_for_again() {
        server.then(by(Delivery.BROKEN_OFF));
        assertThat(embed("a").values()).containsExactly(1, 1);
        assertThat(waits).hasSize(1);
    }

    @Test
    void after_the_last_attempt_the_fault_is_told() {
        server.then(status(500, "{}"), status(500, "{}"), status(500, "{}"), status(500, "{}"), status(502, SECRET));
        fails(LanguageModelException.Retriable.class, "status 502", "5 attempts");
        assertThat(server.requests()).hasSize(5);
        assertThat(waits).hasSize(4);
    }

    @Test
    void no_wait_is_shorter_than_the_service_asks_for() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(50));
        server.then(
                status(429, "{}", "Retry-After", "7"),
                status(429, "{}", "Retry-After", soon),
                status(429, "{}", "Retry-After", "soon"));
        assertThat(embed("a").values()).containsExactly(1, 1);
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(51));
        assertThat(waits.get(2)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_service_that_asks_to_wait_too_long_is_not_asked_again() {
        server.then(status(429, "{}", "Retry-After", "3600"));
        fails(LanguageModelException.Retriable.class, "status 429", "3600 s", "60 s");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\": {\"code\": \"invalid_api_key\", \"message\": \"bad key sk-0123456789abcdef\"}} | status 401 (invalid_api_key): it does not accept the API key",
                "400 | {\"error\": {\"message\": \"my aunt Mathilda in Ghent\"}} | status 400: it refuses the request",
                "404 | {\"error\": {\"code\": \"my aunt Mathilda in Ghent\"}} | status 404: it does not know the path or the model",
                "429 | {\"error\": {\"type\": \"insufficient_quota\"}} | the quota is used up",
                "418 | Mathilda | status 418",
                "204 | | status 204"
            })
    void a_fault_that_does_not_pass_is_told_at_once_and_without_what_the_service_wrote(
            int status, String body, String message) {
        server.then(status(status, body == null ? "" : body));
        fails(LanguageModelException.Final.class, message);
        assertThat(server.requests()).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var elsewhere = new EmbeddingServer()) {
            server.then(status(307, "", "Location", elsewhere.base() + "/embeddings"));
            fails(LanguageModelException.Final.class, "status 307: redirects are not followed");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void an_answer_that_does_not_come_or_does_not_end_in_time_is_asked_for_again() {
        server.then(by(Delivery.SILENCE), by(Delivery.STALLED));
        assertThat(builder()
                        .timeout(Duration.ofSeconds(1))
                        .build()
                        .embed(texts("a"))
                        .values())
                .containsExactly(1, 1);
        assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3);
        server.then(by(Delivery.SILENCE));
        assertThatThrownBy(() -> builder()
                        .timeout(Duration.ofSeconds(1))
                        .retries(1, Duration.ZERO, Duration.ZERO)
                        .build()
                        .embed(texts("a")))
                .hasMessageContaining("did not answer within 1000 ms");
    }

    @Test
    void a_service_that_is_not_there_is_tried_again_and_told_without_its_address() {
        URI gone = server.base();
        server.close();
        assertThatThrownBy(() -> OpenAiEmbedder.builder(gone, "m")
                        .pause(waits::add)
                        .build()
                        .embed(texts(SECRET)))
                .hasCauseInstanceOf(LanguageModelException.Retriable.class)
                .satisfies(
                        e -> assertThat(printed(e)).doesNotContain("127.0.0.1").doesNotContain(SECRET));
        assertThat(waits).hasSize(4);
    }

    @Test
    void an_interrupted_thread_gives_up_its_call_and_stays_interrupted() throws Exception {
        server.then(by(Delivery.SILENCE));
        interrupted(builder(), server::awaitRequest);
    }

    @Test
    void an_interrupted_thread_gives_up_waiting() throws Exception {
        server.then(status(429, "{}", "Retry-After", "50"));
        var waiting = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        interrupted(
                builder().pause(wait -> {
                    waiting.countDown();
                    never.await();
                }),
                waiting::await);
    }

    private interface Moment {
        void await() throws InterruptedException;
    }

    private void interrupted(OpenAiEmbedder.Builder builder, Moment moment) throws Exception {
        OpenAiEmbedder embedder = builder.build();
        var stays = new CompletableFuture<Boolean>();
        Thread thread = new Thread(() -> {
            try {
                embedder.embed(texts(SECRET));
                stays.completeExceptionally(new AssertionError("vectors came"));
            } catch (CancellationException e) {
                stays.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException e) {
                stays.completeExceptionally(e);
            }
        });
        thread.start();
        moment.await();
        thread.interrupt();
        try {
            assertThat(stays.get()).isTrue();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void neither_key_nor_address_is_printed() {
        OpenAiEmbedder.Builder builder = builder().dimensions(2);
        assertThat(builder + " " + builder.build() + " " + builder.build().name())
                .isEqualTo("OpenAiEmbedder.Builder[some-model] OpenAiEmbedder[some-model, 2 dimensions, remote]"
                        + " some-model, 2 dimensions, remote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk 0123", "sk-0123\n", "sk-\u00e9"})
    void a_key_that_is_none_is_refused_and_not_printed(String key) {
        assertThatThrownBy(() -> builder().apiKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visible ASCII")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h0st/v1",
                "h0st/v1",
                "https://user:pa55@h0st/v1",
                "https://h0st/v1?key=pa55",
                "https://h0st/v1#pa55",
                "http://h0st/v1",
                "http://127.0.0.1.h0st/v1"
            })
    void an_address_that_is_none_or_unencrypted_is_refused_and_not_printed(String base) {
        assertThatThrownBy(() -> OpenAiEmbedder.builder(URI.create(base), "m").build())
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("h0st").doesNotContain("pa55"));
    }

    @Test
    void an_unencrypted_address_may_be_allowed() {
        assertThat(OpenAiEmbedder.builder(URI.create("http://h0st/v1"), "m")
                        .plainHttp()
                        .build())
                .isNotNull();
    }

    @Test
    void languages_are_aligned_unless_one_says_otherwise() {
        assertThat(builder().build().alignsLanguages()).isTrue();
        assertThat(builder().alignsLanguages(false).build().alignsLanguages()).isFalse();
    }
}
