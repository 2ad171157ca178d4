package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Draft;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightsFileTest {
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en"), "?");

    private static Insights gardening() {
        FacetValues english = FacetValues.builder().put(LANGUAGE, "en").build();
        Scene scene = Scene.ofUsers(3, "\u56fd\u738b cactus")
                .brokenDownBy(LANGUAGE)
                .says("ann", "cactus", english)
                .says("bob", "cactus", english);
        Candidate.Node below = new Candidate.Node(new int[] {0, 1}, Draft.of("Ann", ""), List.of(), List.of());
        Draft draft = Draft.of("\u56fd\u738b \"cactus\"", "");
        return scene.release(new Candidate.Node(scene.everyRow(), draft, List.of(), List.of(below)));
    }

    @Test
    void what_is_read_back_is_equal_but_for_the_mark_that_it_is_imported() {
        Insights written = gardening();

        Insights read = InsightsFile.fromJson(InsightsFile.toJson(written));

        assertThat(read.imported()).isTrue();
        assertThat(written.imported()).isFalse();
        assertThat(read).isNotEqualTo(written).isEqualTo(asImported(written));
    }

    private static Insights asImported(Insights insights) {
        return new Insights(
                insights.users(),
                insights.conversations(),
                insights.roots(),
                insights.input(),
                insights.policy(),
                insights.privacyReport(),
                insights.guarantee(),
                insights.provenance(),
                true);
    }

    @Test
    void a_file_is_an_export(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("insights.json");

        gardening().export(InsightsFile.to(file));

        assertThat(file).hasContent(InsightsFile.toJson(gardening()));
    }

    @Test
    void the_same_insights_give_the_same_bytes() {
        assertThat(InsightsFile.toJson(gardening()))
                .isEqualTo(InsightsFile.toJson(gardening()))
                .isEqualTo(InsightsFile.toJson(InsightsFile.fromJson(InsightsFile.toJson(gardening()))))
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void an_empty_result_says_why_in_the_file() {
        assertThat(InsightsFile.toJson(Scene.ofUsers(1, "cactus").release())).contains("\"explanation\" : \"");
    }

    @Test
    void counts_beyond_two_billion_come_back() {
        long many = 3_000_000_000L;
        Insights insights = new Insights(
                0,
                0,
                List.of(),
                new InputReport(many, many, many, many, many, many, many, many, many, many),
                PrivacyPolicy.standard(),
                new PrivacyReport(Map.of(), 0, 0, 0, null),
                Guarantee.threshold(
                        PrivacyPolicy.standard(),
                        Provenance.of("1", 1, Map.of("divided by", "language")),
                        ReleaseLedger.Scope.NOTHING),
                Provenance.of("1", Long.MIN_VALUE, Map.of()),
                true);

        assertThat(InsightsFile.fromJson(InsightsFile.toJson(insights))).isEqualTo(insights);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\" : | \"name\" : | /roots/0/title: expected a string, found nothing",
                "\"users\" : 5 | \"users\" : \"5\" | expected a whole number, found string",
                "\"share\" : 1.0 | \"share\" : null | /roots/0/share: expected a number, found null",
                "\"seed\" : 42 | \"seed\" : 4.2 | /provenance/seed: expected a whole number, found number",
                "\"PT30S\" | \"soon\" | /policy/auditTimeout: expected a duration such as PT30S",
                "clio-insights/1 | clio-insights/9 | /schema: expected 'clio-insights/1', found 'clio-insights/9'",
                "\"minUsers\" : 2 | \"minUsers\" : 1 | minUsers must be >= 2, got 1",
                "TITLE_WITHOUT_CONTENT | OTHER | /privacyReport/withheld: expected reasons and counts, found 'OTHER'"
            })
    void an_error_names_the_field_what_was_found_and_what_was_expected(String good, String bad, String message) {
        String json = InsightsFile.toJson(gardening());
        assertThat(json).contains(good);

        assertThatThrownBy(() -> InsightsFile.fromJson(json.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void what_is_not_json_is_refused_with_the_place_and_without_the_text() {
        assertThatThrownBy(() -> InsightsFile.fromJson("{\n  secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not JSON: line 2, column 3")
                .hasNoCause();
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThatThrownBy(() -> InsightsFile.fromJson("")).hasMessage("/schema: expected a string, found nothing");
    }

    @Test
    void a_file_comes_back_and_an_error_names_it(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("insights.json");
        InsightsFile.write(gardening(), file);
        assertThat(InsightsFile.read(file)).isEqualTo(asImported(gardening()));

        Files.writeString(file, "[]");
        assertThatThrownBy(() -> InsightsFile.read(file)).hasMessageStartingWith(file + ": /schema: ");
    }
}
