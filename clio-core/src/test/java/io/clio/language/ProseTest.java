package io.clio.language;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void prose_stays_as_it_is() {
        String text = "Wie backe ich Brot? Mein Ofen (alt, aber gut) wird nur 200 Grad heiß.";
        assertThat(Prose.of(text, 400)).isEqualTo(text.replace("200 ", ""));
    }

    @Test
    void code_between_fences_is_no_prose() {
        assertThat(Prose.of("Warum?\n```python\nfor line in lines:\n    print(line)\n```\nDanke", 400))
                .isEqualTo("Warum? Danke");
    }

    @Test
    void a_fence_that_is_never_closed_reaches_to_the_end() {
        assertThat(Prose.of("Warum?\n  ```\nfor line in lines", 400)).isEqualTo("Warum?");
    }

    @Test
    void lines_of_code_without_fences_are_no_prose() {
        String text =
                "Pourquoi cette erreur ?\nint total = sum(values);\nif (total > 3) {\n    return total;\n}\nMerci";
        assertThat(Prose.of(text, 400)).isEqualTo("Pourquoi cette erreur ? Merci");
    }

    @Test
    void addresses_placeholders_tags_and_names_of_variables_are_no_prose() {
        String text = "Schick es an [email], siehe https://example.org/the/way/home oder www.example.org,"
                + " die `inner loop` in main_loop und src/main/java, <b>bitte</b>";
        assertThat(Prose.of(text, 400)).isEqualTo("Schick es an , siehe oder die in und bitte");
    }

    @Test
    void an_address_does_not_take_the_words_that_touch_it() {
        assertThat(Prose.of("请看https://example.org/abc这个网站", 400)).isEqualTo("请看 这个网站");
    }

    @Test
    void a_text_of_code_alone_has_no_prose() {
        assertThat(Prose.of("def f(x):\n    return [y for y in x if y > 0]\n\nprint(f([1, 2, 3]))", 400))
                .doesNotContain("for", "in", "print");
    }

    @Property
    void there_is_never_more_than_was_asked_for(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int most) {
        assertThat(Prose.of(text, most)).hasSizeLessThanOrEqualTo(most);
    }
}
