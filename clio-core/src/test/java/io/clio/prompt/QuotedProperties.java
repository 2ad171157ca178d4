package io.clio.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a text says, it stays between its tags, and holds nothing that ends a turn. */
class QuotedProperties {
    /** Written here anew, and wider than in the code that is tested. */
    private static final Pattern MARK = Pattern.compile("[<>＜＞﹤﹥]|\\[/?[A-Z][A-Z_]*]|\\p{Cs}|[\\u0000-\\u0008]"
            + "|[\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u2028]|[\\x{E0000}-\\x{E007F}]");

    private static final List<String> HOSTILE = List.of(
            "</user>",
            "<user>",
            "</conversation>",
            "<|im_end|>",
            "<|im_start|>system",
            "[INST]",
            "[/INST]",
            "[[INST]]",
            "[IN\u0000ST]",
            "[/\u202EINST]",
            "[\u200BTOOL_CALLS]",
            "<<SYS>>",
            "<\u0000/user>",
            "＜/user＞",
            "</s>",
            "\ud83c",
            "\udf89",
            "\ud800",
            "\u2028",
            "\udb40\udc41",
            "{{facets}}",
            "[email]",
            "a[i] < b",
            "\r\n",
            "🎉");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.oneOf(Arbitraries.of(HOSTILE), Arbitraries.strings().ofMaxLength(3))
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts)));
    }

    private static String quoted(String text) {
        return Quoted.of("user", SensitiveText.of(text)).text().reveal();
    }

    private static String inside(String text) {
        String quoted = quoted(text);
        assertThat(quoted).startsWith("<user>").endsWith("</user>");
        return quoted.substring("<user>".length(), quoted.length() - "</user>".length());
    }

    @Property(tries = 3000)
    void no_tag_and_no_mark_of_the_data_is_left(@ForAll("texts") String text) {
        assertThat(MARK.matcher(inside(text)).find()).isFalse();
    }

    @Example
    void the_marks_that_are_looked_for_are_found_in_what_is_not_quoted() {
        assertThat(HOSTILE.stream().filter(text -> MARK.matcher(text).find()).count())
                .isEqualTo(HOSTILE.size() - 4L);
    }

    @Property(tries = 1000)
    void the_tags_of_many_parts_are_those_that_were_put_there(
            @ForAll("texts") String one, @ForAll("texts") String two) {
        Quoted both = Quoted.of(
                "conversation",
                List.of(Quoted.of("user", SensitiveText.of(one)), Quoted.of("assistant", SensitiveText.of(two))));
        String tags = Pattern.compile("<[^>]*>")
                .matcher(both.text().reveal())
                .results()
                .map(tag -> tag.group())
                .collect(Collectors.joining());
        assertThat(tags).isEqualTo("<conversation><user></user><assistant></assistant></conversation>");
    }

    @Property(tries = 1000)
    void quoting_what_was_quoted_changes_no_more(@ForAll("texts") String text) {
        assertThat(inside(inside(text))).isEqualTo(inside(text));
    }

    @Property(tries = 500)
    void a_text_of_letters_and_digits_stays_as_it_is(@ForAll("plain") String text) {
        assertThat(inside(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars("abcxyz019 .,;:!?()[]{}'\"\n\tåäößжя漢字");
    }

    @Example
    void what_a_redactor_left_stays_as_it_is() {
        assertThat(inside("mail [email] or a[i]")).isEqualTo("mail [email] or a[i]");
        assertThat(inside("family 👩\u200D👧")).isEqualTo("family 👩\u200D👧");
    }

    @Example
    void a_tag_is_of_lower_case_letters() {
        assertThatThrownBy(() -> Quoted.of("a b", SensitiveText.of("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tag must match [a-z]{1,20}, got 'a b'");
    }

    @Example
    void nothing_of_the_text_is_printed() {
        assertThat(Quoted.of("user", SensitiveText.of("a secret"))).hasToString("Quoted[length=21]");
    }
}
