package io.clio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashFunction;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContentKeyTest {
    private static final HashFunction HASH = ContentKey.keyedBy(1);
    private static final Subject ANN = Subject.ofUser("ann");

    @Test
    void id_and_subject_are_no_content() {
        Message message = Message.user("hello");
        Conversation one = new Conversation("1", ANN, Instant.EPOCH, List.of(message), Metadata.none());
        Conversation two = new Conversation(null, Subject.unknown(), Instant.EPOCH, List.of(message), Metadata.none());
        assertThat(ContentKey.of(one, HASH)).isEqualTo(ContentKey.of(two, HASH));
    }

    @Test
    void texts_roles_time_and_metadata_are_content() {
        List<Conversation> different = List.of(
                Conversation.of(ANN, Message.user("ab"), Message.user("c")),
                Conversation.of(ANN, Message.user("a"), Message.user("bc")),
                Conversation.of(ANN, Message.user("abc")),
                Conversation.of(ANN, Message.assistant("abc")),
                Conversation.of(ANN, Message.user("abc"), Message.user("")),
                of(new Part.Thinking(SensitiveText.of("abc"))),
                of(new Part.ToolResult(SensitiveText.of("abc"))),
                of(new Part.Attachment(Part.Attachment.Kind.IMAGE)),
                of(new Part.Attachment(Part.Attachment.Kind.FILE)),
                new Conversation(null, ANN, Instant.EPOCH, List.of(Message.user("abc")), Metadata.none()),
                with(Map.of("a", List.of("b"))),
                with(Map.of("a", List.of(), "b", List.of())),
                with(Map.of("a", Map.of("b", "c"))),
                with(Map.of("a", "b")),
                with(Map.of("b", "a")),
                with(Map.of("a", true)));
        assertThat(different.stream().map(c -> ContentKey.of(c, HASH))).doesNotHaveDuplicates();
    }

    @Test
    void the_order_of_metadata_fields_does_not_matter() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", 2L);
        Map<String, Object> two = new LinkedHashMap<>();
        two.put("b", 2L);
        two.put("a", 1L);
        assertThat(ContentKey.of(with(one), HASH)).isEqualTo(ContentKey.of(with(two), HASH));
    }

    @Test
    void another_seed_gives_another_key() {
        Conversation conversation = Conversation.of(ANN, Message.user("hello"));
        assertThat(ContentKey.of(conversation, HASH)).isNotEqualTo(ContentKey.of(conversation, ContentKey.keyedBy(2)));
    }

    @Test
    void keys_are_ordered_as_unsigned_numbers() {
        ContentKey least = new ContentKey(0, -1);
        ContentKey middle = new ContentKey(1, 0);
        ContentKey greatest = new ContentKey(-1, 0);
        assertThat(new TreeSet<>(List.of(greatest, middle, least))).containsExactly(least, middle, greatest);
    }

    private static Conversation of(Part part) {
        return Conversation.of(ANN, new Message(Role.USER, List.of(part)));
    }

    private static Conversation with(Map<String, Object> metadata) {
        return new Conversation(null, ANN, null, List.of(Message.user("abc")), Metadata.of(metadata));
    }
}
