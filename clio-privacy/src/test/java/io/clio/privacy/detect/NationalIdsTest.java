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
        "900101-1234567,901301-1234567",
        "85.07.30-033.28,85.07.30-033.29",
        "756.9217.0769.85,756.9217.0769.84",
        "1237 010180,1238 010180",
        "710319/2745,710319/2746",
        "856-734-62-15,856-734-62-16",
        "112-233-445 95,112-233-445 96",
        "151086 95088,151086 95077",
        "120174-3399,120174-3389",
        "cpr 211062-5629,211062-5629",
        "1234567T,1234567U",
        "046-454-286,046-454-287",
        "SIN 046 454 286,SIN 046 454 287",
        "BOXW310820HNERXN09,BOXW311320HNERXN09",
        "GODE561231GR8,GODE561331GR8",
        "20-05536168-2,20-05536168-3",
        "12.531.909-2,12.531.909-3",
        "912-70-1234,912-66-1234",
        "1EG4-TE5-MK73,1EG4-TE5-MKS3",
        "ACUPA7085R,ACUXA7085R",
        "34201-0891231-8,84201-0891231-8",
        "S1234567D,S1234567E",
        "G123456(A),G123456(8)",
        "1-2345-45678-78-1,1-2345-45678-78-2",
        "770305-02-1234,771305-02-1234",
        "TFN 123 456 782,TFN 123 456 783",
        "Medicare 2428 77813 2,Medicare 2428 77823 2",
        "35-686800-004141-8,35-686800-004141-9",
        "1M8GDM9AXKP042788,1M8GDM9A1KP042788"
    })
    void a_number_with_its_check_is_found_and_without_it_is_not(String valid, String broken) {
        assertThat(passesCheck("it is " + valid + " indeed")).isTrue();
        assertThat(passesCheck("it is " + broken + " indeed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NHC: 5379864.",
                "NHC: 045645634/38.",
                "NASS: 75 65097634 70.",
                "NºCol: 29 29 83404",
                "Episodio: 2597851623",
                "CIPA: nhc-76844523",
                "historia clínica nº 778812",
                "policy no. AB-123456",
                "NºCol: 28 28.",
                "passport no. 4711",
                "member id 12345Z",
                "паспорт X8651725C",
                "护照X25380594，坐轮椅",
                "旅券X3646732D、",
                "جواز السفر X35508925",
                "ИНН 36/423/38308-99c",
                "番号15/657/64205-ec6",
                "Steuernummer 54/910/24247-e52",
                "order #YH202509271",
                "Work Order No.: TJ20250225007"
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
                "passport 2019",
                "passport of 4711 people",
                "passport: 4711 euros",
                "ssn 12"
            })
    void a_quantity_or_date_beside_a_cue_is_not(String text) {
        assertThat(isId(text)).isFalse();
    }
}
