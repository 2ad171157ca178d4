package io.clio.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    @Test
    void a_phrase_is_a_word_or_neighbouring_words() {
        assertThat(phrases("sourdough starter")).contains("sourdough", "starter", "sourdough starter");
    }

    @Test
    void a_function_word_stands_inside_a_phrase_but_not_at_its_ends() {
        assertThat(phrases("the translation of poems and"))
                .contains("translation of poems")
                .noneMatch(phrase -> phrase.matches("(the|of|and)\\b.*|.*\\b(the|of|and)"));
    }

    @Test
    void a_character_that_is_a_function_word_is_none_within_a_compound() {
        assertThat(phrases("我能用智能手机吗"))
                .contains("智能手机")
                .noneMatch(phrase -> phrase.contains("我") || phrase.contains("用"));
    }

    @Test
    void thai_phrases_hold_no_function_word() {
        assertThat(phrases("ขนมปังของครับ"))
                .contains("ขนมปัง")
                .noneMatch(phrase -> phrase.contains("ครับ") || phrase.contains("ของ"));
    }

    @Test
    void a_verb_of_asking_begins_no_phrase() {
        assertThat(phrases("Kannst du mir sagen wie das geht mit dem Sauerteig"))
                .contains("Sauerteig")
                .doesNotContain("geht", "sagen");
    }

    @Test
    void a_text_of_function_words_has_no_phrase() {
        assertThat(phrases("and the of it to be")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ",", ";", ":", ". ", ", ", "; ", ": ", "? ", "! ", " (", "\n", "\u2026 ", " \u2014 "})
    void no_phrase_crosses_punctuation(String mark) {
        assertThat(phrases("tomato" + mark + "bread"))
                .contains("tomato", "bread")
                .noneMatch(phrase -> phrase.contains("tomato") && phrase.contains("bread"));
    }

    @Test
    void no_phrase_is_longer_than_four_words() {
        assertThat(phrases("alpha beta gamma delta epsilon zeta"))
                .isNotEmpty()
                .allMatch(phrase -> phrase.split(" ").length <= 4);
    }

    @Test
    void a_number_alone_is_no_phrase() {
        assertThat(phrases("17 2024 3")).isEmpty();
    }

    @Test
    void placeholders_of_the_redactor_are_no_words() {
        assertThat(phrases("write to [email] tomorrow")).noneMatch(phrase -> phrase.contains("email"));
    }

    @Test
    void a_text_without_spaces_has_phrases_of_two_to_six_characters() {
        assertThat(phrases("\u673a\u5668\u5b66\u4e60\u6280\u672f\u7814\u7a76"))
                .contains("\u673a\u5668", "\u673a\u5668\u5b66\u4e60")
                .allMatch(phrase -> 2 <= phrase.length() && phrase.length() <= 6);
    }

    @Test
    void no_phrase_of_a_text_without_spaces_crosses_punctuation() {
        assertThat(phrases("\u673a\u5668\u3002\u5b66\u4e60")).containsExactlyInAnyOrder("\u673a\u5668", "\u5b66\u4e60");
    }

    @Test
    void plural_and_case_make_no_other_phrase() {
        assertThat(Phrases.of("Credit Cards"))
                .containsOnlyKeys(Phrases.of("credit card").keySet());
    }

    @Test
    void a_phrase_comes_once_as_it_was_first_written() {
        assertThat(phrases("Sourdough and more sourdough"))
                .filteredOn("Sourdough"::equalsIgnoreCase)
                .containsExactly("Sourdough");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "\uD800", "\u0301", "[", "]["})
    void odd_texts_have_no_phrase_and_do_no_harm(String text) {
        assertThat(phrases(text)).isEmpty();
    }

    private static List<String> phrases(String text) {
        return Phrases.of(text).values().stream().map(Phrase::surface).toList();
    }
}
