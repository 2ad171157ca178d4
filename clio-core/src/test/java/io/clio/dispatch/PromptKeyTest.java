package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromptKeyTest {
    private static SensitiveText text(String text) {
        return SensitiveText.of(text);
    }

    private static CompletionRequest.Builder request() {
        return CompletionRequest.builder().system(text("rules")).user(text("question"));
    }

    @Test
    void whatever_an_answer_depends_on_makes_another_key() {
        List<HashCode> keys = Stream.of(
                        PromptKey.of("m", request().build(), 0),
                        PromptKey.of("n", request().build(), 0),
                        PromptKey.of("m", request().build(), 1),
                        PromptKey.of("m", request().temperature(0.2).build(), 0),
                        PromptKey.of("m", request().maxTokens(7).build(), 0),
                        PromptKey.of(
                                "m",
                                request().schema(new AnswerSchema("a", "{}")).build(),
                                0),
                        PromptKey.of(
                                "m",
                                request().schema(new AnswerSchema("b", "{}")).build(),
                                0),
                        PromptKey.of(
                                "m",
                                request().schema(new AnswerSchema("a", "{ }")).build(),
                                0),
                        PromptKey.of("m", request().prefill(text("")).build(), 0),
                        PromptKey.of("m", request().prefill(text("{")).build(), 0),
                        PromptKey.of("m", CompletionRequest.of(text("rulesquestion")), 0),
                        PromptKey.of("m", CompletionRequest.of(text("question")), 0),
                        PromptKey.of(
                                "m",
                                CompletionRequest.builder()
                                        .system(text("rule"))
                                        .user(text("squestion"))
                                        .build(),
                                0))
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void the_hint_at_what_is_shared_makes_no_other_key() {
        CompletionRequest hinted = CompletionRequest.builder()
                .system(text("rules"))
                .sharedSoFar()
                .user(text("question"))
                .build();
        assertThat(PromptKey.of("m", hinted, 0))
                .isEqualTo(PromptKey.of("m", request().build(), 0));
    }
}
