package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrivacyPolicyTest {
    private final PrivacyPolicy standard = PrivacyPolicy.standard();

    @Test
    void the_standard_asks_for_five_users_fifteen_conversations_and_five_writers_of_a_word() {
        assertThat(standard)
                .isEqualTo(new PrivacyPolicy(5, 15, 5, false, Duration.ofSeconds(30), 100, 0.5, 5, 0.8, 0.9));
    }

    @Test
    void the_strict_policy_is_for_publication() {
        assertThat(PrivacyPolicy.strict())
                .isEqualTo(new PrivacyPolicy(250, 500, 5, false, Duration.ofSeconds(30), 100, 0.5, 5, 0.8, 0.9));
    }

    @Test
    void fewer_than_two_users_are_refused_with_the_bound_and_what_was_given() {
        assertThatThrownBy(() -> standard.withMinUsers(1)).hasMessage("minUsers must be >= 2, got 1");
    }

    @Test
    void no_conversation_is_refused_with_the_bound_and_what_was_given() {
        assertThatThrownBy(() -> standard.withMinConversations(0)).hasMessage("minConversations must be >= 1, got 0");
    }

    @Test
    void words_of_a_single_user_are_refused_with_the_bound_and_what_was_given() {
        assertThatThrownBy(() -> standard.withMinTermUsers(1)).hasMessage("minTermUsers must be >= 2, got 1");
    }

    @Test
    void every_other_bound_is_kept_with_what_was_given() {
        assertThatThrownBy(() -> standard.withMaxConversationsPerUser(0))
                .hasMessage("maxConversationsPerUser must be >= 1, got 0");
        assertThatThrownBy(() -> standard.withCountsRoundedTo(0)).hasMessage("countBase must be >= 1, got 0");
        assertThatThrownBy(() -> standard.withMaxShare(0))
                .hasMessageContaining("maxShare")
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> standard.withMaxShare(1.01)).hasMessageContaining("maxShare");
        assertThatThrownBy(() -> standard.withMinAuditorRecall(-0.01)).hasMessageContaining("minAuditorRecall");
        assertThat(standard.withMaxShare(1)).isNotNull();
        assertThat(standard.withMinAuditorRecall(0)).isNotNull();
    }

    @Test
    void an_auditor_without_time_is_refused() {
        assertThatThrownBy(() -> standard.withAuditTimeout(Duration.ZERO))
                .hasMessage("auditTimeout must be positive, got PT0S");
    }

    @Test
    void each_change_leaves_the_rest_as_it_is() {
        assertThat(standard.withMinUsers(7)
                        .withMinConversations(8)
                        .withMinTermUsers(9)
                        .withEachConversationAsAUser()
                        .withAuditTimeout(Duration.ofSeconds(1))
                        .withMaxConversationsPerUser(3)
                        .withMaxShare(0.25)
                        .withCountsRoundedTo(10)
                        .withMinAuditorRecall(0.75))
                .isEqualTo(new PrivacyPolicy(7, 8, 9, true, Duration.ofSeconds(1), 3, 0.25, 10, 0.8, 0.75));
    }
}
