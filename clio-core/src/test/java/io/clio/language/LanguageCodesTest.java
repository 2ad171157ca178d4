package io.clio.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCodesTest {

    @Test
    void no_code_stands_twice() {
        assertThat(LanguageCodes.all()).doesNotHaveDuplicates().contains("en", "zh", "gsw", LanguageCodes.UNKNOWN);
    }

    /** The platform knows the pairs of codes; nothing but this test asks it. */
    @Test
    void a_code_of_three_letters_stands_only_where_there_is_none_of_two() {
        List<String> threeLettersOfPairs = LanguageCodes.all().stream()
                .filter(code -> code.length() == 2)
                .map(LanguageCodesTest::threeLettersOf)
                .toList();
        assertThat(LanguageCodes.all()).doesNotContainAnyElementsOf(threeLettersOfPairs);
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN, en",
        " de , de",
        "pt-BR, pt",
        "zh_Hans_CN, zh",
        "English, en",
        "mandarin, zh",
        "iw, he",
        "gsw, gsw",
        "unknown, unknown",
        "zulu, zu"
    })
    void a_language_is_known_by_its_code_and_by_its_name(String name, String code) {
        assertThat(LanguageCodes.of(name)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "e", "klingon", "en de", "enx"})
    void what_is_no_language_has_no_code(String name) {
        assertThat(LanguageCodes.of(name)).isEmpty();
    }

    private static String threeLettersOf(String twoLetters) {
        try {
            return Locale.forLanguageTag(twoLetters).getISO3Language();
        } catch (MissingResourceException e) {
            throw new AssertionError("not a code of two letters: " + twoLetters, e);
        }
    }
}
