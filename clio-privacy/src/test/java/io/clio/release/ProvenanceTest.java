package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static String clean(String name) {
        return Provenance.of("1.0", 42, Map.of("stage", name)).stages().get("stage");
    }

    @Test
    void plain_names_stay_as_they_are() {
        assertThat(clean("all-MiniLM-L6-v2 (int8), k=20")).isEqualTo("all-MiniLM-L6-v2 (int8), k=20");
    }

    @Test
    void characters_that_no_name_needs_are_replaced() {
        assertThat(clean("a\u0000b\nc\u202ed\u200be<f>@g\u0430\ud83d\ude00")).isEqualTo("a?b?c?d?e?f??g??");
    }

    @Test
    void long_names_are_cut() {
        assertThat(clean("x".repeat(1_000_000))).hasSize(120);
    }

    @Test
    void names_of_stages_are_cleaned_like_what_they_are_called() {
        assertThat(Provenance.of("1\n0", 42, Map.of("sta\nge", "x")))
                .isEqualTo(Provenance.of("1?0", 42, Map.of("sta?ge", "x")));
    }

    @Test
    void cleaning_again_changes_nothing() {
        String once = clean("Model$$Lambda\u2603");

        assertThat(clean(once)).isEqualTo(once);
    }
}
