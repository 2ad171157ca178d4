package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Random RANDOM = new Random(5);

    private static short[] of(int[] tokens) {
        short[] signature = Signature.of(tokens);
        assertThat(signature).hasSize(100);
        return signature == null ? new short[0] : signature;
    }

    private static int[] words(int count) {
        return RANDOM.ints(count).toArray();
    }

    @Test
    void a_text_of_fewer_than_twelve_words_has_none() {
        assertThat(Signature.of(words(11))).isNull();
        assertThat(Signature.of(words(12))).isNotNull();
    }

    /** The values that the finisher of MurmurHash3 is known to give. */
    @Test
    void bits_are_spread_as_the_finisher_of_murmur_hash_does() {
        assertThat(Signature.mixed(0)).isZero();
        assertThat(Signature.mixed(1)).isEqualTo(0x514E28B7);
        assertThat(Signature.mixed(-1)).isEqualTo(0x81F16F39);
    }

    @Test
    void the_same_words_in_the_same_order_are_entirely_similar() {
        int[] text = words(40);
        assertThat(Signature.similarity(of(text), of(text.clone()))).isEqualTo(1);
    }

    /** Of texts that share a beginning, the share of common trigrams is known. */
    @Test
    void similarity_is_about_the_share_of_common_trigrams() {
        for (int common : new int[] {0, 20, 40, 60, 80}) {
            double mean = IntStream.range(0, 200)
                    .mapToDouble(pair -> {
                        int[] one = words(82);
                        int[] other = words(82);
                        System.arraycopy(one, 0, other, 0, common == 0 ? 0 : common + 2);
                        return Signature.similarity(of(one), of(other));
                    })
                    .average()
                    .orElse(-1);
            assertThat(mean)
                    .as("%d of 80 trigrams in common", common)
                    .isCloseTo(common / (160.0 - common), within(0.03));
        }
    }

    @Test
    void words_that_follow_one_another_in_number_are_as_different_as_others() {
        double mean = IntStream.range(0, 100)
                .mapToDouble(i -> Signature.similarity(
                        of(IntStream.range(1000 * i, 1000 * i + 80).toArray()),
                        of(IntStream.range(1000 * i + 500, 1000 * i + 580).toArray())))
                .average()
                .orElse(-1);
        assertThat(mean).isLessThan(0.02);
    }

    @Test
    void the_order_of_words_counts() {
        int[] text = words(60);
        int[] turned = IntStream.range(0, 60).map(i -> text[59 - i]).toArray();
        assertThat(Signature.similarity(of(text), of(turned))).isLessThan(0.1);
    }

    @Test
    void each_minimum_belongs_to_one_band() {
        short[] signature = of(words(40));
        for (int i = 0; i < 100; i++) {
            short[] changed = signature.clone();
            changed[i]++;
            int at = i / 5;
            assertThat(IntStream.range(0, Signature.BANDS)
                            .filter(band -> Signature.band(signature, band) != Signature.band(changed, band)))
                    .as("minimum %d", i)
                    .containsExactly(at);
        }
    }

    @Test
    void bands_of_equal_minima_are_told_apart_and_so_is_their_order() {
        short[] equal = new short[100];
        Arrays.fill(equal, (short) 7);
        assertThat(IntStream.range(0, Signature.BANDS)
                        .map(band -> Signature.band(equal, band))
                        .distinct())
                .hasSize(Signature.BANDS);
        short[] swapped = equal.clone();
        swapped[0] = 8;
        short[] other = equal.clone();
        other[1] = 8;
        assertThat(Signature.band(swapped, 0)).isNotEqualTo(Signature.band(other, 0));
    }
}
