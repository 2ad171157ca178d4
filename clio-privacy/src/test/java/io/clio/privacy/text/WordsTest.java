package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> words(String text) {
        return Words.of(text).stream().map(Token::folded).toList();
    }

    @Test
    void words_are_runs_of_letters_and_digits_in_lower_case() {
        assertThat(words("Bake 2 Caf\u00e9s, v2.1!")).containsExactly("bake", "2", "caf\u00e9s", "v2", "1");
    }

    @Test
    void an_apostrophe_inside_a_word_belongs_to_it() {
        assertThat(words("don't O\u2019Neill 'quoted' dogs'")).containsExactly("don't", "o'neill", "quoted", "dogs");
    }

    @Test
    void names_of_programming_languages_keep_their_signs() {
        assertThat(words("C# C++ F#, ## abc#")).containsExactly("c#", "c++", "f#", "abc");
    }

    @Test
    void in_scripts_without_spaces_each_character_is_a_token() {
        assertThat(Words.of("\u56fd\u738bab\u30ab\u30fc"))
                .extracting(Token::folded, Token::glued)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("\u56fd", true),
                        org.assertj.core.api.Assertions.tuple("\u738b", true),
                        org.assertj.core.api.Assertions.tuple("ab", false),
                        org.assertj.core.api.Assertions.tuple("\u30ab", true),
                        org.assertj.core.api.Assertions.tuple("\u30fc", true));
    }

    @Test
    void a_joiner_inside_a_word_does_not_end_it_and_is_not_part_of_what_it_says() {
        assertThat(words("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 jo\u200dhn"))
                .containsExactly("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", "john");
    }

    @Test
    void a_joiner_at_the_end_of_a_word_is_no_part_of_it() {
        assertThat(words("\u0645\u06cc\u200c \u200djohn")).containsExactly("\u0645\u06cc", "john");
    }

    @Test
    void compatibility_forms_are_folded() {
        assertThat(words("\uff2a\uff4f\uff48\uff4e \ufb01ne \ud835\udc23\ud835\udc28"))
                .containsExactly("john", "fine", "jo");
    }

    @Test
    void placeholders_of_the_redactor_are_not_words() {
        assertThat(words("write to [email] or [phone]now")).containsExactly("write", "to", "or", "now");
    }

    @Test
    void other_words_in_brackets_are_words() {
        assertThat(words("[john] [Email] [email [ phone] [emails]"))
                .containsExactly("john", "email", "email", "phone", "emails");
    }

    @Property
    void any_text_has_tokens_that_ascend_inside_it(@ForAll String text) {
        int at = 0;
        for (Token token : Words.of(text)) {
            assertThat(token.start()).isGreaterThanOrEqualTo(at);
            assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(text.length());
            assertThat(token.folded()).isNotEmpty();
            at = token.end();
        }
    }
}
