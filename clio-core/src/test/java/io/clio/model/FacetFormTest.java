package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.language.LanguageCodes;
import io.clio.model.Form.MisfitException;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacetFormTest {
    static final Facet<SensitiveText> REQUEST = Facet.text("request", "What is wanted?");
    static final Facet<SensitiveText> TASK =
            Facet.text("task", "Which task?").withExamples("bake a loaf", "say \"hi\"");
    static final Facet<Integer> CONCERN = Facet.score("concern", 1, 5, "How grave?");
    static final Facet<String> SIDE = Facet.vocabulary("side", List.of("left", "Right"), "Which side?");
    static final Facet<String> LANGUAGE = Facet.vocabulary("language", LanguageCodes.all(), "Which language?");
    static final Facet<Integer> PEOPLE = Facet.count("people", List.of(1, 2, 5), "How many people?");
    static final Facet<YearMonth> WHEN = Facet.month("when", "When?");
    static final Facet<List<String>> TOOLS = Facet.labels("tools", "Which tools?");
    static final List<Facet<?>> ALL = List.of(REQUEST, TASK, CONCERN, SIDE, LANGUAGE, PEOPLE, WHEN, TOOLS);

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FacetValues read(String answer, Facet<?>... facets) throws MisfitException {
        List<FacetValues> all = FacetForm.of(List.of(facets)).read(json(answer)).requests();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static <T> T one(Facet<T> facet, String value) throws MisfitException {
        return read("{\"" + facet.name() + "\": " + value + "}", facet)
                .get(facet)
                .orElseThrow();
    }

    private static String misfit(Facet<?> facet, String value) {
        try {
            FacetValues values = read("{\"" + facet.name() + "\": " + value + "}", facet);
            throw new AssertionError("not a misfit: " + values);
        } catch (MisfitException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void the_schema_requires_every_field_and_leaves_room_for_no_answer() {
        assertThat(json(FacetForm.of(ALL).schema().json())).isEqualTo(json("""
                {"type": "object",
                 "properties": {
                   "request": {"type": "string"},
                   "task": {"type": "string"},
                   "concern": {"type": ["integer", "null"], "enum": [1, 2, 3, 4, 5, null]},
                   "side": {"type": "string", "enum": ["left", "Right", ""]},
                   "language": {"type": "string"},
                   "people": {"type": ["integer", "null"]},
                   "when": {"type": "string"},
                   "tools": {"type": "array", "items": {"type": "string"}}},
                 "required": ["request", "task", "concern", "side", "language", "people", "when", "tools"],
                 "additionalProperties": false}"""));
    }

    @Test
    void the_words_say_name_type_question_and_examples() {
        assertThat(FacetForm.of(ALL).words()).isEqualTo("""
                "request": What is wanted?
                "task": Which task? Such as "bake a loaf", "say \\"hi\\"".
                "concern" (1 to 5): How grave?
                "side" (one of "left", "Right"): Which side?
                "language": Which language?
                "people" (whole number): How many people?
                "when" (YYYY-MM): When?
                "tools" (list of at most 10 short texts): Which tools?""");
    }

    @Test
    void answers_of_all_domains_are_read() throws MisfitException {
        FacetValues values = FacetForm.of(ALL).read(json("""
                {"request": " a loaf\\n of bread ", "task": "bake", "concern": 2, "side": "left", "language": "en",
                 "people": 3, "when": "2026-01", "tools": ["oven", " tin ", "", "oven"], "more": true}""")).requests().get(0);
        assertThat(values)
                .isEqualTo(FacetValues.builder()
                        .put(REQUEST, SensitiveText.of("a loaf of bread"))
                        .put(TASK, SensitiveText.of("bake"))
                        .put(CONCERN, 2)
                        .put(SIDE, "left")
                        .put(LANGUAGE, "en")
                        .put(PEOPLE, 3)
                        .put(WHEN, YearMonth.of(2026, 1))
                        .put(TOOLS, List.of("oven", "tin"))
                        .build());
    }

    @Test
    void no_answer_is_an_answer() throws MisfitException {
        FacetValues values = FacetForm.of(ALL).read(json("""
                {"request": "", "task": "None", "concern": null, "side": "", "language": null,
                 "people": "n/a", "when": " ", "tools": []}""")).requests().get(0);
        assertThat(values).isEqualTo(FacetValues.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "\"4\"", "\" 4 \"", "4.0", "\"4.0\""})
    void a_number_is_read_however_it_is_written(String value) throws MisfitException {
        assertThat(one(CONCERN, value)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "4.5", "\"four\"", "true", "[4]", "{}", "1e999999999", "99999999999999999999"})
    void a_number_off_the_scale_is_a_misfit(String value) {
        assertThat(misfit(CONCERN, value)).isEqualTo("\"concern\" must be a whole number from 1 to 5, or null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"many\""})
    void a_number_below_the_first_range_is_a_misfit(String value) {
        assertThat(misfit(PEOPLE, value)).isEqualTo("\"people\" must be a whole number, at least 1, or null");
    }

    @ParameterizedTest
    @CsvSource({"left, left", "LEFT, left", "right, Right"})
    void a_word_of_a_vocabulary_is_known_in_any_case(String value, String word) throws MisfitException {
        assertThat(one(SIDE, "\"" + value + "\"")).isEqualTo(word);
    }

    @Test
    void another_word_is_a_misfit() {
        assertThat(misfit(SIDE, "\"up\"")).isEqualTo("\"side\" must be one of \"left\", \"Right\", or \"\"");
    }

    @ParameterizedTest
    @CsvSource({"en, en", "EN, en", "English, en", "pt-BR, pt", "unknown, unknown"})
    void a_language_is_known_by_code_and_name(String value, String code) throws MisfitException {
        assertThat(one(LANGUAGE, "\"" + value + "\"")).isEqualTo(code);
    }

    @Test
    void a_word_that_a_long_vocabulary_does_not_have_is_a_misfit() {
        assertThat(misfit(LANGUAGE, "\"Klingon\"")).startsWith("\"language\" must be one of the values");
    }

    @Test
    void names_of_languages_mean_nothing_in_another_vocabulary() {
        assertThat(misfit(Facet.vocabulary("word", List.of("it", "no"), "?"), "\"Italian\""))
                .startsWith("\"word\" must be one of");
    }

    @Test
    void a_vocabulary_of_fifty_is_listed_and_one_more_is_not() {
        assertThat(FacetForm.of(List.of(numbered(50))).words()).contains("\"w49\"");
        assertThat(FacetForm.of(List.of(numbered(50))).schema().json()).contains("\"w49\"");
        assertThat(FacetForm.of(List.of(numbered(51))).words()).doesNotContain("w49");
        assertThat(FacetForm.of(List.of(numbered(51))).schema().json()).doesNotContain("w49");
    }

    private static Facet<String> numbered(int count) {
        return Facet.vocabulary(
                "word", IntStream.range(0, count).mapToObj(i -> "w" + i).toList(), "Which?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-13\"", "\"January\"", "\"1066-10\"", "{}"})
    void what_is_no_month_is_a_misfit(String value) {
        assertThat(misfit(WHEN, value)).isEqualTo("\"when\" must be a month as YYYY-MM, or \"\"");
    }

    @Test
    void of_a_day_the_month_is_taken() throws MisfitException {
        assertThat(one(WHEN, "\"2026-01-31\"")).isEqualTo(YearMonth.of(2026, 1));
    }

    @Test
    void a_single_label_is_a_list_of_one() throws MisfitException {
        assertThat(one(TOOLS, "\"oven\"")).containsExactly("oven");
        assertThat(misfit(TOOLS, "[{\"name\": \"oven\"}]")).isEqualTo("\"tools\" must be a list of short texts");
    }

    @Test
    void a_long_text_is_cut_between_characters() throws MisfitException {
        SensitiveText cut = one(REQUEST, "\"x" + "🎉".repeat(400) + "\"");
        assertThat(cut).isEqualTo(SensitiveText.of("x" + "🎉".repeat(199)));
    }

    @Test
    void a_text_that_is_no_text_is_a_misfit() {
        assertThat(misfit(REQUEST, "[\"a\", \"b\"]")).isEqualTo("\"request\" must be a text");
    }

    @Test
    void a_question_that_comes_back_is_no_answer() {
        assertThat(misfit(REQUEST, "\"What is wanted?\""))
                .isEqualTo("\"request\" must be an answer, and is the question");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_of_an_answer() {
        assertThatThrownBy(() -> read("{\"side\": \"a secret\", \"concern\": 9}", REQUEST, SIDE, CONCERN))
                .isInstanceOf(MisfitException.class)
                .hasMessage("\"request\" is missing; \"side\" must be one of \"left\", \"Right\", or \"\"; \"concern\""
                        + " must be a whole number from 1 to 5, or null");
    }

    @Test
    void of_a_long_list_the_first_ten_labels_are_taken() throws MisfitException {
        String list = IntStream.range(0, 12).mapToObj(i -> "\"tool " + i + "\"").collect(Collectors.joining(", "));

        assertThat(read("{\"tools\": [" + list + "]}", TOOLS).get(TOOLS).orElseThrow())
                .hasSize(10)
                .startsWith("tool 0")
                .endsWith("tool 9");
    }

    @Test
    void names_of_fields_are_known_in_any_case() throws MisfitException {
        assertThat(read("{\"Concern\": 3}", CONCERN).get(CONCERN)).contains(3);
    }

    @Test
    void the_room_for_an_answer_grows_with_what_is_asked() {
        int few = FacetForm.of(List.of(CONCERN)).maxTokens();
        int some = FacetForm.of(List.of(CONCERN, REQUEST)).maxTokens();
        int more = FacetForm.splitting(List.of(CONCERN, REQUEST)).maxTokens();
        assertThat(List.of(0, few, some, more)).isSorted().doesNotHaveDuplicates();
    }

    private static List<FacetValues> split(String answer) throws MisfitException {
        return FacetForm.splitting(List.of(REQUEST, TASK, CONCERN))
                .read(json(answer))
                .requests();
    }

    private static FacetValues values(String request, int concern) {
        return FacetValues.builder()
                .put(REQUEST, SensitiveText.of(request))
                .put(CONCERN, concern)
                .build();
    }

    @Test
    void with_splitting_free_texts_are_asked_for_each_request() {
        FacetForm form = FacetForm.splitting(List.of(CONCERN, REQUEST, TASK));
        assertThat(json(form.schema().json())).isEqualTo(json("""
                {"type": "object",
                 "properties": {
                   "requests": {"type": "array", "items": {
                     "type": "object",
                     "properties": {"request": {"type": "string"}, "task": {"type": "string"}},
                     "required": ["request", "task"],
                     "additionalProperties": false}},
                   "concern": {"type": ["integer", "null"], "enum": [1, 2, 3, 4, 5, null]}},
                 "required": ["requests", "concern"],
                 "additionalProperties": false}"""));
        assertThat(form.words().lines())
                .hasSize(4)
                .satisfies(lines -> assertThat(lines.get(0)).contains("\"requests\"", "at most 5"))
                .contains("- \"request\": What is wanted?", "\"concern\" (1 to 5): How grave?");
    }

    @Test
    void each_request_has_all_answers() throws MisfitException {
        assertThat(split("""
                {"requests": [{"request": "bread", "task": ""}, {"request": "taxes", "task": null}], "concern": 2}""")).containsExactly(values("bread", 2), values("taxes", 2));
    }

    @Test
    void requests_that_are_alike_or_empty_do_not_count() throws MisfitException {
        assertThat(split("""
                {"requests": [{"request": "bread", "task": ""}, {"request": "", "task": ""},
                 {"request": "bread", "task": ""}], "concern": 2}""")).containsExactly(values("bread", 2));
        assertThat(split("{\"requests\": [], \"concern\": 2}"))
                .containsExactly(FacetValues.builder().put(CONCERN, 2).build());
    }

    @Test
    void no_more_than_five_requests_are_taken() throws MisfitException {
        String many = Stream.of("a", "b", "c", "d", "e", "f")
                .map(request -> "{\"request\": \"" + request + "\", \"task\": \"\"}")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        assertThat(split("{\"requests\": [" + many + "], \"concern\": 1}"))
                .extracting(values -> values.get(REQUEST).orElseThrow().reveal())
                .containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void requests_that_are_no_objects_are_a_misfit() {
        assertThatThrownBy(() -> split("{\"requests\": \"bread\", \"concern\": 1}"))
                .hasMessage("\"requests\" must be a list of objects");
        assertThatThrownBy(() -> split("{\"requests\": [\"bread\"], \"concern\": 1}"))
                .hasMessage("\"request\" is missing; \"task\" is missing");
        assertThatThrownBy(() -> split("{\"concern\": 1}")).hasMessage("\"requests\" is missing");
    }

    @Test
    void splitting_changes_nothing_where_no_facet_is_a_text() {
        List<Facet<?>> facets = List.of(CONCERN, SIDE);
        assertThat(FacetForm.splitting(facets).words())
                .isEqualTo(FacetForm.of(facets).words());
        assertThat(FacetForm.splitting(facets).schema())
                .isEqualTo(FacetForm.of(facets).schema());
        assertThat(FacetForm.splitting(facets).maxTokens())
                .isEqualTo(FacetForm.of(facets).maxTokens());
    }

    @Test
    void a_facet_may_be_called_requests() throws MisfitException {
        Facet<Integer> requests = Facet.count("requests", List.of(0), "How many?");
        List<FacetValues> split = FacetForm.splitting(List.of(requests, REQUEST))
                .read(json("{\"requests\": 1, \"all_requests\": [{\"request\": \"bread\"}]}"))
                .requests();
        assertThat(split).hasSize(1);
        assertThat(split.get(0).get(requests)).contains(1);
    }

    @Test
    void domains_are_all_known() {
        assertThat(Domain.class.getPermittedSubclasses())
                .hasSize(ALL.stream()
                        .map(facet -> facet.domain().getClass())
                        .collect(Collectors.toSet())
                        .size());
    }
}
