package io.clio.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.testkit.llm.Detail;
import io.clio.testkit.llm.LanguageModelContract;
import io.clio.testkit.llm.OpenAiWords;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, through LangChain4j's own provider for the protocol of OpenAI. */
class LangChain4jModelTest extends LanguageModelContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CompletionRequest QUESTION = CompletionRequest.of(SensitiveText.of("What is moss?"));
    private static final CompletionRequest WITH_SCHEMA = CompletionRequest.builder()
            .system(SensitiveText.of("Sort moss."))
            .user(SensitiveText.of("Is it green?"))
            .assistant(SensitiveText.of("{}"))
            .user(SensitiveText.of("And now?"))
            .temperature(0.5)
            .maxTokens(77)
            .schema(new AnswerSchema("colour", "{\"type\": \"object\", \"properties\": {}, \"required\": []}"))
            .build();

    private static OpenAiChatModel.OpenAiChatModelBuilder chat(Service service) {
        return OpenAiChatModel.builder()
                .baseUrl(service.base() + "/v1")
                .apiKey(service.key())
                .modelName(service.model())
                .timeout(service.timeout())
                .maxRetries(0);
    }

    @Override
    protected LangChain4jModel model(Service service) {
        OpenAiChatModel chat = chat(service)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .strictJsonSchema(true)
                .build();
        return LangChain4jModel.builder(chat).timeout(service.timeout()).build();
    }

    /** LangChain4j passes on no headers, and makes a text of whatever stands in the place of one. */
    @Override
    public Set<Detail> details() {
        return EnumSet.of(Detail.QUOTA, Detail.CONTEXT_LENGTH, Detail.REFUSAL);
    }

    @Override
    protected Reply reply(Outcome said) {
        return OpenAiWords.reply(said);
    }

    /** A provider's library that does one thing. */
    private record Library(Function<ChatRequest, ChatResponse> answers) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            return answers.apply(request);
        }
    }

    private static LangChain4jModel model(Function<ChatRequest, ChatResponse> library) {
        return LangChain4jModel.builder(new Library(library)).name("m").build();
    }

    private static Completion answered(ChatResponse.Builder answer) throws Exception {
        return model(request -> answer.build()).complete(QUESTION);
    }

    private static ChatResponse.Builder said(String text) {
        return ChatResponse.builder()
                .aiMessage(text == null ? AiMessage.builder().build() : AiMessage.from(text));
    }

    private static LanguageModelException failure(RuntimeException thrown) {
        LangChain4jModel model = model(request -> {
            throw thrown;
        });
        LanguageModelException e = assertThrows(LanguageModelException.class, () -> model.complete(QUESTION));
        assertThat(e).hasNoCause().hasMessageNotContaining("Mathilda");
        return e;
    }

    private static String named(LanguageModelException e) {
        return e instanceof Final last
                ? last.reason().name()
                : ((Retriable) e).reason().name();
    }

    @Test
    void a_request_arrives_at_the_provider_with_its_schema() throws Exception {
        bench().ask(WITH_SCHEMA);
        JsonNode sent = MAPPER.readTree(bench().only().body());

        assertThat(sent.path("messages"))
                .hasToString("[{\"role\":\"system\",\"content\":\"Sort moss.\"},"
                        + "{\"role\":\"user\",\"content\":\"Is it green?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"{}\"},"
                        + "{\"role\":\"user\",\"content\":\"And now?\"}]");
        assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(sent.at("/response_format/json_schema"))
                .isEqualTo(MAPPER.readTree("{\"name\": \"colour\", \"strict\": true, \"schema\": {\"type\":"
                        + " \"object\", \"properties\": {}, \"required\": []}}"));
        assertThat(sent.path("model").asText()).isEqualTo("contract-model");
    }

    @Test
    void a_chat_model_that_supports_no_schemas_is_given_none() {
        LangChain4jModel model = LangChain4jModel.of(chat(bench().service()).build());

        assertThat(model.capabilities()).isEqualTo(Capabilities.TEXT_ONLY);
        assertThatThrownBy(() -> model.complete(WITH_SCHEMA))
                .isInstanceOfSatisfying(Final.class, e -> assertThat(e.reason()).isEqualTo(Final.Reason.UNSUPPORTED));
        assertThat(bench().received()).isEmpty();
    }

    @Test
    void a_schema_that_is_no_object_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> bench().ask(CompletionRequest.builder()
                        .user(SensitiveText.of("Is it green?"))
                        .schema(new AnswerSchema("colour", "[]"))
                        .build()))
                .isInstanceOf(Final.class)
                .hasMessage("the schema colour is not a JSON object");
        assertThat(bench().received()).isEmpty();
    }

    @Test
    void a_chat_model_without_a_name_must_be_given_one() {
        ChatModel nameless = new Library(request -> said("x").build());

        assertThatThrownBy(() -> LangChain4jModel.of(nameless)).hasMessageContaining("name(");
        assertThatThrownBy(() -> LangChain4jModel.builder(nameless).name(" ").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LangChain4jModel.builder(nameless)
                        .name("moss-7b")
                        .contextTokens(9)
                        .build())
                .hasToString("LangChain4jModel[moss-7b]")
                .returns("moss-7b", LangChain4jModel::name)
                .returns(9, model -> model.capabilities().contextTokens());
    }

    @Test
    void a_library_that_does_not_heed_interrupts_is_not_waited_for() throws Exception {
        var stuck = new CountDownLatch(1);
        LangChain4jModel model = LangChain4jModel.builder(new Library(request -> {
                    boolean open = false;
                    while (!open) {
                        try {
                            open = stuck.await(1, TimeUnit.HOURS);
                        } catch (InterruptedException e) {
                            // Not heeded.
                        }
                    }
                    return said("late").build();
                }))
                .name("m")
                .timeout(Duration.ofMillis(50))
                .build();
        try {
            assertThatThrownBy(() -> model.complete(QUESTION))
                    .isInstanceOfSatisfying(
                            Retriable.class, e -> assertThat(e.reason()).isEqualTo(Retriable.Reason.TIMEOUT));
        } finally {
            stuck.countDown();
        }
    }

    @Test
    void an_error_of_the_machine_is_no_failure_of_the_provider() {
        LangChain4jModel model = model(request -> {
            throw new NoClassDefFoundError("dev/langchain4j/Something");
        });

        assertThatThrownBy(() -> model.complete(QUESTION)).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void what_a_library_does_not_tell_is_not_made_up() throws Exception {
        Completion completion = answered(said("Moss."));

        assertThat(completion.finish()).isEqualTo(Finish.STOP);
        assertThat(completion.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(answered(said("Moss.").tokenUsage(new dev.langchain4j.model.output.TokenUsage(7)))
                        .usage())
                .isEqualTo(TokenUsage.of(7, 0));
    }

    @Test
    void an_answer_without_a_text_is_empty_if_it_says_why_it_ends_and_malformed_otherwise() throws Exception {
        assertThat(answered(said(null).finishReason(FinishReason.LENGTH)).text().reveal())
                .isEmpty();
        assertThatThrownBy(() -> answered(said(null))).isInstanceOf(Retriable.class);
    }

    @ParameterizedTest
    @CsvSource({"CONTENT_FILTER, REFUSED", "OTHER, MALFORMED_ANSWER", "TOOL_EXECUTION, MALFORMED_ANSWER"})
    void an_answer_that_ends_for_another_reason_is_none(FinishReason reason, String expected) {
        LanguageModelException e = assertThrows(
                LanguageModelException.class, () -> answered(said("Mo").finishReason(reason)));

        assertThat(named(e)).isEqualTo(expected);
    }

    private static Stream<Arguments> exceptions() {
        return Stream.of(
                arguments(new RateLimitException("Mathilda"), "RATE_LIMIT"),
                arguments(new RateLimitException(new HttpException(429, "{\"error\": 1}")), "RATE_LIMIT"),
                arguments(new HttpException(402, "Mathilda"), "QUOTA"),
                arguments(new HttpException(302, "Mathilda"), "BAD_REQUEST"),
                arguments(new HttpException(413, null), "CONTEXT_TOO_LONG"),
                arguments(
                        new HttpException(400, "{\"error\": {\"message\": \"prompt is too long, Mathilda\"}}"),
                        "CONTEXT_TOO_LONG"),
                arguments(new InternalServerException(new IllegalStateException("Mathilda")), "OVERLOAD"),
                arguments(new InternalServerException("Mathilda said nothing"), "MALFORMED_ANSWER"),
                arguments(new TimeoutException("Mathilda"), "TIMEOUT"),
                arguments(new RuntimeException(new HttpTimeoutException("Mathilda")), "TIMEOUT"),
                arguments(new UnresolvedModelServerException("Mathilda"), "CONNECTION"),
                arguments(new UncheckedIOException(new IOException("Mathilda")), "CONNECTION"),
                arguments(new RuntimeException(new SSLHandshakeException("Mathilda")), "BAD_REQUEST"),
                arguments(new AuthenticationException("Mathilda"), "AUTHENTICATION"),
                arguments(new ContentFilteredException("Mathilda"), "REFUSED"),
                arguments(new ContentFilteredException(new HttpException(400, "Mathilda")), "REFUSED"),
                arguments(new InvalidRequestException("Mathilda"), "BAD_REQUEST"),
                arguments(new ModelNotFoundException("Mathilda"), "BAD_REQUEST"),
                arguments(new UnsupportedFeatureException("Mathilda"), "UNSUPPORTED"),
                arguments(new IllegalArgumentException("Mathilda"), "BAD_REQUEST"),
                arguments(new RuntimeException(new JsonParseException(null, "Mathilda")), "MALFORMED_ANSWER"),
                arguments(new NullPointerException("Mathilda"), "MALFORMED_ANSWER"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void every_exception_of_langchain4j_is_told_as_what_it_is(RuntimeException thrown, String expected) {
        assertThat(named(failure(thrown))).isEqualTo(expected);
    }
}
