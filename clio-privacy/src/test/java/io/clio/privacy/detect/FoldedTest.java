package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTest {
    @ParameterizedTest
    @CsvSource({
        "１２３,123",
        "٣٤,34",
        "𝟙𝟚,12",
        "①➋,12",
        "а@ехаmрlе.соm,a@example.com",
        "José,Jose",
        "a‐b–c—d−e,a-b-c-d-e",
        "a。b．c․d,a.b.c.d",
        "x＠y,x@y",
        "a\u200Bb\u00ADc\u202Ed,abcd",
        "1\u0336\u03312,12",
        "ＡΒС,ABC",
        "１️⃣,1"
    })
    void tricks_are_undone(String original, String folded) {
        assertThat(Folded.of(original).text()).isEqualTo(folded);
    }

    @Test
    void plain_text_is_itself() {
        String plain = "Plain text, with\ttabs\nand 42 signs!";

        assertThat(Folded.of(plain).text()).isSameAs(plain);
    }

    @Test
    void offsets_lead_back_to_the_original() {
        Folded folded = Folded.of("½ a\u0301\u200Bb😀c");

        assertThat(folded.text()).isEqualTo("1/2 ab😀c");
        assertThat(folded.originalStart(0)).isZero();
        assertThat(folded.originalEnd(1)).isEqualTo(1);
        assertThat(folded.originalStart(4)).isEqualTo(2);
        assertThat(folded.originalEnd(5)).isEqualTo(5);
        assertThat(folded.originalEnd(folded.text().length())).isEqualTo(9);
    }

    @Test
    void a_letter_without_a_look_alike_stays() {
        assertThat(Folded.of("ждш你好한국ไทย").text()).isEqualTo("ждш你好한국ไทย");
    }

    @Test
    void to_string_hides_the_text() {
        assertThat(Folded.of("secret")).hasToString("Folded[length=6]");
    }
}
