package io.clio.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clio.conversation.SensitiveText;
import io.clio.llm.LanguageModelException.Final;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionRequestTest {
    private static final SensitiveText SECRET = SensitiveText.of("my cactus is called Balthasar");
    private static final AnswerSchema SCHEMA = new AnswerSchema("facets", "{\"type\":\"object\"}");

    @Test
    void a_prompt_may_hold_instructions_examples_and_a_question() {
        CompletionRequest request = CompletionRequest.builder()
                .system(SECRET)
                .user(SECRET)
                .assistant(SECRET)
                .sharedSoFar()
                .user(SECRET)
                .temperature(0.2)
                .maxTokens(7)
                .schema(SCHEMA)
                .prefill(SECRET)
                .build();

        assertThat(request.messages())
                .extracting(PromptMessage::speaker)
                .containsExactly(
                        PromptMessage.Speaker.SYSTEM,
                        PromptMessage.Speaker.USER,
                        PromptMessage.Speaker.ASSISTANT,
                        PromptMessage.Speaker.USER);
        assertThat(request.shared()).isEqualTo(3);
        assertThat(request.schema()).contains(SCHEMA);
    }

    @Test
    void messages_take_turns_and_the_user_speaks_last() {
        refused(CompletionRequest.builder(), "a request must have messages");
        refused(CompletionRequest.builder().system(SECRET), "the last message of a prompt must be of USER");
        refused(CompletionRequest.builder().assistant(SECRET), "message 1 of a prompt must be of USER, got ASSISTANT");
        refused(
                CompletionRequest.builder().user(SECRET).user(SECRET),
                "message 2 of a prompt must be of ASSISTANT, got USER");
        refused(
                CompletionRequest.builder().user(SECRET).assistant(SECRET),
                "the last message of a prompt must be of USER");
        refused(
                CompletionRequest.builder().user(SECRET).system(SECRET),
                "message 2 of a prompt must be of ASSISTANT, got SYSTEM");
    }

    @Test
    void numbers_out_of_their_range_are_refused() {
        refused(CompletionRequest.builder().user(SECRET).temperature(2.1), "temperature must be in [0, 2], got 2.1");
        refused(
                CompletionRequest.builder().user(SECRET).temperature(Double.NaN),
                "temperature must be in [0, 2], got NaN");
        refused(CompletionRequest.builder().user(SECRET).maxTokens(0), "maxTokens must be >= 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompletionRequest(
                        List.of(new PromptMessage(PromptMessage.Speaker.USER, SECRET)),
                        0,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        2))
                .withMessage("shared must be in [0, 1], got 2");
    }

    private static void refused(CompletionRequest.Builder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void nothing_of_a_prompt_or_an_answer_prints() {
        CompletionRequest request =
                CompletionRequest.builder().user(SECRET).prefill(SECRET).build();
        Completion completion = new Completion(SECRET, Completion.Finish.STOP, TokenUsage.NONE);

        assertThat(request + " " + completion + " " + request.messages())
                .doesNotContain("cactus")
                .doesNotContain("Balthasar");
    }

    @Test
    void the_name_of_a_schema_is_one_that_providers_take() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerSchema("two words", "{}"))
                .withMessage("the name of a schema must be 1 to 64 ASCII letters, digits, _ and -, got two words");
    }

    @Test
    void a_model_that_cannot_keep_to_a_schema_or_go_on_from_words_refuses_requests_that_ask_for_it() {
        CompletionRequest plain = CompletionRequest.of(SECRET);
        CompletionRequest shaped =
                CompletionRequest.builder().user(SECRET).schema(SCHEMA).build();
        CompletionRequest begun =
                CompletionRequest.builder().user(SECRET).prefill(SECRET).build();

        assertThatCode(() -> Capabilities.TEXT_ONLY.require(plain)).doesNotThrowAnyException();
        assertThatCode(() -> new Capabilities(true, true, false, 0).require(shaped))
                .doesNotThrowAnyException();
        for (CompletionRequest more : List.of(shaped, begun)) {
            assertThat(catchThrowableOfType(Final.class, () -> Capabilities.TEXT_ONLY.require(more))
                            .reason())
                    .isEqualTo(Final.Reason.UNSUPPORTED);
        }
    }

    @Test
    void usage_adds_up_and_a_cache_is_a_part_of_the_prompt() {
        assertThat(new TokenUsage(10, 3, 2, 4).plus(TokenUsage.of(5, 1))).isEqualTo(new TokenUsage(15, 3, 2, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenUsage(10, 6, 5, 0))
                .withMessage("tokens from and for a cache must be at most those of the prompt, got 6 and 5 of 10");
        assertThatIllegalArgumentException().isThrownBy(() -> TokenUsage.of(-1, 0));
    }
}
