package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Subject;
import io.clio.dispatch.Dispatch;
import io.clio.prompt.Prompts;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelScreenTest {

    private static ModelRun run(ScriptedModel model) {
        return ModelRun.begin(new ModelPlan(model, model, Dispatch.builder().build(), Prompts.bundled()), null);
    }

    private static List<Given<Boolean>> ask(ScriptedModel model, String... said) {
        List<Conversation> conversations = Stream.of(said)
                .map(words -> Conversation.of(Subject.unknown(), Message.user(words)))
                .toList();
        return ModelScreen.of(run(model), "Is it about bread?\n")
                .ask(conversations, Collections.nCopies(said.length, Subject.ofUser("anna")));
    }

    @Test
    void a_question_is_answered_for_each_conversation_in_order() {
        ScriptedModel model = ScriptedModel.answering(request ->
                        "{\"answer\": \"" + (ScriptedModel.lastWords(request).contains("loaf") ? "yes" : "no") + "\"}")
                .keepingToSchema();
        assertThat(ask(model, "a loaf", "my taxes", "two loafs"))
                .containsExactly(Given.of(true), Given.of(false), Given.of(true));
        assertThat(model.asked()).hasSize(3).allSatisfy(request -> {
            assertThat(request.temperature()).isEqualTo(0.2);
            assertThat(ScriptedModel.lastWords(request)).contains("\nIs it about bread?\n", "<user>");
            assertThat(request.schema()).isPresent();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"answer\": \"Yes\"} | true",
                "{\"answer\": true} | true",
                "{\"answer\": \" no \"} | false",
                "It is: {'answer': 'no'} | false"
            })
    void an_answer_may_be_written_in_other_ways(String answer, boolean means) {
        assertThat(ask(ScriptedModel.saying(answer), "a loaf")).containsExactly(Given.of(means));
    }

    @Test
    void an_answer_that_is_neither_is_asked_for_again_and_never_guessed() {
        assertThat(ask(ScriptedModel.saying("{\"answer\": \"maybe\"}", "yes", "{\"answer\": \"yes\"}"), "a loaf"))
                .containsExactly(Given.of(true));
        assertThat(ask(ScriptedModel.saying("yes"), "a loaf")).containsExactly(Given.failed("UNUSABLE_ANSWER"));
    }

    @Test
    void a_screen_asks_something() {
        assertThatThrownBy(() -> ModelScreen.of(run(ScriptedModel.saying("")), " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question");
    }
}
