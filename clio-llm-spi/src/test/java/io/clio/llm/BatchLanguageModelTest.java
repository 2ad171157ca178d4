package io.clio.llm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import io.clio.llm.LanguageModelException.Final;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchLanguageModelTest {
    private static final CompletionRequest REQUEST = CompletionRequest.of(SensitiveText.of("What is moss?"));

    /** Takes two requests, of text for text. */
    private static final class TwoAtMost implements BatchLanguageModel {
        @Override
        public Completion complete(CompletionRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int mostRequests() {
            return 2;
        }

        @Override
        public String submit(Map<String, CompletionRequest> requests) throws LanguageModelException {
            require(requests);
            return "batch";
        }

        @Override
        public BatchState poll(String batch) {
            return BatchState.LOST;
        }

        @Override
        public Map<String, BatchAnswer> collect(String batch) {
            return Map.of();
        }

        @Override
        public void cancel(List<String> batches) {}
    }

    private static void submit(Map<String, CompletionRequest> requests) throws LanguageModelException {
        new TwoAtMost().submit(requests);
    }

    @Test
    void a_batch_of_as_many_as_are_taken_is_taken() {
        assertThatCode(() -> submit(Map.of("a-Z_0", REQUEST, "k".repeat(64), REQUEST)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_batch_of_none_or_too_many_names_both_numbers() {
        assertThatThrownBy(() -> submit(Map.of())).hasMessage("a batch must have 1 to 2 requests, got 0");
        assertThatThrownBy(() -> submit(Map.of("a", REQUEST, "b", REQUEST, "c", REQUEST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch must have 1 to 2 requests, got 3");
    }

    @Test
    void a_key_that_is_none_is_not_repeated() {
        for (String key : List.of("", "my aunt Mathilda", "k".repeat(65))) {
            assertThatThrownBy(() -> submit(Map.of(key, REQUEST)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("got " + key.length() + " characters")
                    .hasMessageNotContaining("Mathilda");
        }
    }

    @Test
    void one_request_that_asks_for_too_much_refuses_the_batch() {
        CompletionRequest tooMuch = CompletionRequest.builder()
                .user(SensitiveText.of("What is moss?"))
                .prefill(SensitiveText.of("It is"))
                .build();

        assertThatThrownBy(() -> submit(Map.of("a", REQUEST, "b", tooMuch)))
                .isInstanceOf(Final.class)
                .hasMessageContaining("begin with given words");
    }
}
