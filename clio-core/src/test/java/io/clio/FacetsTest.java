package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Domain;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FacetsTest {
    private static final Conversation CONVERSATION = new Conversation(
            "id",
            Subject.ofUser("ann"),
            Instant.parse("2026-01-31T23:30:00Z"),
            List.of(
                    new Message(Role.SYSTEM, SensitiveText.of("be kind")),
                    Message.user("first"),
                    Message.assistant("answer"),
                    Message.user("second"),
                    new Message(Role.TOOL, SensitiveText.of("result"))),
            Metadata.of(Map.of("labels", Map.of("topics", List.of("a", 2L, Map.of("x", 1L))), "lang", "en")));

    @Test
    void the_request_is_what_the_user_wrote() {
        assertThat(Facets.request().compute(CONVERSATION)).contains(SensitiveText.of("first\nsecond"));
    }

    @Test
    void a_long_request_keeps_its_start_and_its_end() {
        Conversation conversation =
                Conversation.of(Subject.unknown(), Message.user("a".repeat(3000) + "z".repeat(3000)));
        String request = Facets.request().compute(conversation).orElseThrow().reveal();
        assertThat(request).isEqualTo("a".repeat(2000) + "\n" + "z".repeat(2000));
    }

    @Test
    void only_text_is_what_somebody_says() {
        Message message = new Message(
                Role.USER,
                List.of(
                        new Part.Text(SensitiveText.of("look at this")),
                        new Part.Attachment(Part.Attachment.Kind.IMAGE),
                        new Part.Thinking(SensitiveText.of("hm")),
                        new Part.ToolCall(SensitiveText.of("search"), SensitiveText.of("{}")),
                        new Part.ToolResult(SensitiveText.of("found")),
                        new Part.Text(SensitiveText.of("what is it?"))));
        assertThat(Facets.request().compute(Conversation.of(Subject.unknown(), message)))
                .contains(SensitiveText.of("look at this\nwhat is it?"));
    }

    @Test
    void turns_are_messages_of_the_user() {
        assertThat(Facets.turns().compute(CONVERSATION)).contains(2);
    }

    @Test
    void length_is_that_of_user_and_assistant() {
        assertThat(Facets.length().compute(CONVERSATION)).contains("firstanswersecond".length());
    }

    @Test
    void the_month_is_that_of_utc() {
        assertThat(Facets.month().compute(CONVERSATION)).contains(YearMonth.of(2026, 1));
    }

    @Test
    void a_conversation_without_a_time_has_no_month() {
        assertThat(Facets.month().compute(Conversation.of(Subject.unknown()))).isEmpty();
    }

    @Test
    void metadata_gives_scalars_and_lists_of_scalars() {
        assertThat(Facets.metadata("lang", "/lang").compute(CONVERSATION)).contains(List.of("en"));
        assertThat(Facets.metadata("topics", "/labels/topics").compute(CONVERSATION))
                .contains(List.of("a", "2"));
    }

    @Test
    void metadata_that_is_not_there_or_is_an_object_has_no_answer() {
        assertThat(Facets.metadata("nothing", "/nothing").compute(CONVERSATION)).isEmpty();
        assertThat(Facets.metadata("labels", "/labels").compute(CONVERSATION)).isEmpty();
    }

    @Test
    void a_pointer_without_a_slash_is_refused_at_once() {
        assertThatThrownBy(() -> Facets.metadata("lang", "lang"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("facet 'lang': a JSON pointer must start with '/', got 'lang'");
    }

    @Test
    void key_terms_are_phrases_that_the_user_wrote() {
        Conversation conversation =
                Conversation.of(Subject.unknown(), Message.user("Sourdough starter"), Message.assistant("Rye loaf"));
        assertThat(Facets.keyTerms().compute(conversation))
                .hasValueSatisfying(terms ->
                        assertThat(terms).contains("sourdough starter").noneMatch(term -> term.contains("rye")));
    }

    @Test
    void key_terms_are_twelve_at_most() {
        Conversation conversation = Conversation.of(
                Subject.unknown(),
                Message.user("tomato. compost. mortgage. sourdough. marathon. pandas. resume. slug. rose. loaf. knee."
                        + " loan. bread. flour. oven. soil."));
        assertThat(Facets.keyTerms().compute(conversation))
                .hasValueSatisfying(terms -> assertThat(terms).hasSize(12));
    }

    @Test
    void a_language_model_may_answer_the_request_and_the_language_and_code_answers_where_there_is_none() {
        assertThat(List.of(Facets.request(), Facets.language())).allSatisfy(source -> {
            assertThat(source.isComputed()).isTrue();
            assertThat(source.isAskable()).isTrue();
        });
        assertThat(Facets.language(text -> Optional.of("fr")).isAskable()).isFalse();
        assertThat(Facets.turns().isAskable()).isFalse();
    }

    @Test
    void the_language_is_one_facet_whoever_tells_it() {
        assertThat(Facets.language().facet())
                .isEqualTo(Facets.language(text -> Optional.of("fr")).facet());
    }

    @Test
    void task_and_concern_take_somebody_to_ask() {
        assertThat(List.of(Facets.task(), Facets.concern())).allSatisfy(source -> {
            assertThat(source.isComputed()).isFalse();
            assertThat(source.isAskable()).isTrue();
        });
        assertThat(Facets.concern().facet().domain()).isEqualTo(new Domain.Score(1, 5));
    }
}
