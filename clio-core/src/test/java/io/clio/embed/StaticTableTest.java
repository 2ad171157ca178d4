package io.clio.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaticTableTest {
    private byte[] file;

    @BeforeEach
    void read() throws IOException {
        try (InputStream stream = StaticTable.class.getResourceAsStream("static-table.bin")) {
            file = Objects.requireNonNull(stream).readAllBytes();
        }
    }

    @Test
    void the_table_that_comes_along_is_at_most_12_megabytes_and_has_256_dimensions() {
        assertThat(file.length).isLessThanOrEqualTo(12_000_000);
        assertThat(StaticTable.of(file).dimensions()).isEqualTo(256);
        assertThat(StaticTable.of(file).version()).isEqualTo("e44494b398d4");
    }

    @Test
    void a_missing_table_is_an_error_that_names_it() {
        assertThatThrownBy(() -> StaticTable.resource("absent.bin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the table of word vectors is missing: no resource io/clio/embed/absent.bin in clio-core");
    }

    @Test
    void a_table_with_one_changed_bit_is_damaged() {
        file[file.length / 2] ^= 1;
        assertThatThrownBy(() -> StaticTable.of(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the table of word vectors is damaged");
    }

    @Test
    void a_table_that_ends_too_early_is_damaged() {
        for (int length : new int[] {0, 7, 39, 40, 60, file.length - 1}) {
            assertThatThrownBy(() -> StaticTable.of(Arrays.copyOf(file, length)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the table of word vectors is damaged");
        }
    }

    @Test
    void a_table_of_another_kind_is_damaged() {
        file[7] = '2';
        assertThatThrownBy(() -> StaticTable.of(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not start as a table of version 1 does");
    }
}
