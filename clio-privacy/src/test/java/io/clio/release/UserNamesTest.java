package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.clio.privacy.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNamesTest {

    private static boolean finds(String id, String text) {
        UserNames names = new UserNames(Hashing.sipHash24(1, 2));
        names.add(id);
        return names.in(Words.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "zyxqua, notes of zyxqua on cacti",
        "zyxqua, zyxqua",
        "zyx, a zyx",
        "12345, order 12345",
        "ann zyxqua, letters to Ann Zyxqua",
        "one two zyx four five six, about one two zyx four five six"
    })
    void an_id_is_found_in_a_text(String id, String text) {
        assertThat(finds(id, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "zyxqua, notes on cacti",
        "ann zyxqua, letters to Ann",
        "zy, a zy",
        "1234, year 1234",
        "question, a question",
        "one two zyx four five six seven, about one two zyx four five six seven",
        "'', nothing"
    })
    void what_is_no_id_or_too_ordinary_or_too_long_for_one_is_not(String id, String text) {
        assertThat(finds(id, text)).isFalse();
    }

    @Test
    void there_may_be_several() {
        UserNames names = new UserNames(Hashing.sipHash24(1, 2));
        names.add("zyxqua");
        names.add("qwuxy");

        assertThat(names.in(Words.of("of zyxqua"))).isTrue();
        assertThat(names.in(Words.of("of qwuxy"))).isTrue();
        assertThat(names.in(Words.of("of nobody"))).isFalse();
    }
}
