package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericWordsTest {
    private static final Set<String> WORDS = WordLists.read("generic-en");

    @Test
    void the_list_has_about_two_thousand_words_that_are_folded_and_whole() {
        assertThat(WORDS)
                .hasSizeBetween(1_500, 2_500)
                .allMatch(
                        word -> Words.fold(word).equals(word) && Words.of(word).size() == 1);
    }

    @Test
    void no_number_and_no_single_letter_but_words_is_in_the_list() {
        assertThat(WORDS).noneMatch(word -> word.chars().anyMatch(Character::isDigit));
        assertThat(WORDS.stream().filter(word -> word.length() == 1)).containsExactlyInAnyOrder("a", "i");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark", "bill", "grant", "rose", "hope", "june", "london", "doctor", "cancer", "muslim", "wife", "gun"
            })
    void names_places_and_traits_are_not_in_the_list(String word) {
        assertThat(GenericWords.contains(word)).isFalse();
    }

    @Test
    void what_the_gate_calls_a_topic_without_words_is_generic() {
        assertThat(Terms.required("Other requests")).isEmpty();
    }

    @Test
    void a_list_that_does_not_exist_is_empty() {
        assertThat(WordLists.read("generic-xx")).isEmpty();
    }
}
