package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The positives are numbers that authorities and handbooks publish as examples. */
class NationalIdsTest {
    private static boolean isId(String text) {
        return Detectors.standard().find(text).stream()
                .anyMatch(finding -> finding.kind().equals(Kinds.ID));
    }

    private static boolean passesCheck(String text) {
        boolean[] found = new boolean[1];
        new NationalIdDetector().find(Folded.of(text), (kind, start, end) -> found[0] = true);
        return found[0];
    }

    @ParameterizedTest
    @CsvSource({
        "219-09-9999,000-09-9999",
        "AB 12 34 56 C,QV 12 34 56 C",
        "12345678Z,12345678A",
        "X1234567L,X1234567M",
        "2 55 08 14 168 025 38,2 55 08 14 168 025 39",
        "86095742719,86095742718",
        "65 929 970 489,65 929 970 488",
        "529.982.247-25,529.982.247-24",
        "11.222.333/0001-81,11.222.333/0001-82",
        "11010519491231002X,110105194912310021",
        "9999 4105 7058,9999 4105 7059",
        "my number 123456789018,my number 123456789012",
        "BSN 111222333,BSN 111222334",
        "RSSMRA85T10A562S,RSSMRA85T10A562T",
        "44051401359,44051401358",
        "811228-9874,811228-9875",
        "131052-308T,131052-308U",
        "10000000146,10000000147",
        "900101-1234567,901301-1234567"
    })
    void a_number_with_its_check_is_found_and_without_it_is_not(String valid, String broken) {
        assertThat(passesCheck("it is " + valid + " indeed")).isTrue();
        assertThat(passesCheck("it is " + broken + " indeed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NHC: 5379864.", "NHC: 045645634/38.", "NASS: 75 65097634 70.", "NºCol: 29 29 83404",
                        "Episodio: 2597851623",
                "CIPA: nhc-76844523", "historia clínica nº 778812", "policy no. AB-123456", "member id 12345Z",
                        "паспорт X8651725C",
                "护照X25380594，坐轮椅", "旅券X3646732D、", "جواز السفر X35508925", "ИНН 36/423/38308-99c", "番号15/657/64205-ec6",
                "Steuernummer 54/910/24247-e52", "order #YH202509271", "Work Order No.: TJ20250225007"
            })
    void a_number_beside_its_cue_is_found(String text) {
        assertThat(Detectors.standard().find(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in order to earn 10000 dollars",
                "the policy of 2019-2020",
                "passport from 12/03/1998",
                "number 123456 is even",
                "an account of 50000 euros",
                "patient of 45 years",
                "ssn 12"
            })
    void a_quantity_or_date_beside_a_cue_is_not(String text) {
        assertThat(isId(text)).isFalse();
    }
}
