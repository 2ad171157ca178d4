package io.clio.openai;

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
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.testkit.llm.BatchDesk;
import io.clio.testkit.llm.BatchLanguageModelContract;
import io.clio.testkit.llm.OpenAiWords;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModelTest extends BatchLanguageModelContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CompletionRequest QUESTION = CompletionRequest.of(SensitiveText.of("What is moss?"));

    private static OpenAiModel.Builder builder(Service service) {
        return OpenAiModel.builder(URI.create(service.base() + "/v1"), service.model())
                .apiKey(service.key())
                .timeout(service.timeout());
    }

    @Override
    protected OpenAiModel model(Service service) {
        return builder(service).build();
    }

    @Override
    protected Reply reply(Outcome said) {
        return OpenAiWords.reply(said);
    }

    @Override
    protected Reply batch(Received request, BatchDesk desk) {
        String[] path = request.path().substring("/v1/".length()).split("/", -1);
        ObjectNode answer = MAPPER.createObjectNode();
        if (path[0].equals("files")) {
            return request.method().equals("POST")
                    ? Reply.json(
                            200, answer.put("id", desk.keep(jsonl(request))).toString())
                    : desk.kept(path[1]).map(file -> Reply.page(200, file)).orElse(Reply.json(404, "{}"));
        }
        if (path.length == 1) {
            String file = desk.kept(json(request.body()).path("input_file_id").asText())
                    .orElseThrow();
            String id = desk.open(requests(file));
            return Reply.json(
                    200, answer.put("id", id).put("status", "validating").toString());
        }
        if ((path.length == 3 && !desk.cancel(path[1])) || desk.state(path[1]).isEmpty()) {
            return Reply.json(404, "{\"error\": {\"message\": \"no such batch\"}}");
        }
        BatchState state = desk.state(path[1]).get();
        answer.put("id", path[1])
                .put(
                        "status",
                        switch (state) {
                            case RUNNING -> "in_progress";
                            case ENDED -> "completed";
                            case LOST -> "failed";
                        });
        if (state == BatchState.ENDED) {
            answer.put("output_file_id", desk.keep(results(desk.outcomes(path[1]), 200)));
            answer.put("error_file_id", desk.keep(results(desk.outcomes(path[1]), 0)));
        }
        return Reply.json(200, answer.toString());
    }

    /** The file in a multipart body. */
    private static String jsonl(Received request) {
        String boundary = request.header("Content-Type").replaceFirst(".*boundary=", "");
        List<String> parts = List.of(request.body().split("--" + boundary + "(--)?\r\n", -1));
        assertThat(parts).hasSize(4);
        assertThat(parts.get(1)).contains("name=\"purpose\"").endsWith("\r\n\r\nbatch\r\n");
        return parts.get(2).substring(parts.get(2).indexOf("\r\n\r\n") + 4).strip();
    }

    private static Map<String, String> requests(String file) {
        var requests = new LinkedHashMap<String, String>();
        for (String text : file.split("\n", -1)) {
            JsonNode line = json(text);
            assertThat(line.path("method").asText() + " " + line.path("url").asText())
                    .isEqualTo("POST /v1/chat/completions");
            requests.put(line.path("custom_id").asText(), line.path("body").toString());
        }
        return requests;
    }

    /** Lines with a status, or, for 0, with any but 200. */
    private String results(Map<String, Outcome> outcomes, int status) {
        var lines = new StringBuilder();
        outcomes.forEach((key, outcome) -> {
            Reply reply = reply(outcome);
            if ((reply.status() == 200) == (status == 200)) {
                ObjectNode line =
                        MAPPER.createObjectNode().put("id", "r-" + key).put("custom_id", key);
                line.putNull("error")
                        .putObject("response")
                        .put("status_code", reply.status())
                        .set("body", json(reply.body()));
                lines.append(line).append('\n');
            }
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

    private JsonNode sent(OpenAiModel model, CompletionRequest request) throws Exception {
        model.complete(request);
        return json(bench().only().body());
    }

    @Test
    void a_request_is_what_the_protocol_says() throws Exception {
        JsonNode sent = sent(
                model(bench().service()),
                CompletionRequest.builder()
                        .system(SensitiveText.of("Sort moss."))
                        .user(SensitiveText.of("Is it green?"))
                        .assistant(SensitiveText.of("{}"))
                        .user(SensitiveText.of("And now?"))
                        .temperature(0.5)
                        .maxTokens(77)
                        .schema(new AnswerSchema("colour", "{\"type\": \"object\"}"))
                        .build());

        assertThat(sent)
                .hasToString("{\"model\":\"contract-model\",\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"Sort moss.\"},"
                        + "{\"role\":\"user\",\"content\":\"Is it green?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"{}\"},"
                        + "{\"role\":\"user\",\"content\":\"And now?\"}],"
                        + "\"temperature\":0.5,\"max_completion_tokens\":77,"
                        + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"colour\","
                        + "\"strict\":true,\"schema\":{\"type\":\"object\"}}}}");
        assertThat(bench().only().path()).isEqualTo("/v1/chat/completions");
        assertThat(bench().only().header("Authorization"))
                .isEqualTo("Bearer " + bench().service().key());
    }

    @Test
    void an_older_server_is_told_the_length_as_it_knows_it() throws Exception {
        JsonNode sent = sent(builder(bench().service()).olderServer().build(), QUESTION);

        assertThat(sent.path("max_tokens").intValue()).isEqualTo(1024);
        assertThat(sent.has("max_completion_tokens")).isFalse();
    }

    @Test
    void a_model_that_takes_no_temperature_is_sent_none() throws Exception {
        JsonNode sent = sent(builder(bench().service()).withoutTemperature().build(), QUESTION);

        assertThat(sent.has("temperature")).isFalse();
    }

    @Test
    void without_a_key_none_is_sent() throws Exception {
        sent(
                OpenAiModel.builder(URI.create(bench().service().base() + "/v1"), "m")
                        .build(),
                QUESTION);

        assertThat(bench().only().headers()).doesNotContainKey("authorization");
    }

    @Test
    void a_model_without_schemas_refuses_them() {
        OpenAiModel model =
                builder(bench().service()).withoutSchemas().contextTokens(4096).build();

        assertThat(model.capabilities().schema()).isFalse();
        assertThat(model.capabilities().contextTokens()).isEqualTo(4096);
        assertThatThrownBy(() -> model.complete(CompletionRequest.builder()
                        .user(SensitiveText.of("Is it green?"))
                        .schema(new AnswerSchema("colour", "{}"))
                        .build()))
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(Final.Reason.UNSUPPORTED));
        assertThat(bench().received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"moss", "null"})
    void a_schema_that_is_no_object_is_refused_before_anything_is_sent(String schema) {
        assertThatThrownBy(() -> bench().ask(CompletionRequest.builder()
                        .user(SensitiveText.of("Is it green?"))
                        .schema(new AnswerSchema("colour", schema))
                        .build()))
                .isInstanceOf(Final.class)
                .hasMessage("the schema colour is not a JSON object");
        assertThat(bench().received()).isEmpty();
    }

    private Completion answered(String choiceAndUsage) throws Exception {
        bench().sends(Reply.json(200, "{\"choices\": [" + choiceAndUsage + "}"));
        return bench().ask(QUESTION);
    }

    @Test
    void a_server_that_tells_no_usage_gives_none() throws Exception {
        Completion completion = answered("{\"finish_reason\": \"stop\", \"message\": {\"content\": \"Moss.\"}}]");

        assertThat(completion.usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void a_model_that_only_thought_gives_an_empty_answer_that_was_cut_off() throws Exception {
        Completion completion = answered("{\"finish_reason\": \"length\", \"message\": {\"content\": null}}],"
                + " \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 9}");

        assertThat(completion.text().reveal()).isEmpty();
        assertThat(completion.finish()).isEqualTo(Finish.LENGTH);
        assertThat(completion.usage()).isEqualTo(TokenUsage.of(5, 9));
    }

    @Test
    void an_answer_that_a_filter_held_back_is_a_refusal() {
        assertThatThrownBy(
                        () -> answered("{\"finish_reason\": \"content_filter\", \"message\": {\"content\": \"Mo\"}}]"))
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(Final.Reason.REFUSED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"finish_reason\": \"tool_calls\", \"message\": {\"content\": \"x\"}}] | choices[0].finish_reason",
                "{\"message\": {\"content\": \"x\"}}] | choices[0].finish_reason",
                "{\"finish_reason\": \"stop\", \"message\": {\"content\": null}}] | choices[0].message.content",
                "{\"finish_reason\": \"stop\", \"message\": {\"content\": \"x\"}}], \"usage\": {\"prompt_tokens\": -1} | usage.prompt_tokens",
                "{\"finish_reason\": \"stop\", \"message\": {\"content\": \"x\"}}], \"usage\": {\"prompt_tokens\": 1.5} | usage.prompt_tokens",
                "{\"finish_reason\": \"stop\", \"message\": {\"content\": \"x\"}}], \"usage\": {\"prompt_tokens\": 1, \"prompt_tokens_details\": {\"cached_tokens\": 2}} | usage"
            })
    void an_answer_that_does_not_fit_names_the_field(String choiceAndUsage, String field) {
        assertThatThrownBy(() -> answered(choiceAndUsage))
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.MALFORMED_ANSWER))
                .hasMessageStartingWith("field " + field + " of the answer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\": {\"code\": \"content_filter\"}} | REFUSED",
                "400 | {\"error\": {\"message\": \"This model's maximum context length is 10 tokens\"}} | CONTEXT_TOO_LONG",
                "400 | {\"error\": {\"type\": \"exceed_context_size_error\"}} | CONTEXT_TOO_LONG",
                "413 | too large | CONTEXT_TOO_LONG",
                "402 | {} | QUOTA",
                "422 | {} | BAD_REQUEST"
            })
    void other_servers_have_other_words_for_it(int status, String body, Final.Reason reason) {
        bench().sends(Reply.json(status, body));

        assertThat(bench().failure())
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"batch_expired, TIMEOUT", "batch_cancelled, OVERLOAD", "else, OVERLOAD"})
    void what_a_batch_did_not_come_to_may_be_asked_again(String code, Retriable.Reason reason) throws Exception {
        bench().sends(Reply.json(200, "{\"status\": \"expired\", \"error_file_id\": \"f1\"}"))
                .sends(Reply.page(
                        200, "{\"custom_id\": \"k\", \"response\": null, \"error\": {\"code\": \"" + code + "\"}}\n"));
        Map<String, BatchAnswer> answers = model(bench().service()).collect("b1");

        assertThat(((BatchAnswer.Failed) answers.get("k")).reason())
                .isInstanceOfSatisfying(
                        Retriable.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void the_file_of_a_batch_that_is_not_opened_is_removed() {
        for (int removal : new int[] {200, 500}) {
            bench().sends(Reply.json(200, "{\"id\": \"file-1\"}"))
                    .sends(Reply.json(429, "{}"))
                    .sends(Reply.json(removal, "{}"));

            assertThatThrownBy(() -> model(bench().service()).submit(Map.of("k", QUESTION)))
                    .isInstanceOfSatisfying(
                            Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.RATE_LIMIT));
            Received last = bench().received().get(bench().received().size() - 1);
            assertThat(last.method() + " " + last.path()).isEqualTo("DELETE /v1/files/file-1");
        }
    }

    @Test
    void of_a_key_that_comes_twice_the_first_counts() throws Exception {
        String line = "{\"custom_id\": \"k\", \"response\": {\"status_code\": 200, \"body\": %s}}\n";
        bench().sends(Reply.json(200, "{\"status\": \"completed\", \"output_file_id\": \"f1\"}"))
                .sends(Reply.page(
                        200,
                        line.formatted(reply(Outcome.answer("first")).body())
                                + line.formatted(reply(Outcome.answer("second")).body())));

        assertThat(model(bench().service()).collect("b1").get("k"))
                .isInstanceOfSatisfying(
                        BatchAnswer.Answered.class,
                        answer ->
                                assertThat(answer.completion().text().reveal()).isEqualTo("first"));
    }

    @Test
    void an_unencrypted_address_on_another_machine_must_be_allowed() {
        OpenAiModel.Builder builder = OpenAiModel.builder(URI.create("http://h0st/v1"), "m");

        assertThatThrownBy(builder::build).hasMessageContaining("plainHttp()").hasMessageNotContaining("h0st");
        assertThat(builder.plainHttp().build()).hasToString("OpenAiModel[m]");
    }
}
