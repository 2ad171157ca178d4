package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportIndexTest {
    private static final int[] ALL = {0, 1, 2};

    private static int[] writers(SupportIndex index, int[] rows, String... terms) {
        return index.count(List.of(new SupportScan.Question(rows, List.of(terms))), 99)
                .get(0)
                .terms();
    }

    @Test
    void a_user_with_many_conversations_counts_once() {
        SupportIndex index = new Scene()
                .says("ann", "cactus")
                .says("ann", "cactus")
                .says("bob", "tax")
                .index();

        assertThat(index.users().of(ALL)).isEqualTo(2);
        assertThat(writers(index, ALL, "cactus")).containsExactly(1);
    }

    @Test
    void a_conversation_of_nobody_known_counts_towards_no_user_and_supports_no_word() {
        SupportIndex index = new Scene()
                .nobodySays("cactus")
                .nobodySays("cactus")
                .says("bob", "tax")
                .index();

        assertThat(index.users().of(ALL)).isEqualTo(1);
        assertThat(writers(index, ALL, "cactus")).containsExactly(0);
    }

    @Test
    void a_conversation_of_nobody_known_is_a_user_if_the_policy_says_so() {
        SupportIndex index = new Scene()
                .under(Scene.PAIRS.withEachConversationAsAUser())
                .nobodySays("cactus")
                .nobodySays("cactus")
                .says("bob", "tax")
                .index();

        assertThat(index.users().of(ALL)).isEqualTo(3);
        assertThat(writers(index, ALL, "cactus")).containsExactly(2);
    }

    @Test
    void the_parts_of_one_conversation_are_of_one_user_even_if_each_conversation_is_a_user() {
        SupportIndex.Builder builder = SupportIndex.builder(Scene.PAIRS.withEachConversationAsAUser(), 42);
        SupportIndex.Digest digest = builder.digest(List.of(SensitiveText.of("cactus")), List.of());
        int ticket = builder.add(Subject.unknown(), digest);
        int part = builder.addPart(ticket, digest);
        int other = builder.add(Subject.unknown(), digest);
        SupportIndex index = builder.build(new int[] {ticket, part, other});

        assertThat(index.users().of(ALL)).isEqualTo(2);
        assertThat(writers(index, ALL, "cactus")).containsExactly(2);
    }

    @Test
    void only_the_rows_that_are_asked_for_count() {
        SupportIndex index = new Scene()
                .says("ann", "cactus")
                .says("bob", "cactus")
                .says("eve", "tax")
                .index();

        assertThat(index.users().of(new int[] {1, 2})).isEqualTo(2);
        assertThat(writers(index, new int[] {1, 2}, "cactus")).containsExactly(1);
    }

    @Test
    void a_word_that_nobody_wrote_has_no_users() {
        assertThat(writers(Scene.ofUsers(3, "cactus").index(), ALL, "violin", ""))
                .containsExactly(0, 0);
    }

    @Test
    void a_user_id_does_not_support_the_word_that_it_is_spelled_like() {
        SupportIndex index = new Scene().says("cactus", "tax").index();

        assertThat(writers(index, new int[] {0}, "cactus", "user:cactus")).containsExactly(0, 0);
    }

    @Test
    void a_placeholder_of_the_redactor_supports_nothing() {
        assertThat(writers(Scene.ofUsers(3, "write to [email]").index(), ALL, "email"))
                .containsExactly(0);
    }

    @Test
    void rows_follow_the_canonical_order_and_tickets_that_are_not_named_are_left_out() {
        SupportIndex.Builder builder = SupportIndex.builder(Scene.PAIRS, 42);
        for (String text : List.of("first", "violin", "cactus")) {
            builder.add(Subject.ofUser(text), builder.digest(List.of(SensitiveText.of(text)), List.of()));
        }

        SupportIndex index = builder.build(new int[] {2, 1});

        assertThat(index.rows()).isEqualTo(2);
        assertThat(writers(index, new int[] {0}, "cactus")).containsExactly(1);
        assertThat(writers(index, new int[] {0, 1}, "first")).containsExactly(0);
    }

    @Test
    void its_string_says_how_many_rows_there_are_and_nothing_else() {
        assertThat(Scene.ofUsers(2, "cactus").index()).hasToString("SupportIndex[rows=2]");
    }
}
