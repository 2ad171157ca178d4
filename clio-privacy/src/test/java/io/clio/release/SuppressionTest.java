package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.release.Candidate.Node;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de", "fr"), "?");

    private static Node over(int from, int to, Node... children) {
        int[] rows = java.util.stream.IntStream.range(from, to).toArray();
        return new Node(rows, Draft.of("Cactus", ""), List.of(), List.of(children));
    }

    private static List<Integer> users(List<Insight> insights) {
        return insights.stream().map(Insight::users).toList();
    }

    @Test
    void topics_that_are_all_of_the_run_can_all_be_shown() {
        assertThat(users(Scene.ofUsers(9, "cactus")
                        .release(over(0, 4), over(4, 9))
                        .roots()))
                .containsExactly(5, 4);
    }

    @Test
    void the_smallest_topic_is_hidden_if_too_few_are_left_without_any() {
        Insights insights = Scene.ofUsers(10, "cactus").release(over(0, 3), over(3, 9));

        assertThat(users(insights.roots())).containsExactly(6);
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.NODE_SUPPRESSED, 1);
        assertThat(insights.privacyReport().suppressedConversations()).isEqualTo(3);
        assertThat(insights.privacyReport().suppressedConversationsAtLeast()).isEqualTo(3);
    }

    @Test
    void nothing_is_hidden_if_those_who_are_left_are_enough() {
        assertThat(users(Scene.ofUsers(11, "cactus")
                        .release(over(0, 3), over(3, 9))
                        .roots()))
                .containsExactly(6, 3);
    }

    @Test
    void an_only_child_that_leaves_a_single_user_is_hidden() {
        Insights insights = Scene.ofUsers(5, "cactus").release(over(0, 5, over(0, 4)));

        assertThat(insights.roots().get(0).children()).isEmpty();
    }

    @Test
    void topics_that_share_rows_and_leave_nothing_are_not_all_shown() {
        assertThat(users(Scene.ofUsers(9, "cactus")
                        .release(over(0, 6), over(5, 9))
                        .roots()))
                .containsExactly(6);
    }

    @Test
    void topics_of_one_size_share_their_fate() {
        assertThat(Scene.ofUsers(7, "cactus").release(over(0, 3), over(3, 6)).roots())
                .isEmpty();
    }

    private static Scene speaking(String... languages) {
        Scene scene = new Scene().brokenDownBy(LANGUAGE);
        for (int i = 0; i < languages.length; i++) {
            scene.says(
                    "user" + i,
                    "cactus",
                    FacetValues.builder().put(LANGUAGE, languages[i]).build());
        }
        return scene;
    }

    private static List<String> languages(Insight insight) {
        return insight.facets().get("language").stream().map(FacetCell::value).toList();
    }

    @Test
    void a_cell_of_a_single_user_cannot_be_found_from_the_others() {
        Insights insights = speaking("en", "en", "en", "de", "de", "fr").release(over(0, 6));

        assertThat(insights.roots().get(0).facets().get("language"))
                .containsExactly(new FacetCell("en", false, 3, 3), new FacetCell("other", true, 3, 3));
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_SUPPRESSED, 1);
    }

    @Test
    void a_cell_of_a_topic_without_those_of_its_children_leaves_nobody_alone() {
        // Of the children only the first has enough who speak German; one of the other child would be left.
        Insights insights =
                speaking("de", "de", "en", "en", "en", "en", "de").release(over(0, 7, over(0, 4), over(4, 7)));

        Insight root = insights.roots().get(0);
        assertThat(languages(root)).containsExactly("en", "de");
        assertThat(root.children())
                .hasSize(2)
                .noneMatch(child -> languages(child).contains("de"));
    }

    @Test
    void what_is_left_of_a_child_does_not_show_a_cell_that_was_hidden_for_its_parents_sake() {
        // Of those who speak German all but one are of the first child.
        Insights insights =
                speaking("en", "en", "en", "de", "de", "en", "en", "de").release(over(0, 8, over(0, 5), over(5, 8)));

        Insight root = insights.roots().get(0);
        assertThat(languages(root)).containsExactly("en", "de");
        assertThat(languages(root.children().get(0))).containsExactly("en");
    }

    @Test
    void a_child_that_a_stricter_policy_hides_does_not_let_a_cell_of_another_appear() {
        // One who speaks German is in no child. The second child, with more who do, is mostly of one user.
        Scene scene = new Scene().brokenDownBy(LANGUAGE);
        List<String> users = List.of("a", "b", "c", "d", "busy", "busy", "busy", "busy", "e", "f", "g", "h", "i");
        List<Integer> english = List.of(2, 3, 11, 12);
        for (int i = 0; i < users.size(); i++) {
            String language = english.contains(i) ? "en" : "de";
            scene.says(
                    users.get(i),
                    "cactus",
                    FacetValues.builder().put(LANGUAGE, language).build());
        }
        Node root = over(0, 13, over(0, 4), over(4, 10));
        assertThat(scene.release(root).roots().get(0).children())
                .hasSize(2)
                .noneMatch(child -> child.users() == 4 && languages(child).contains("de"));

        scene.under(Scene.PAIRS.withMaxShare(0.5));

        List<Insight> children = scene.release(root).roots().get(0).children();
        assertThat(children).hasSize(1);
        assertThat(languages(children.get(0))).doesNotContain("de");
    }

    @Test
    void what_an_auditor_takes_away_does_not_help_what_is_left() {
        Scene scene = Scene.ofUsers(7, "cactus violin");
        Node larger = new Node(new int[] {3, 4, 5, 6}, Draft.of("Violin", ""), Scene.keyTerms("violin"), List.of());
        assertThat(scene.release(over(0, 3), larger).roots()).hasSize(2);

        scene.watchedBy(PrivacyAuditor.each(
                draft -> draft.title().reveal().contains("Violin") ? Verdict.REJECTED : Verdict.APPROVED));

        Insights insights = scene.release(over(0, 3), larger);
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld())
                .containsEntry(Withheld.NODE_NOT_APPROVED, 1)
                .containsEntry(Withheld.NODE_SUPPRESSED, 1);
    }
}
