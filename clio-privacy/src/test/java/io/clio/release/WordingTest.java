package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.release.Candidate.Node;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Draft NAMES_ANN = Draft.of("Cactus of Ann", "");
    private final Scene scene = Scene.ofUsers(3, "cactus violin 52.520008 13.404954 \u0131x");

    private Insight only(Node node) {
        return scene.release(node).roots().get(0);
    }

    private static Set<String> titles(Insights insights) {
        return insights.all().map(Insight::title).collect(Collectors.toSet());
    }

    @Test
    void a_draft_that_passes_is_released_as_it_is() {
        Insight insight = only(scene.node(Draft.of("Cactus help", "Questions about violins."), Scene.NO_REDRAFT));

        assertThat(insight.title()).isEqualTo("Cactus help");
        assertThat(insight.summary()).isEqualTo("Questions about violins.");
    }

    @Test
    void a_title_that_fails_is_asked_for_again_with_the_failing_terms_named() {
        List<Set<String>> asked = new ArrayList<>();

        Insight insight = only(scene.node(NAMES_ANN, failing -> {
            asked.add(failing);
            return Draft.of("Cactus", "");
        }));

        assertThat(insight.title()).isEqualTo("Cactus");
        assertThat(asked).containsExactly(Set.of("ann"));
    }

    @Test
    void a_title_is_asked_for_again_twice_at_most_and_the_terms_add_up() {
        List<Set<String>> asked = new ArrayList<>();

        only(scene.node(NAMES_ANN, failing -> {
            asked.add(failing);
            return Draft.of("Cactus of Bob", "");
        }));

        assertThat(asked).containsExactly(Set.of("ann"), Set.of("ann", "bob"));
    }

    @Test
    void when_no_draft_passes_the_title_is_made_of_key_terms_that_pass() {
        Insights insights = scene.release(scene.node(NAMES_ANN, failing -> NAMES_ANN, "ann", "violin", "cactus"));

        assertThat(titles(insights)).containsExactly("Violin, cactus");
        assertThat(insights.privacyReport().withheld())
                .containsEntry(Withheld.TITLE_FROM_KEY_TERMS, 1)
                .containsEntry(Withheld.TEXT_UNSUPPORTED_TERM, 3);
    }

    @Test
    void when_no_key_term_passes_either_the_title_says_nothing_and_the_topic_stays() {
        Insights insights = scene.release(scene.node(NAMES_ANN, failing -> NAMES_ANN, "ann"));

        assertThat(titles(insights)).containsExactly("Other requests");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.TITLE_WITHOUT_CONTENT, 1);
    }

    @Test
    void key_terms_that_are_a_place_together_do_not_stand_together() {
        Insight insight = only(scene.node(NAMES_ANN, Scene.NO_REDRAFT, "52.520008", "13.404954", "cactus"));

        assertThat(insight.title()).isEqualTo("52.520008, cactus");
    }

    @Test
    void a_capital_that_makes_another_word_is_checked_like_any_word() {
        assertThat(only(scene.node(NAMES_ANN, Scene.NO_REDRAFT, "\u0131x", "cactus"))
                        .title())
                .isEqualTo("Cactus");
    }

    @Test
    void a_summary_that_fails_is_left_out_and_counted() {
        Insights insights = scene.release(scene.node(Draft.of("Cactus", "Ann has a violin."), failing -> NAMES_ANN));

        assertThat(insights.roots().get(0).summary()).isEmpty();
        assertThat(insights.privacyReport().withheld())
                .containsEntry(Withheld.SUMMARY_LEFT_OUT, 1)
                .containsEntry(Withheld.TEXT_UNSUPPORTED_TERM, 1);
    }

    @Test
    void a_title_of_key_terms_has_three_at_most() {
        Scene rich = Scene.ofUsers(3, "cactus violin tulip sourdough");
        Insights insights =
                rich.release(rich.node(NAMES_ANN, Scene.NO_REDRAFT, "cactus", "violin", "tulip", "sourdough"));

        assertThat(titles(insights)).containsExactly("Cactus, violin, tulip");
    }

    @Test
    void what_an_auditor_rejects_is_counted_and_a_topic_without_words_is_hidden() {
        scene.watchedBy(PrivacyAuditor.each(
                draft -> draft.title().reveal().contains("actus") ? Verdict.REJECTED : Verdict.APPROVED));

        Insights kept = scene.release(scene.node(Draft.of("Cactus", ""), Scene.NO_REDRAFT, "violin"));
        assertThat(titles(kept)).containsExactly("Violin");
        assertThat(kept.privacyReport().withheld()).containsEntry(Withheld.AUDITOR_REJECTED, 1);

        Insights hidden = scene.release(scene.node(Draft.of("Cactus", ""), Scene.NO_REDRAFT, "cactus"));
        assertThat(hidden.roots()).isEmpty();
        assertThat(hidden.privacyReport().withheld())
                .containsEntry(Withheld.AUDITOR_REJECTED, 2)
                .containsEntry(Withheld.NODE_NOT_APPROVED, 1);
    }

    @Test
    void a_title_that_is_taken_is_no_title_whatever_its_case() {
        Scene six = Scene.ofUsers(6, "cactus violin");
        Node first = new Node(new int[] {0, 1, 2}, Draft.of("Cactus", ""), List.of(), List.of());
        Node second = six.redrafted(
                new Node(new int[] {3, 4, 5}, Draft.of("CACTUS", ""), List.of(), List.of()),
                failing -> Draft.of("Violin", ""));
        Insights insights = six.release(first, second);

        assertThat(titles(insights)).containsExactlyInAnyOrder("Cactus", "Violin");
    }

    private static Node unnamed(int... rows) {
        return new Node(rows, Draft.of("Ann", ""), List.of(), List.of());
    }

    @Test
    void titles_that_can_only_be_told_apart_by_a_number_get_one() {
        Insights insights = Scene.ofUsers(6, "cactus").release(unnamed(0, 1), unnamed(2, 3), unnamed(4, 5));

        assertThat(titles(insights))
                .containsExactlyInAnyOrder("Other requests", "Other requests (2)", "Other requests (3)");
    }

    @Test
    void a_redraft_that_fails_is_counted_and_what_it_threw_stays_inside() {
        Insights insights = scene.release(scene.node(
                NAMES_ANN,
                failing -> {
                    throw new AssertionError("Ann");
                },
                "cactus"));

        assertThat(titles(insights)).containsExactly("Cactus");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.REDRAFT_FAILED, 2);
    }

    @Test
    void a_number_that_would_complete_what_a_few_wrote_is_not_added() {
        Scene six = Scene.ofUsers(5, "cactus violin tax").says("user6", "cactus violin tax 2");
        Node first = new Node(
                new int[] {0, 1, 2},
                Draft.of("Cactus, violin, tax", ""),
                Scene.keyTerms("cactus violin tax"),
                List.of());
        Node second = new Node(
                new int[] {3, 4, 5},
                Draft.of("Cactus, violin, tax", ""),
                Scene.keyTerms("cactus", "violin", "tax"),
                List.of());

        assertThat(titles(six.release(first, second)))
                .containsExactlyInAnyOrder("Cactus, violin, tax", "Other requests");
    }

    @Test
    void a_summarizer_that_hangs_does_not_hang_the_run_and_is_not_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        Function<Set<String>, Draft> hangs = failing -> {
            asked.incrementAndGet();
            new HostileAuditor(HostileAuditor.Kind.HANG).verdict(NAMES_ANN);
            return NAMES_ANN;
        };
        scene.under(Scene.PAIRS.withAuditTimeout(Duration.ofMillis(20)));

        assertThat(only(scene.node(NAMES_ANN, hangs, "cactus")).title()).isEqualTo("Cactus");
        assertThat(asked).hasValueLessThanOrEqualTo(1);
        assertThat(scene.release(scene.node(NAMES_ANN, hangs, "cactus"))
                        .privacyReport()
                        .withheld())
                .as("the time that nobody asks again counts too")
                .containsEntry(Withheld.REDRAFT_FAILED, 2);
    }

    @Test
    void a_user_id_that_is_an_ordinary_word_is_not_released_however_many_wrote_it() {
        Scene named = Scene.ofUsers(3, "cactus violin").says("violin", "tax").says("Marta Kowal", "marta kowal");

        Insight insight = named.release(named.node(Draft.of("Violin", ""), failing -> Draft.of("Cactus", "")))
                .roots()
                .get(0);

        assertThat(insight.title()).isEqualTo("Cactus");
        assertThat(new TextRules(named.index(), 2).checkForm("About Marta Kowal", 100))
                .map(TextRules.Refusal::reason)
                .contains(Withheld.TEXT_NAMES_A_USER);
    }

    @Test
    void words_are_judged_by_the_rows_that_were_counted_whatever_becomes_of_the_array() {
        scene.says("ann", "private").says("bob", "private");
        int[] rows = {0, 1, 2};
        Node node = scene.redrafted(new Node(rows, NAMES_ANN, Scene.keyTerms("cactus"), List.of()), failing -> {
            rows[1] = 3;
            rows[2] = 4;
            return Draft.of("Private cactus", "");
        });

        assertThat(only(node).title()).isEqualTo("Cactus");
    }
}
