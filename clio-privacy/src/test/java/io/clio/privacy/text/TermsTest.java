package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    @Test
    void generic_words_need_no_support_and_other_words_do_without_their_plural() {
        assertThat(Terms.required("Questions about cactuses and violins")).containsExactly("cactuse", "violin");
    }

    @Test
    void numbers_need_support() {
        assertThat(Terms.required("The 42 best answers")).containsExactly("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wills", "Mays", "Longs"})
    void a_plural_that_is_not_in_the_list_needs_support_though_its_stem_is(String name) {
        assertThat(Terms.required("Help with " + name)).hasSize(1);
    }

    @Test
    void neighbours_in_a_script_without_spaces_need_support_as_pairs() {
        assertThat(Terms.required("\u738b\u660e\u6d77")).containsExactly("\u738b\u660e", "\u660e\u6d77");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u738b \u660e \u6d77",
                "\u738b\u30fb\u660e\u30fb\u6d77",
                "\u738b and \u660e and \u6d77",
                "\u738b1\u660e2\u6d77",
                "\u738b\u0301\u660e\u0301\u6d77"
            })
    void words_of_common_characters_do_not_support_a_name_that_is_spelled_out_of_them(String spelled) {
        assertThat(Terms.supportedBy("\u56fd\u738b \u5149\u660e \u6d77\u6d0b and 1 2"))
                .doesNotContainAnyElementsOf(Terms.required(spelled).stream()
                        .filter(term -> term.length() == 1 && term.charAt(0) > 0x3000)
                        .toList());
    }

    @Test
    void a_character_that_stands_alone_in_raw_text_supports_itself() {
        assertThat(Terms.supportedBy("3\u6708 \u732b")).contains("\u6708", "\u732b");
    }

    @Test
    void placeholders_support_nothing_and_other_brackets_do() {
        assertThat(Terms.supportedBy("[email] [violin]")).containsExactly("violin");
    }

    @Property
    void every_text_supports_what_it_requires(@ForAll String text) {
        assertThat(Terms.supportedBy(text)).containsAll(Terms.required(text));
    }
}
