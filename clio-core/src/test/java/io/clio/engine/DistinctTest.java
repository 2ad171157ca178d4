package io.clio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DistinctTest {
    private static final HashFunction HASH = ContentKey.keyedBy(1);

    private static Distinct of(int most, int keys, int times) {
        Distinct distinct = new Distinct(most);
        IntStream.range(0, times)
                .flatMap(time -> IntStream.range(0, keys))
                .forEach(i -> distinct.add(ContentKey.of("key " + i, HASH)));
        return distinct;
    }

    @Test
    void a_few_keys_are_counted_exactly_however_often_they_come() {
        assertThat(of(1000, 0, 1).count()).isZero();
        assertThat(of(1000, 1000, 3).count()).isEqualTo(1000);
    }

    @Test
    void many_keys_are_counted_nearly() {
        assertThat(of(2048, 100_000, 2).count()).isCloseTo(100_000, Percentage.withPercentage(6));
    }
}
