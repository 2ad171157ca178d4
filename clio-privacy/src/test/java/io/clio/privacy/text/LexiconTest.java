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
}
