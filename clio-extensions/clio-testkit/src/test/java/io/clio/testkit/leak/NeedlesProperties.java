package io.clio.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class NeedlesProperties {
    private static Needles of(String text) {
        Needles needles = new Needles(6);
        needles.add(7, text);
        return needles;
    }

    @Property
    void a_string_is_found_in_every_disguise(
            @ForAll @AlphaChars @StringLength(min = 6, max = 20) String secret,
            @ForAll @StringLength(max = 20) String before,
            @ForAll @StringLength(max = 20) String after) {
        String spaced = secret.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" - "));
        String wide = secret.codePoints()
                .mapToObj(code -> Character.toString(code + 0xfee0))
                .collect(Collectors.joining());
        String hidden = secret.codePoints().mapToObj(Character::toString).collect(Collectors.joining("\u200b"));
        String alike = secret.replace('a', '\u0430').replace('e', '\u0435').replace('o', '\u043e');

        for (String disguise : new String[] {secret, secret.toUpperCase(Locale.ROOT), spaced, wide, hidden, alike}) {
            assertThat(of(secret).in(before + " " + disguise + " " + after).get(7))
                    .isTrue();
        }
    }

    @Property
    void a_string_of_which_a_letter_is_missing_is_not_found(
            @ForAll @AlphaChars @StringLength(min = 7, max = 20) String secret) {
        assertThat(of(secret + "q").in(secret).isEmpty()).isTrue();
    }

    @Example
    void strings_of_one_beginning_are_told_apart() {
        Needles needles = new Needles(4);
        needles.add(0, "kestrel");
        needles.add(1, "kestrels nest");

        assertThat(needles.in("a KESTREL'S n\u00e9st").stream().toArray()).containsExactly(0, 1);
        assertThat(needles.in("kestrels").stream().toArray()).containsExactly(0);
    }

    @Example
    void a_string_of_too_few_letters_is_refused() {
        assertThatThrownBy(() -> of("a-b-c")).hasMessageContaining("got 3");
    }

    @Example
    void without_a_shortest_length_nothing_can_be_looked_for() {
        assertThatThrownBy(() -> new Needles(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shortest must be >= 1, got 0");
    }
}
