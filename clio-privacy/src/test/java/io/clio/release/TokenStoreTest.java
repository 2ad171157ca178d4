package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {
    private static List<int[]> sequences() {
        Random random = new Random(7);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            sequences.add(random.ints(random.nextInt(900), 0, 1 << (1 + random.nextInt(30)))
                    .toArray());
        }
        sequences.add(new int[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE});
        return sequences;
    }

    private static List<int[]> read(TokenStore store) {
        List<int[]> read = new ArrayList<>();
        store.read((ticket, numbers, length) -> {
            assertThat(ticket).isEqualTo(read.size());
            read.add(Arrays.copyOf(numbers, length));
        });
        return read;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20, Long.MAX_VALUE})
    void sequences_come_back_in_order_from_memory_and_from_the_file(long budget) {
        try (TokenStore store = new TokenStore(budget)) {
            sequences().forEach(store::add);

            assertThat(read(store)).containsExactlyElementsOf(sequences());
            assertThat(read(store)).hasSameSizeAs(sequences());
            assertThat(store.spilled()).isEqualTo(budget != Long.MAX_VALUE);
        }
    }

    @Test
    void a_sequence_that_is_longer_than_a_block_comes_back() {
        int[] longer = new Random(7).ints(3_000_000, 0, 1 << 20).toArray();
        try (TokenStore store = new TokenStore(0)) {
            store.add(new int[] {1});
            store.add(longer);
            store.add(new int[] {2});

            assertThat(read(store)).containsExactly(new int[] {1}, longer, new int[] {2});
        }
    }

    @Test
    void what_is_closed_answers_no_more() {
        TokenStore store = new TokenStore(0);
        sequences().forEach(store::add);

        store.close();
        store.close();

        assertThatThrownBy(() -> read(store)).hasMessage("the support index is closed");
    }
}
