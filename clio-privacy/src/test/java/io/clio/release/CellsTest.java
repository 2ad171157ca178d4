package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final Facet<Integer> MOOD = Facet.score("mood", -1, 12, "?");
    private static final Facet<Integer> TURNS = Facet.count("turns", List.of(1, 3, 10), "?");
    private static final Facet<YearMonth> MONTH = Facet.month("month", "?");
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de"), "?");
    private static final Facet<List<String>> TOPIC = Facet.labels("topic", "?");
    private static final Facet<SensitiveText> REQUEST = Facet.text("request", "?");

    /** Each answer is given by two users, in two conversations. */
    private static <T> List<FacetCell> cells(Facet<T> facet, List<T> answers) {
        return release(facet, answers).roots().get(0).facets().get(facet.name());
    }

    private static <T> Insights release(Facet<T> facet, List<T> answers) {
        Scene scene = new Scene().brokenDownBy(facet);
        for (T answer : answers) {
            FacetValues values = FacetValues.builder().put(facet, answer).build();
            scene.says("ann", "cactus violin", values).says("bob", "cactus violin", values);
        }
        return scene.release(scene.titled("Cactus"));
    }

    private static List<String> values(List<FacetCell> cells) {
        return cells.stream().map(FacetCell::value).toList();
    }

    @Test
    void scores_come_in_their_order_and_not_in_that_of_their_digits() {
        assertThat(values(cells(MOOD, List.of(12, 2, -1, 10)))).containsExactly("-1", "2", "10", "12");
    }

    @Test
    void counts_come_in_ranges() {
        assertThat(values(cells(TURNS, List.of(40, 1, 2, 4, 10)))).containsExactly("1-2", "3-9", "10+");
    }

    @Test
    void months_come_in_order_of_time() {
        assertThat(values(cells(MONTH, List.of(YearMonth.of(2025, 1), YearMonth.of(2024, 12)))))
                .containsExactly("2024-12", "2025-01");
    }

    @Test
    void words_of_a_vocabulary_come_largest_first() {
        assertThat(cells(LANGUAGE, List.of("en", "de", "de")))
                .containsExactly(new FacetCell("de", false, 2, 4), new FacetCell("en", false, 2, 2));
    }

    @Test
    void conversations_that_have_no_cell_are_others() {
        Scene scene = new Scene().brokenDownBy(LANGUAGE);
        FacetValues english = FacetValues.builder().put(LANGUAGE, "en").build();
        scene.says("ann", "cactus", english).says("bob", "cactus", english);
        scene.says("cid", "cactus", FacetValues.none()).says("dan", "cactus", FacetValues.none());

        List<FacetCell> cells =
                scene.release(scene.titled("Cactus")).roots().get(0).facets().get("language");

        assertThat(cells).containsExactly(new FacetCell("en", false, 2, 2), new FacetCell("other", true, 2, 2));
        assertThat(cells.get(1).value()).isEqualTo("other");
        assertThat(cells.get(1)).isNotEqualTo(new FacetCell("other", false, 2, 2));
    }

    @Test
    void others_of_whom_one_has_more_than_a_half_are_not_shown() {
        Scene scene = new Scene().brokenDownBy(LANGUAGE).under(Scene.PAIRS.withMaxShare(0.5));
        FacetValues english = FacetValues.builder().put(LANGUAGE, "en").build();
        scene.says("ann", "cactus", english).says("bob", "cactus", english);
        scene.says("cid", "cactus", FacetValues.none()).says("dan", "cactus", FacetValues.none());
        scene.says("dan", "cactus", FacetValues.none());

        assertThat(values(scene.release(scene.titled("Cactus"))
                        .roots()
                        .get(0)
                        .facets()
                        .get("language")))
                .containsExactly("en");
    }

    @Test
    void free_text_has_no_cells() {
        assertThat(cells(REQUEST, List.of(SensitiveText.of("cactus")))).isEmpty();
    }

    @Test
    void a_label_needs_support_for_its_words() {
        Insights insights = release(TOPIC, List.of(List.of("cactus", "Ann")));

        assertThat(values(insights.roots().get(0).facets().get("topic"))).containsExactly("cactus");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_LABEL_REFUSED, 1);
    }

    @Test
    void labels_that_read_the_same_are_one_cell_and_a_conversation_counts_once_in_it() {
        assertThat(cells(TOPIC, List.of(List.of("cactus", " cactus ", "cactus\u3000"), List.of("cactus"))))
                .containsExactly(new FacetCell("cactus", false, 2, 4));
    }

    @Test
    void labels_that_nobody_could_read_are_one_cell_that_is_refused() {
        Insights insights = release(TOPIC, List.of(List.of("", "\u200b", "cactus ".repeat(200_000))));

        assertThat(insights.roots().get(0).facets().get("topic")).isEmpty();
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_LABEL_REFUSED, 1);
    }

    @Test
    void how_many_cells_are_too_small_is_not_told() {
        Scene scene = Scene.ofUsers(3, "cactus").brokenDownBy(TOPIC);
        List<String> secretNumberOfLabels =
                IntStream.range(0, 4711).mapToObj(i -> "label" + i).toList();
        scene.says(
                "ann",
                "cactus",
                FacetValues.builder().put(TOPIC, secretNumberOfLabels).build());

        assertThat(scene.release(scene.titled("Cactus")).privacyReport().withheld())
                .containsEntry(Withheld.CELL_TOO_SMALL, 1);
    }

    @Test
    void a_cell_of_enough_users_and_too_few_conversations_is_too_small() {
        Scene scene = new Scene().brokenDownBy(LANGUAGE).under(Scene.PAIRS.withMinConversations(3));
        FacetValues english = FacetValues.builder().put(LANGUAGE, "en").build();
        FacetValues german = FacetValues.builder().put(LANGUAGE, "de").build();
        scene.says("ann", "cactus", english).says("bob", "cactus", english);
        scene.says("cid", "cactus", german).says("dan", "cactus", german).says("eve", "cactus", german);
        scene.says("cid", "cactus", german);

        Insights insights = scene.release(scene.titled("Cactus"));

        assertThat(values(insights.roots().get(0).facets().get("language"))).doesNotContain("en");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_TOO_SMALL, 1);
    }

    @Test
    void a_cell_in_which_one_user_has_more_than_the_largest_share_is_hidden() {
        for (double most : new double[] {0.74, 0.75}) {
            Scene scene = new Scene().brokenDownBy(LANGUAGE).under(Scene.PAIRS.withMaxShare(most));
            FacetValues english = FacetValues.builder().put(LANGUAGE, "en").build();
            FacetValues german = FacetValues.builder().put(LANGUAGE, "de").build();
            for (int i = 0; i < 3; i++) {
                scene.says("ann", "cactus", english);
                scene.says("cid" + i, "cactus", german);
            }
            scene.says("bob", "cactus", english);

            Insights insights = scene.release(scene.titled("Cactus"));

            List<String> shown = values(insights.roots().get(0).facets().get("language"));
            if (most == 0.75) {
                assertThat(shown).contains("en");
                assertThat(insights.privacyReport().withheld()).doesNotContainKey(Withheld.CELL_DOMINATED);
            } else {
                assertThat(shown).doesNotContain("en");
                assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_DOMINATED, 1);
            }
        }
    }

    @Test
    void a_word_of_a_vocabulary_that_holds_an_identifier_is_refused() {
        Facet<String> mail = Facet.vocabulary("mail", List.of("ann@example.org", "none"), "?");
        Insights insights = release(mail, List.of("ann@example.org", "none"));

        assertThat(values(insights.roots().get(0).facets().get("mail"))).doesNotContain("ann@example.org");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.CELL_LABEL_REFUSED, 1);
    }

    @Test
    void if_no_cell_is_too_small_nothing_is_said_of_it() {
        assertThat(release(LANGUAGE, List.of("en", "de")).privacyReport().withheld())
                .doesNotContainKey(Withheld.CELL_TOO_SMALL);
    }

    @Test
    void labels_shown_as_they_were_are_looked_at_again_for_identifiers_and_not_for_writers() {
        Scene scene = Scene.ofUsers(3, "cactus");
        Cells cells = new Cells(List.of(), scene.index().users(), Scene.PAIRS, new TextRules(scene.index(), 2));
        Cell rare = asItWas(TOPIC, "violins of Ann");
        Cell mail = asItWas(TOPIC, "ann@example.org");
        Cell ofVocabulary = asItWas(LANGUAGE, "ann@example.org");
        Topic topic = new Topic(
                scene.titled("Cactus"),
                scene.everyRow(),
                3,
                3,
                new TreeMap<>(Map.of("topic", List.of(rare, mail), "language", List.of(ofVocabulary))));

        cells.checkLabels(List.of(topic));

        assertThat(rare.isShown()).isTrue();
        assertThat(mail.reason()).isEqualTo(Withheld.CELL_LABEL_REFUSED);
        assertThat(ofVocabulary.isShown()).as("checked when it was made").isTrue();
    }

    private static Cell asItWas(Facet<?> facet, String label) {
        return new Cell(facet, new Cell.Label(0, label), new int[] {0, 1, 2}, 3, 3, true);
    }
}
