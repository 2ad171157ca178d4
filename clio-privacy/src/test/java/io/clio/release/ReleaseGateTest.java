package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Draft;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.release.Candidate.Node;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseGateTest {
    private static final Draft CACTUS = Draft.of("Cactus", "");
    private static final Facet<List<String>> TOPIC = Facet.labels("topic", "?");
    private final Scene scene = Scene.ofUsers(4, "cactus");

    private static Node over(int[] rows, Node... children) {
        return new Node(rows, CACTUS, List.of(), List.of(children));
    }

    @Test
    void an_index_of_other_rows_is_refused() {
        SupportIndex other = Scene.ofUsers(3, "cactus").index();

        assertThatThrownBy(() -> scene.release(other)).hasMessage("the support index has 3 rows, the candidate 4");
    }

    @Test
    void topics_come_largest_first() {
        Insights insights = Scene.ofUsers(6, "cactus").release(over(new int[] {0, 1}), over(new int[] {2, 3, 4, 5}));

        assertThat(insights.roots()).extracting(Insight::users).containsExactly(4, 2);
    }

    @Test
    void a_share_is_the_part_of_all_conversations_of_the_run() {
        assertThat(scene.release(over(new int[] {0, 1})).roots().get(0).share()).isEqualTo(0.5);
    }

    @Test
    void nothing_below_a_topic_that_is_withheld_is_released() {
        Insights insights = scene.release(over(new int[] {0}, over(new int[] {0, 1, 2, 3})));

        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld()).containsOnlyKeys(Withheld.NODE_TOO_FEW_USERS);
    }

    @Test
    void a_topic_of_enough_users_and_too_few_conversations_is_withheld_for_that() {
        scene.under(Scene.PAIRS.withMinConversations(3));

        assertThat(scene.release(over(new int[] {0, 1})).privacyReport().withheld())
                .containsOnlyKeys(Withheld.NODE_TOO_FEW_CONVERSATIONS);
    }

    @Test
    void covered_are_the_conversations_under_released_leaves() {
        Insights insights = scene.release(over(new int[] {0, 1, 2, 3}, over(new int[] {0, 1}), over(new int[] {3})));

        assertThat(insights.privacyReport().coveredConversations()).isEqualTo(2);
    }

    @Test
    void a_topic_that_fails_on_its_answers_covers_nothing_and_says_nothing() {
        Scene sprung = new Scene().brokenDownBy(TOPIC);
        sprung.says("ann", "cactus").says("bob", "cactus");
        sprung.says(
                "mal", "cactus", FacetValues.builder().put(TOPIC, new Trap()).build());

        Insights insights = sprung.release(over(new int[] {0, 1, 2}, over(new int[] {0, 1})));

        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport())
                .isEqualTo(new PrivacyReport(Map.of(Withheld.NODE_UNDECIDED, 1), 0, 0, 0, null));
    }

    /** A list that is quiet while its domain looks at it, and throws what it knows afterwards. */
    private static final class Trap extends AbstractList<String> {
        private boolean looked;

        @Override
        public String get(int index) {
            return "cactus";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Stream<String> stream() {
            if (looked) {
                throw new AssertionError("mal");
            }
            looked = true;
            return Stream.of("cactus");
        }
    }

    @Test
    void a_tree_that_is_too_deep_is_cut_and_what_is_left_can_be_written_and_walked() {
        int[] rows = {0, 1, 2, 3};
        Node deep = over(rows);
        for (int level = 1; level < 5_000; level++) {
            deep = over(rows, deep);
        }

        Insights insights = scene.release(deep);

        assertThat(insights.all()).hasSize(ReleaseGate.MOST_LEVELS);
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.NODE_UNDECIDED, 1);
        assertThat(InsightsFile.toJson(InsightsFile.fromJson(InsightsFile.toJson(insights))))
                .isEqualTo(InsightsFile.toJson(insights));
    }

    @Test
    void how_often_a_clusterer_made_the_gate_refuse_spells_no_number() {
        Node malformed = over(new int[] {0, 0});
        Node tooSmall = over(new int[] {0});
        List<Node> children = new ArrayList<>(Collections.nCopies(55_512, malformed));
        children.addAll(Collections.nCopies(99, tooSmall));

        Insights insights = scene.release(over(new int[] {0, 1, 2, 3}, children.toArray(Node[]::new)));

        assertThat(insights.privacyReport().withheld())
                .containsEntry(Withheld.NODE_UNDECIDED, 55_000)
                .containsEntry(Withheld.NODE_TOO_FEW_USERS, 99);
    }

    @Test
    void the_guarantee_says_what_it_means_that_each_conversation_is_a_user() {
        scene.under(Scene.PAIRS.withEachConversationAsAUser());

        assertThat(scene.release().guarantee().limits()).anyMatch(limit -> limit.contains("users of their own"));
        assertThat(Scene.ofUsers(1, "cactus").release().guarantee().limits())
                .noneMatch(limit -> limit.contains("users of their own"));
    }

    @Test
    void what_is_proposed_prints_counts_only() {
        Node node = over(new int[] {0, 1}, over(new int[] {0}));

        assertThat(node).hasToString("Node[rows=2, children=1]");
        assertThat(scene.candidate(node)).hasToString("Candidate[rows=4, roots=1]");
    }

    @Test
    void the_tree_is_written_one_topic_a_line() {
        Insights insights = scene.release(over(new int[] {0, 1, 2, 3}, over(new int[] {0, 1})));

        assertThat(insights.toTree()).isEqualTo("""
                Cactus  4 users, 4 conversations, 100.0 %
                  Other requests  2 users, 2 conversations, 50.0 %
                """);
    }
}
