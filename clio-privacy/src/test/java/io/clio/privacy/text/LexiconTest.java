package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LexiconTest {
    private static Lexicon of(String text) {
        return Lexicon.of(Words.of(text));
    }

    @Test
    void german_text_has_german_function_words() {
        assertThat(of("Ich habe eine Frage und es ist nicht einfach").isFunctionWord("nicht"))
                .isTrue();
    }

    @Test
    void russian_text_has_russian_function_words() {
        assertThat(of("\u042f \u043d\u0435 \u0437\u043d\u0430\u044e \u043a\u0430\u043a")
                        .isFunctionWord("\u043d\u0435"))
                .isTrue();
    }

    @Test
    void what_is_not_clear_is_english() {
        assertThat(of("cactus").isFunctionWord("the")).isTrue();
    }

    @Test
    void no_text_at_all_is_english() {
        assertThat(of("").isFunctionWord("the")).isTrue();
    }

    @Test
    void a_function_word_is_generic_and_a_telling_word_is_not() {
        Lexicon english = of("this is the best of all");

        assertThat(english.isGeneric("the")).isTrue();
        assertThat(english.isGeneric("question")).isTrue();
        assertThat(english.isGeneric("cactus")).isFalse();
    }

    @Test
    void function_words_of_other_languages_are_not_released_for_that() {
        assertThat(of("Ich habe eine Frage und es ist nicht einfach").isFunctionWord("nicht"))
                .isTrue();
        assertThat(GenericWords.contains("nicht")).isFalse();
    }

    @Test
    void a_text_in_two_scripts_has_a_language_for_each() {
        Lexicon lexicon = of("ช่วยอธิบาย what is the difference of the two");
        assertThat(lexicon.isFunctionWord("ครับ")).isTrue();
        assertThat(lexicon.isFunctionWord("the")).isTrue();
        assertThat(of("what is the difference of the two").isFunctionWord("ครับ"))
                .isFalse();
    }

    @Test
    void ideographs_beside_kana_are_japanese() {
        assertThat(of("天気を教えて").isFunctionWord("何が")).isTrue();
        assertThat(of("告诉我天气").isFunctionWord("告诉我")).isTrue();
    }

    @Test
    void words_that_carry_a_request_are_no_subject() {
        assertThat(of("Geht das auch mit der Pfanne").isFunctionWord("geht")).isTrue();
        assertThat(of("Quiero una receta para la cena").isFunctionWord("quiero"))
                .isTrue();
        assertThat(GenericWords.contains("geht")).isFalse();
    }

    @Test
    void accents_may_be_left_out_where_people_do() {
        assertThat(of("no se que mas hacer con la masa").isFunctionWord("mas")).isTrue();
    }
}
