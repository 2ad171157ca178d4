package io.clio.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

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

    private static String threeLettersOf(String twoLetters) {
        try {
            return Locale.forLanguageTag(twoLetters).getISO3Language();
        } catch (MissingResourceException e) {
            throw new AssertionError("not a code of two letters: " + twoLetters, e);
        }
    }
}
