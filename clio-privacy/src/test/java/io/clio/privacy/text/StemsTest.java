package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemsTest {
    @ParameterizedTest
    @CsvSource({
        "cats, cat",
        "recipes, recipe",
        "parties, party",
        "john's, john",
        "glass, glass",
        "virus, virus",
        "shoes, shoes",
        "bus, bus",
        "gas, gas",
        "is, is",
        "s, s",
        "caf\u00e9s, caf\u00e9s",
        "\u043a\u043e\u0442\u044b, \u043a\u043e\u0442\u044b",
        "c#, c#",
        "running, running"
    })
    void plural_and_possessive_endings_of_english_come_off_and_nothing_else(String word, String stem) {
        assertThat(Stems.of(word)).isEqualTo(stem);
    }
}
