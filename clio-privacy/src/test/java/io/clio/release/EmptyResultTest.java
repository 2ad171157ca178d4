package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyResultTest {
    private static final PrivacyReport NOTHING_WITHHELD = new PrivacyReport(Map.of(), 0, 0, 0, null);

    private static String explain(int users, long conversations, long withoutUser, PrivacyReport report) {
        InputReport input = new InputReport(0, 0, conversations, 0, 3, 0, withoutUser, 0, 0, 0);
        return EmptyResult.explain(users, input, PrivacyPolicy.standard(), report);
    }

    @Test
    void no_conversation_says_how_many_bad_records_were_skipped() {
        assertThat(explain(0, 0, 0, NOTHING_WITHHELD))
                .isEqualTo("No conversation entered the run, or a few (3 bad records were skipped, 0 left out because"
                        + " another has the same id, 0 conversations screened out, 0 not drawn by sampling).");
    }

    @Test
    void conversations_without_users_say_what_to_call() {
        assertThat(explain(0, 20, 20, NOTHING_WITHHELD))
                .startsWith("About 20 conversations of 0 known users entered the run; 20 of them name no user")
                .contains("a topic needs 5 users and 15 conversations", "eachConversationIsAUser()");
    }

    @Test
    void the_export_of_one_person_says_that_there_is_nobody_to_hide_among() {
        assertThat(explain(1, 20, 0, NOTHING_WITHHELD)).contains("nobody to hide among");
    }

    @Test
    void as_many_users_as_a_topic_needs_are_not_too_few() {
        assertThat(explain(5, 20, 3, NOTHING_WITHHELD)).contains("No topic is that large");
        assertThat(explain(4, 20, 0, NOTHING_WITHHELD)).contains("nobody to hide among");
    }

    @Test
    void noise_alone_is_named_as_the_reason() {
        InputReport input = new InputReport(0, 0, 20, 0, 0, 0, 0, 0, 20, 0);
        assertThat(EmptyResult.explain(9, input, PrivacyPolicy.standard(), NOTHING_WITHHELD))
                .contains("put none of them into a cluster");
    }

    @Test
    void auditors_that_approve_of_nothing_are_named_as_the_reason() {
        PrivacyReport rejected = new PrivacyReport(Map.of(Withheld.NODE_NOT_APPROVED, 2), 0, 0, 0, null);

        assertThat(explain(9, 20, 0, rejected)).endsWith("an auditor approved of none of the topics.");
    }

    @Test
    void topics_that_an_earlier_release_would_tell_a_change_of_are_named_as_the_reason() {
        PrivacyReport changed = new PrivacyReport(Map.of(Withheld.NODE_TELLS_A_CHANGE, 2), 0, 0, 0, null);

        assertThat(explain(9, 20, 0, changed)).contains("earlier releases of the ledger");
    }

    @Test
    void topics_that_are_all_too_small_say_what_to_change() {
        assertThat(explain(9, 20, 0, NOTHING_WITHHELD))
                .endsWith("No topic is that large: use fewer clusters, more data, or lower thresholds.");
    }

    @Test
    void a_result_that_is_not_empty_needs_no_explanation() {
        Scene scene = Scene.ofUsers(2, "cactus");

        assertThat(scene.release(scene.titled("Cactus")).explanation()).isEmpty();
    }

    @Test
    void an_empty_result_has_its_explanation_for_a_tree() {
        Insights empty = Scene.ofUsers(2, "cactus").release();

        assertThat(empty.toTree()).isEqualTo(empty.explanation() + "\n");
    }
}
