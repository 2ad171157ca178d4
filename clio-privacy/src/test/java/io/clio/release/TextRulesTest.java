package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.privacy.detect.Detectors;
import io.clio.release.TextRules.Refusal;
import io.clio.spi.Recognizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {
    private static final String WRITTEN = "caf\u00e9 cactus \u0643\u062a\u0627\u0628 \u56fd\u738b \u2764\ufe0f";
    private static final String ALSO_WRITTEN =
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0915\u094d\u200d\u0937 j o h n 12";
    private final Scene scene =
            Scene.ofUsers(3, WRITTEN).says("user1", ALSO_WRITTEN).says("user2", ALSO_WRITTEN);
    private final TextRules rules = new TextRules(scene.index(), 2);

    private Optional<Withheld> refusalOf(String text) {
        return rules.check(TextRules.normal(text, 100).orElseThrow(), 100, scene.everyRow())
                .map(Refusal::reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Help with cactus",
                "\u201cCaf\u00e9\u201d (12): cactus!",
                "\u56fd\u738b\u3002",
                "\u0643\u062a\u0627\u0628",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u0915\u094d\u200d\u0937"
            })
    void ordinary_titles_of_many_scripts_pass(String title) {
        assertThat(refusalOf(title)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "...",
                "Help\u0000 cactus",
                "Help \u001b[31m",
                "Help \u202ecactus",
                "Help \u200bcactus",
                "Help\u00ad cactus",
                "Help \u2066cactus\u2069",
                "Help \ud83d\ude00",
                "Help [cactus]",
                "Help <b>cactus</b>",
                "Help \ud800 cactus",
                "Help \ue000",
                "Help cactus!!!!",
                "cafe\u0301\u0301\u0301\u0301\u0301"
            })
    void characters_that_no_title_needs_are_refused(String title) {
        assertThat(refusalOf(title)).contains(Withheld.TEXT_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Help \ufe0f cactus",
                "Help\ufe0f cactus",
                "Help \u0301 cactus",
                "Help \u034f",
                "Help \u3164 cactus",
                "Help \uffa0",
                "\u56fd\udb40\udd00\u738b",
                "Help \u200d cactus",
                "\u0643\u200d \u062a",
                "\u0643\u200d\u200d\u062a"
            })
    void characters_that_show_nothing_carry_nothing(String title) {
        assertThat(refusalOf(title)).contains(Withheld.TEXT_MALFORMED);
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        assertThat(refusalOf("cactus ".repeat(15))).contains(Withheld.TEXT_MALFORMED);
    }

    @Test
    void a_text_may_have_just_as_many_characters_as_it_may_have() {
        assertThat(rules.checkForm("cactus", 6)).isEmpty();
        assertThat(rules.checkForm("cactus", 5).map(Refusal::reason)).contains(Withheld.TEXT_MALFORMED);
    }

    @Test
    void a_text_that_is_far_too_long_is_not_even_looked_at() {
        assertThat(TextRules.normal("cactus ".repeat(1_000_000), 100)).isEmpty();
        assertThat(TextRules.normal("x".repeat(800), 100)).isPresent();
        assertThat(TextRules.normal("x".repeat(801), 100)).isEmpty();
    }

    @Test
    void three_marks_and_three_signs_in_a_row_are_allowed_and_four_are_not() {
        assertThat(rules.checkForm("q\u0316\u0317\u0318", 100)).isEmpty();
        assertThat(rules.checkForm("q\u0316\u0317\u0318\u0319", 100)).isPresent();
        assertThat(rules.checkForm("cactus!!!", 100)).isEmpty();
        assertThat(rules.checkForm("cactus!!!!", 100)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x180B, 0x180D, 0x180F, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF})
    void no_variation_selector_stands_behind_a_letter(int code) {
        assertThat(rules.checkForm("cactus" + Character.toString(code), 100)).isPresent();
    }

    @Test
    void a_joiner_at_the_end_joins_nothing() {
        assertThat(rules.checkForm("\u0643\u062a\u200c", 100)).isPresent();
        assertThat(rules.checkForm("\u0643\u200c\u062a", 100)).isEmpty();
    }

    @Test
    void given_terms_need_no_support_but_a_sequence_of_four_that_one_wrote_is_refused_all_the_same() {
        Scene written = Scene.ofUsers(3, "iris tulip").says("dan", "clay opal jade onyx");
        TextRules checked = new TextRules(written.index(), 2);
        Set<String> given = Set.of("clay", "opal", "jade", "onyx");

        assertThat(checked.check(List.of(new TextRules.Claim("Clay opal jade", 100, written.everyRow(), given))))
                .containsExactly(Optional.empty());
        assertThat(checked.check(List.of(new TextRules.Claim("Clay opal jade onyx", 100, written.everyRow(), given))))
                .first()
                .satisfies(refusal -> assertThat(refusal.map(Refusal::reason)).contains(Withheld.TEXT_RARE_SEQUENCE));
    }

    @Test
    void what_is_missing_has_no_normal_form() {
        assertThat(TextRules.normal(null, 100)).isEmpty();
    }

    @Test
    void white_space_is_folded_and_marks_are_composed_before_anything_is_checked() {
        assertThat(TextRules.normal(" cafe\u0301 \t\u00a0\n\u3000cactus ", 100)).contains("caf\u00e9 cactus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host 203.0.113.77", "Card 4111 1111 1111 1111", "\uff14111 1111 1111 1111"})
    void an_identifier_is_refused_before_its_words_are_looked_at(String title) {
        assertThat(refusalOf(title)).contains(Withheld.TEXT_IDENTIFIER);
    }

    @Test
    void the_terms_that_too_few_wrote_are_named() {
        assertThat(rules.check("Help Ann with cactus and violins", 100, scene.everyRow()))
                .contains(new Refusal(Withheld.TEXT_UNSUPPORTED_TERM, Set.of("ann", "violin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c\u0430ctus",
                "c\u200da\u200dctus",
                "\u0661\u0662",
                "\u56fd",
                "\u56fd \u738b",
                "\u56fd and \u738b",
                "\u0643\u200d\u062a",
                "cac-tus"
            })
    void look_alikes_other_numerals_and_fragments_need_support_of_their_own(String title) {
        assertThat(refusalOf(title)).isNotEmpty();
    }

    @Test
    void a_text_is_refused_for_what_a_recogniser_finds_or_fails_on() {
        Recognizer cactus = Recognizer.of("plant", text -> List.of(new Recognizer.Span(0, text.indexOf("cactus"))));
        TextRules own = new TextRules(scene.index(), 2, Detectors.standard().with(List.of(cactus)));

        assertThat(rules.checkForm("Help with cactus", 100)).isEmpty();
        assertThat(own.checkForm("Help with cactus", 100).map(Refusal::reason)).contains(Withheld.TEXT_IDENTIFIER);
        assertThat(own.checkForm("Help", 100).map(Refusal::reason)).contains(Withheld.TEXT_IDENTIFIER);
    }
}
