package io.clio.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.testkit.llm.BatchDesk;
import io.clio.testkit.llm.BatchLanguageModelContract;
import io.clio.testkit.llm.Detail;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, by a model that takes prefills, and what the protocol says besides. */
class AnthropicModelTest extends BatchLanguageModelContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SensitiveText ASKED = SensitiveText.of("Is it green?");
    private static final CompletionRequest QUESTION = CompletionRequest.of(ASKED);

    private static AnthropicModel.Builder builder(Service service) {
        return AnthropicModel.builder(URI.create(service.base() + "/v1"), service.model())
                .apiKey(service.key())
                .timeout(service.timeout());
    }

    @Override
    protected AnthropicModel model(Service service) {
        return builder(service).withPrefill().build();
    }

    @Override
    public Set<Detail> details() {
        return EnumSet.allOf(Detail.class);
    }

    @Override
    protected Reply reply(Outcome said) {
        return switch (said.kind()) {
            case ANSWER ->
                Reply.json(
                        200,
                        message(said, said.finish() == Finish.STOP ? "end_turn" : "max_tokens")
                                .toString());
            case REFUSAL -> Reply.json(200, message(said, "refusal").toString());
            default ->
                Reply.json(said.kind().status(), error(type(said), text(said)).toString());
        };
    }

    private static ObjectNode message(Outcome said, String reason) {
        ObjectNode message = MAPPER.createObjectNode().put("type", "message").put("role", "assistant");
        message.putArray("content").addObject().put("type", "text").put("text", said.text());
        message.put("stop_reason", reason).putNull("stop_sequence");
        TokenUsage usage = said.usage();
        message.putObject("usage")
                .put("input_tokens", usage.input() - usage.cacheRead() - usage.cacheWritten())
                .put("cache_read_input_tokens", usage.cacheRead())
                .put("cache_creation_input_tokens", usage.cacheWritten())
                .put("output_tokens", usage.output());
        return message;
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode body = MAPPER.createObjectNode().put("type", "error").put("request_id", "req_1");
        body.putObject("error").put("type", type).put("message", message);
        return body;
    }

    private static String type(Outcome said) {
        return switch (said.kind()) {
            case RATE_LIMIT -> "rate_limit_error";
            case QUOTA -> "billing_error";
            case OVERLOADED -> "overloaded_error";
            case UNAUTHORIZED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case UNKNOWN_MODEL -> "not_found_error";
            case BAD_REQUEST, CONTEXT_TOO_LONG -> "invalid_request_error";
            default -> "api_error";
        };
    }

    private static String text(Outcome said) {
        return said.kind() == Outcome.Kind.CONTEXT_TOO_LONG
                ? "prompt is too long: 9 tokens > 8 maximum. " + said.text()
                : said.text();
    }

    @Override
    protected Reply batch(Received request, BatchDesk desk) {
        String path = request.path().substring("/v1/messages/batches".length());
        if (path.isEmpty()) {
            var requests = new LinkedHashMap<String, String>();
            json(request.body())
                    .path("requests")
                    .forEach(item -> requests.put(
                            item.path("custom_id").asText(), item.path("params").toString()));
            return state(desk.open(requests), BatchState.RUNNING);
        }
        String[] parts = path.substring(1).split("/", -1);
        String verb = parts.length > 1 ? parts[1] : "";
        if (desk.state(parts[0]).isEmpty() || (verb.equals("cancel") && !desk.cancel(parts[0]))) {
            return Reply.json(404, error("not_found_error", "no such batch").toString());
        }
        return verb.equals("results")
                ? Reply.page(200, results(desk.outcomes(parts[0])))
                : state(parts[0], desk.state(parts[0]).get());
    }

    private static Reply state(String id, BatchState state) {
        ObjectNode batch = MAPPER.createObjectNode().put("id", id).put("type", "message_batch");
        batch.put("processing_status", state == BatchState.RUNNING ? "in_progress" : "ended");
        batch.put("archived_at", state == BatchState.LOST ? "2026-11-01T00:00:00Z" : null);
        return Reply.json(200, batch.toString());
    }

    private String results(Map<String, Outcome> outcomes) {
        var lines = new StringBuilder();
        outcomes.forEach((key, outcome) -> {
            Reply reply = reply(outcome);
            boolean succeeded = reply.status() == 200;
            ObjectNode line = MAPPER.createObjectNode().put("custom_id", key);
            line.putObject("result")
                    .put("type", succeeded ? "succeeded" : "errored")
                    .set(succeeded ? "message" : "error", json(reply.body()));
            lines.append(line).append('\n');
        });
        return lines.toString();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode sent(LanguageModel model, CompletionRequest request) throws Exception {
        model.complete(request);
        return json(bench().only().body());
    }

    private JsonNode sent(CompletionRequest request) throws Exception {
        return sent(bench().model(), request);
    }

    private void unsupported(LanguageModel model, CompletionRequest request) {
        assertThatThrownBy(() -> model.complete(request))
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(Final.Reason.UNSUPPORTED));
        assertThat(bench().received()).isEmpty();
    }

    @Test
    void a_request_is_what_the_protocol_says() throws Exception {
        JsonNode sent = sent(CompletionRequest.builder()
                .system(SensitiveText.of("Sort moss."))
                .user(ASKED)
                .assistant(SensitiveText.of("{}"))
                .sharedSoFar()
                .user(SensitiveText.of("And now?"))
                .temperature(0.5)
                .maxTokens(77)
                .schema(new AnswerSchema("colour", "{\"type\": \"object\"}"))
                .build());

        assertThat(sent)
                .hasToString(
                        "{\"model\":\"contract-model\",\"max_tokens\":77,\"temperature\":0.5,"
                                + "\"system\":\"Sort moss.\",\"messages\":["
                                + "{\"role\":\"user\",\"content\":\"Is it green?\"},"
                                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"{}\","
                                + "\"cache_control\":{\"type\":\"ephemeral\"}}]},"
                                + "{\"role\":\"user\",\"content\":\"And now?\"}],"
                                + "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}}");
        Received received = bench().only();
        assertThat(received.path()).isEqualTo("/v1/messages");
        assertThat(received.header("x-api-key")).isEqualTo(bench().service().key());
        assertThat(received.header("anthropic-version")).isEqualTo("2023-06-01");
    }

    @Test
    void instructions_that_are_shared_are_put_into_the_cache() throws Exception {
        JsonNode sent = sent(CompletionRequest.builder()
                .system(SensitiveText.of("Sort moss."))
                .sharedSoFar()
                .user(ASKED)
                .build());

        assertThat(sent.path("system"))
                .hasToString(
                        "[{\"type\":\"text\",\"text\":\"Sort moss.\",\"cache_control\":{\"type\":\"ephemeral\"}}]");
        assertThat(sent.path("messages").toString()).doesNotContain("cache_control");
    }

    @Test
    void an_empty_message_is_not_put_into_the_cache_for_the_service_refuses_that() throws Exception {
        JsonNode sent = sent(CompletionRequest.builder()
                .system(SensitiveText.of(""))
                .sharedSoFar()
                .user(ASKED)
                .build());

        assertThat(sent.toString()).doesNotContain("cache_control");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.7, 0.7", "1, 1", "1.2, 1", "2, 1"})
    void the_liveliest_temperature_is_one(double asked, double expected) throws Exception {
        JsonNode sent =
                sent(CompletionRequest.builder().user(ASKED).temperature(asked).build());

        assertThat(sent.path("temperature").doubleValue()).isEqualTo(expected);
    }

    @Test
    void a_model_that_takes_no_temperature_is_sent_none() throws Exception {
        JsonNode sent = sent(builder(bench().service()).withoutTemperature().build(), QUESTION);

        assertThat(sent.has("temperature")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"'{\"a\": '|{\"a\":", "'It is\n'|It is"},
            delimiter = '|')
    void a_prefill_is_the_last_message_and_does_not_end_with_a_blank(String prefill, String expected) throws Exception {
        JsonNode sent = sent(CompletionRequest.builder()
                .user(ASKED)
                .prefill(SensitiveText.of(prefill))
                .build());

        assertThat(sent.at("/messages/1/role").asText()).isEqualTo("assistant");
        assertThat(sent.at("/messages/1/content").asText()).isEqualTo(expected);
    }

    @Test
    void a_prefill_of_blanks_is_none() throws Exception {
        JsonNode sent = sent(CompletionRequest.builder()
                .user(ASKED)
                .prefill(SensitiveText.of(" \n"))
                .build());

        assertThat(sent.path("messages")).hasSize(1);
    }

    @Test
    void a_model_refuses_prefills_unless_it_is_said_to_take_them() {
        AnthropicModel model = builder(bench().service()).build();

        assertThat(model.capabilities().prefill()).isFalse();
        unsupported(
                model,
                CompletionRequest.builder()
                        .user(ASKED)
                        .prefill(SensitiveText.of("It"))
                        .build());
    }

    @Test
    void a_model_without_schemas_refuses_them() {
        AnthropicModel model =
                builder(bench().service()).withoutSchemas().contextTokens(4096).build();

        assertThat(model.capabilities().schema()).isFalse();
        assertThat(model.capabilities().contextTokens()).isEqualTo(4096);
        unsupported(
                model,
                CompletionRequest.builder()
                        .user(ASKED)
                        .schema(new AnswerSchema("colour", "{}"))
                        .build());
    }

    @Test
    void a_schema_and_a_prefill_together_are_refused_before_anything_is_sent() {
        unsupported(
                bench().model(),
                CompletionRequest.builder()
                        .user(ASKED)
                        .schema(new AnswerSchema("colour", "{}"))
                        .prefill(SensitiveText.of("{"))
                        .build());
    }

    private Completion answered(String message) throws Exception {
        bench().sends(Reply.json(200, "{" + message.replace('\'', '"') + "}"));
        return bench().ask(QUESTION);
    }

    @Test
    void what_the_model_thought_is_no_part_of_the_answer() throws Exception {
        Completion completion =
                answered("'content': [{'type': 'thinking', 'thinking': 'hm'}, {'type': 'text', 'text': 'It '},"
                        + " {'type': 'text', 'text': 'is.'}], 'stop_reason': 'end_turn'");

        assertThat(completion.text().reveal()).isEqualTo("It is.");
        assertThat(completion.usage()).isEqualTo(TokenUsage.NONE);
    }

    @ParameterizedTest
    @CsvSource({"end_turn, STOP", "stop_sequence, STOP", "max_tokens, LENGTH", "model_context_window_exceeded, LENGTH"})
    void an_answer_without_blocks_is_empty(String reason, Finish finish) throws Exception {
        Completion completion = answered("'content': [], 'stop_reason': '" + reason + "'");

        assertThat(completion.text().reveal()).isEmpty();
        assertThat(completion.finish()).isEqualTo(finish);
    }

    @Test
    void an_answer_that_is_paused_may_be_whole_next_time() {
        assertThatThrownBy(() -> answered("'content': [], 'stop_reason': 'pause_turn'"))
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.OVERLOAD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'content': [], 'stop_reason': 'tool_use' | stop_reason",
                "'content': [], 'stop_reason': null | stop_reason",
                "'content': 'moss', 'stop_reason': 'end_turn' | content",
                "'content': [{'type': 'text'}], 'stop_reason': 'end_turn' | content[].text",
                "'content': [], 'stop_reason': 'end_turn', 'usage': {'input_tokens': 1.5} | usage.input_tokens",
                "'content': [], 'stop_reason': 'end_turn', 'usage': {'input_tokens': 9223372036854775807,"
                        + " 'cache_read_input_tokens': 1} | usage"
            })
    void an_answer_that_does_not_fit_names_the_field(String message, String field) {
        assertThatThrownBy(() -> answered(message))
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.MALFORMED_ANSWER))
                .hasMessageStartingWith("field " + field + " of the answer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your credit balance is too low to go on. | QUOTA",
                "input length and `max_tokens` exceed context limit: 9 + 9 > 8 | CONTEXT_TOO_LONG",
                "Output blocked by content filtering policy | REFUSED",
                "temperature is deprecated for this model | BAD_REQUEST"
            })
    void what_a_bad_request_is_is_known_by_its_words(String words, Final.Reason reason) {
        bench().sends(Reply.json(400, error("invalid_request_error", words).toString()));

        assertThat(bench().failure())
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith("the service answered with status 400 (invalid_request_error)");
    }

    @Test
    void a_request_that_is_too_large_is_too_long() {
        bench().sends(Reply.page(413, "<html>too large</html>"));

        assertThat(bench().failure())
                .isInstanceOfSatisfying(
                        Final.class, e -> assertThat(e.reason()).isEqualTo(Final.Reason.CONTEXT_TOO_LONG));
    }

    private LanguageModelException inBatch(String result) throws Exception {
        bench().sends(state("b1", BatchState.ENDED))
                .sends(Reply.page(200, ("{'custom_id': 'k', 'result': " + result + "}").replace('\'', '"')));
        Map<String, BatchAnswer> answers = model(bench().service()).collect("b1");
        return ((BatchAnswer.Failed) answers.get("k")).reason();
    }

    @ParameterizedTest
    @CsvSource({"expired, TIMEOUT", "canceled, OVERLOAD", "else, MALFORMED_ANSWER"})
    void what_a_batch_did_not_come_to_may_be_asked_again(String type, Retriable.Reason reason) throws Exception {
        assertThat(inBatch("{'type': '" + type + "'}"))
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "billing_error, Final QUOTA",
        "authentication_error, Final AUTHENTICATION",
        "request_too_large, Final CONTEXT_TOO_LONG",
        "overloaded_error, Retriable OVERLOAD",
        "rate_limit_error, Retriable RATE_LIMIT",
        "something_new, Retriable OVERLOAD"
    })
    void an_error_in_a_batch_is_known_by_its_type(String type, String expected) throws Exception {
        LanguageModelException e =
                inBatch("{'type': 'errored', 'error': {'type': 'error', 'error': {'type': '" + type + "'}}}");

        assertThat(e instanceof Final last ? "Final " + last.reason() : "Retriable " + ((Retriable) e).reason())
                .isEqualTo(expected);
    }

    @Test
    void a_batch_that_is_being_cancelled_still_runs() throws Exception {
        bench().sends(Reply.json(200, "{\"processing_status\": \"canceling\"}"));

        assertThat(model(bench().service()).poll("b1")).isEqualTo(BatchState.RUNNING);
    }

    @Test
    void answers_of_a_batch_are_not_fetched_from_where_the_service_says_they_are() throws Exception {
        bench().sends(Reply.json(
                        200, "{\"processing_status\": \"ended\", \"results_url\": \"http://192.0.2.1/elsewhere\"}"))
                .sends(Reply.page(200, ""));

        assertThat(model(bench().service()).collect("b1")).isEmpty();
        assertThat(bench().received().get(1).path()).isEqualTo("/v1/messages/batches/b1/results");
    }

    @Test
    void an_unencrypted_address_on_another_machine_must_be_allowed() {
        AnthropicModel.Builder builder = AnthropicModel.builder(URI.create("http://h0st/v1"), "m");

        assertThatThrownBy(builder::build).hasMessageContaining("plainHttp()").hasMessageNotContaining("h0st");
        assertThat(builder.plainHttp().build()).hasToString("AnthropicModel[m]");
        assertThat(builder).hasToString("AnthropicModel.Builder[m]");
    }
}
