package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class LongIdsTest {
    private static final int MANY = 5000;

    private static void assertNumbered(LongUnaryOperator hash) {
        LongIds ids = new LongIds();
        for (int i = 0; i < MANY; i++) {
            assertThat(ids.get(hash.applyAsLong(i))).isEqualTo(LongIds.NONE);
            assertThat(ids.add(hash.applyAsLong(i))).isEqualTo(i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(ids.add(hash.applyAsLong(i))).isEqualTo(i);
            assertThat(ids.get(hash.applyAsLong(i))).isEqualTo(i);
        }
        assertThat(ids.size()).isEqualTo(MANY);
    }

    @Test
    void hashes_are_numbered_in_the_order_in_which_they_come() {
        assertNumbered(i -> i * 0x9E3779B97F4A7C15L);
        assertNumbered(i -> -i);
    }

    @Test
    void hashes_that_want_one_place_all_find_one() {
        assertNumbered(i -> i << 20);
        assertNumbered(i -> (i << 32) | i);
    }

    @Test
    void nought_is_a_hash_like_any_other() {
        LongIds ids = new LongIds();
        assertThat(ids.get(0)).isEqualTo(LongIds.NONE);
        assertThat(ids.add(0)).isZero();
        assertThat(ids.get(0)).isZero();
    }
}
