package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Conversation;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyResultsTest {

    @Test
    void no_conversation_at_all_says_so() {
        Insights insights = Runs.over(List.of()).run();
        assertEmpty(insights);
        assertThat(insights.explanation())
                .isEqualTo(
                        "No conversation entered the run, or a few (0 bad records were skipped, 0 left out because another has the same id, 0 conversations screened out, 0 not drawn by sampling).");
    }

    @Test
    void an_export_of_one_user_says_that_there_is_nobody_to_hide_among() {
        List<Conversation> ofOne = Population.withUserIds(Population.usual(), id -> "me");
        Insights insights = Runs.over(ofOne).run();
        assertEmpty(insights);
        assertThat(insights.explanation())
                .contains("About 120 conversations of 0 known users")
                .contains("a topic needs 5 users and 15 conversations")
                .contains("give each its user id");
    }

    @Test
    void conversations_without_users_name_the_two_remedies() {
        List<Conversation> ofNobody = Population.withUserIds(Population.usual(), id -> null);
        Insights insights = Runs.over(ofNobody).run();
        assertEmpty(insights);
        assertThat(insights.explanation())
                .contains("120 of them name no user")
                .contains("Give user ids")
                .contains("eachConversationIsAUser()");
    }

    @Test
    void topics_that_are_all_too_small_say_how_large_one_must_be() {
        Insights insights = Runs.over(Population.usual())
                .clusterer(Clusterers.kMeans(6))
                .privacy(PrivacyPolicy.standard().withMinUsers(50))
                .run();
        assertEmpty(insights);
        assertThat(insights.explanation()).contains("a topic needs 50 users").contains("use fewer clusters");
    }

    @Test
    void an_auditor_that_lets_nothing_pass_is_told() {
        Insights insights = Runs.over(Population.usual())
                .auditor(PrivacyAuditor.each(draft -> Verdict.REJECTED))
                .run();
        assertEmpty(insights);
        assertThat(insights.explanation()).contains("an auditor approved of none of the topics");
    }

    @Test
    void a_result_with_topics_explains_nothing() {
        assertThat(Runs.over(Population.usual()).run().explanation()).isEmpty();
    }

    @Test
    void conversations_that_count_as_users_have_topics_with_titles_of_their_words() {
        List<Conversation> ofNobody = Population.withUserIds(Population.usual(), id -> null);
        Insights insights = Runs.over(ofNobody)
                .clusterer(Clusterers.kMeans(6))
                .privacy(PrivacyPolicy.standard().withEachConversationAsAUser())
                .run();
        // Some write the same long text by chance, and count once.
        assertThat(insights.users()).isBetween(100, 120);
        assertThat(insights.input().withoutUser()).isEqualTo(120);
        assertThat(insights.roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.title()).doesNotContain("Other requests"));
    }

    private static void assertEmpty(Insights insights) {
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.toTree()).isEqualTo(insights.explanation() + "\n");
        assertThat(InsightsFile.toJson(insights)).contains(insights.explanation());
    }
}
