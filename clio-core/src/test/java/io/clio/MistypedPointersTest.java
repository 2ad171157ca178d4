package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MistypedPointersTest {
    private static final int MANY = 40;

    private static Conversations conversations() {
        List<Conversation> all = IntStream.range(0, MANY)
                .mapToObj(n -> {
                    Map<String, Object> byUser = new HashMap<>();
                    for (int key = 0; key < 60; key++) {
                        byUser.put("topic" + key, 1L);
                    }
                    Map<String, Object> fields = new HashMap<>(
                            Map.of("labels", Map.of("topic", "tax"), "model", "large", "perTopic", byUser));
                    if (n == 7) {
                        fields.put("lang", "en");
                    }
                    Metadata metadata = Metadata.of(fields);
                    return new Conversation(null, Subject.ofUser("u" + n), null, List.of(Message.user("hi")), metadata);
                })
                .toList();
        return Conversations.of(all);
    }

    private static void assertEnds(String pointer, String message) {
        assertThatThrownBy(() -> Clio.pipeline()
                        .from(conversations())
                        .facets(Facets.metadata("mine", pointer))
                        .embedder(texts -> {
                            throw new AssertionError("not to be asked");
                        })
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("facet 'mine': no conversation has anything at " + pointer + "; did you mean " + message);
    }

    @Test
    void a_letter_too_few_or_in_the_wrong_place_names_the_field() {
        assertEnds("/lables/topic", "/labels/topic?");
        assertEnds("/Model", "/model?");
    }

    @Test
    void a_field_looked_for_in_the_wrong_object_is_named() {
        assertEnds("/topic", "/labels/topic?");
    }

    @Test
    void keys_of_a_dictionary_and_fields_of_few_conversations_are_not_shown() {
        assertThat(Clio.pipeline()
                        .from(conversations())
                        .facets(Facets.metadata("mine", "/perTopic/topix5"), Facets.metadata("other", "/langs"))
                        .run()
                        .input()
                        .conversations())
                .isEqualTo(MANY);
    }

    @Test
    void a_facet_that_some_conversation_has_is_in_order() {
        assertThat(Clio.pipeline()
                        .from(conversations())
                        .facets(Facets.metadata("mine", "/lang"))
                        .run()
                        .input()
                        .conversations())
                .isEqualTo(MANY);
    }
}
