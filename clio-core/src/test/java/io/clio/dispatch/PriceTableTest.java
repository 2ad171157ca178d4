package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static PriceTable read(String json) throws IOException {
        return PriceTable.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_longest_beginning_that_fits_counts_and_a_whole_name_before_it() {
        PriceTable table = PriceTable.empty()
                .with("*", Price.of("1", "1"))
                .with("large*", Price.of("2", "2"))
                .with("large-mini*", Price.of("3", "3"))
                .with("large-mini-7", Price.of("4", "4"));
        assertThat(table.of("small")).contains(Price.of("1", "1"));
        assertThat(table.of("large")).contains(Price.of("2", "2"));
        assertThat(table.of("large-mini-8")).contains(Price.of("3", "3"));
        assertThat(table.of("large-mini-7")).contains(Price.of("4", "4"));
        assertThat(PriceTable.empty().of("small")).isEmpty();
    }

    @Test
    void a_name_is_no_beginning() {
        PriceTable table = PriceTable.empty().with("large", Price.of("2", "2"));
        assertThat(table.of("large-mini")).isEmpty();
    }

    @Test
    void a_table_is_read_from_json() throws IOException {
        PriceTable table = read("""
                {"asOf": "2026-01-31", "models": {"m*": {"input": 0.15, "cacheRead": 0.075, "output": 0.6}}}""");
        assertThat(table.asOf()).isEqualTo("2026-01-31");
        assertThat(table.of("m-1"))
                .contains(new Price(
                        new BigDecimal("0.15"),
                        new BigDecimal("0.075"),
                        new BigDecimal("0.15"),
                        new BigDecimal("0.6")));
        assertThat(table).hasToString("PriceTable[1 patterns, as of 2026-01-31]");
    }

    @Test
    void a_table_of_another_form_is_refused_by_model_and_field() {
        assertThatThrownBy(() -> read("{\n\n\"models\": ")).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("an object \"models\"");
        assertThatThrownBy(() -> read("{\"models\": {\"m\": {\"input\": 1}}}"))
                .hasMessage("price of m: output must be a number, got nothing");
        assertThatThrownBy(() -> read("{\"models\": {\"m\": {\"input\": \"1\", \"output\": 1}}}"))
                .hasMessage("price of m: input must be a number, got STRING");
        assertThatThrownBy(() -> read("{\"models\": {\"m\": {\"input\": -1, \"output\": 1}}}"))
                .hasMessageStartingWith("price of m: input must be in [0, 1000000]");
        assertThatThrownBy(() -> read("{\"models\": {\"a*b\": {\"input\": 1, \"output\": 1}}}"))
                .hasMessageContaining("got \"a*b\"");
    }

    @Test
    void the_table_that_comes_along_knows_its_day_and_tells_small_models_from_large_ones() {
        PriceTable bundled = PriceTable.bundled();
        assertThat(bundled.asOf()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(bundled.of("gpt-4o-mini-2024-07-18")).isEqualTo(bundled.of("gpt-4o-mini"));
        assertThat(bundled.of("gpt-4o-2024-08-06")).isEqualTo(bundled.of("gpt-4o"));
        assertThat(bundled.of("gpt-4o").orElseThrow().input())
                .isGreaterThan(bundled.of("gpt-4o-mini").orElseThrow().input());
        assertThat(bundled.of("gpt-4o-audio-preview")).isEmpty();
    }

    @Test
    void what_is_read_from_a_cache_never_costs_more_than_what_is_not() {
        assertThat(PriceTable.bundled().of("claude-haiku-4-5-20251001")).hasValueSatisfying(price -> {
            assertThat(price.cacheRead()).isLessThan(price.input());
            assertThat(price.cacheWrite()).isGreaterThan(price.input());
        });
    }
}
