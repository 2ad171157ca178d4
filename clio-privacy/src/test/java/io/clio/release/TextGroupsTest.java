package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextGroupsTest {
    private static final int NONE = EffectiveUsers.NONE;
    private static final double SIMILAR = 0.8;

    private final List<short @Nullable []> signatures = new ArrayList<>();

    /** A text that shares a beginning with all others of the same seed. */
    private TextGroupsTest text(long seed, int common, long rest) {
        int[] tokens = new Random(seed).ints(100).toArray();
        int[] own = new Random(1000 + rest).ints(100).toArray();
        System.arraycopy(own, common, tokens, common, 100 - common);
        signatures.add(Signature.of(tokens));
        return this;
    }

    private int[] groups(int... userOfRow) {
        return TextGroups.of(signatures, userOfRow, SIMILAR);
    }

    @Test
    void one_text_of_several_users_is_a_group() {
        text(1, 100, 0).text(2, 100, 0).text(1, 100, 0).text(2, 100, 0).text(3, 100, 0);

        assertThat(groups(0, 1, 2, 3, 4)).containsExactly(0, 1, 0, 1, NONE);
    }

    @Test
    void one_text_of_one_user_is_none_whatever_his_number() {
        text(1, 100, 0).text(1, 100, 0).text(2, 100, 0).text(2, 100, 0);

        assertThat(groups(1, 1, 0, 0)).containsOnly(NONE);
        assertThat(groups(1, 1, 0, 2)).containsExactly(NONE, NONE, 0, 0);
    }

    @Test
    void nobody_and_short_texts_are_in_no_group() {
        text(1, 100, 0).text(1, 100, 0).text(1, 100, 0);
        signatures.add(null);

        assertThat(groups(NONE, 1, 2, 3)).containsExactly(NONE, 0, 0, NONE);
    }

    @Test
    void a_text_joins_the_first_leader_that_it_is_like_and_likeness_is_not_handed_on() {
        text(1, 100, 0).text(1, 93, 5).text(1, 60, 6);

        assertThat(Signature.similarity(signature(0), signature(1))).isGreaterThan(SIMILAR);
        assertThat(Signature.similarity(signature(0), signature(2))).isLessThan(SIMILAR);
        assertThat(groups(0, 1, 2)).containsExactly(0, 0, NONE);
    }

    private short[] signature(int row) {
        short[] signature = signatures.get(row);
        return signature == null ? new short[0] : signature;
    }

    @Test
    void a_similarity_that_is_just_enough_is_enough() {
        text(1, 100, 0).text(1, 93, 5);
        double exact = Signature.similarity(signature(0), signature(1));

        assertThat(TextGroups.of(signatures, new int[] {0, 1}, exact)).containsExactly(0, 0);
        assertThat(TextGroups.of(signatures, new int[] {0, 1}, exact + 1e-9)).containsOnly(NONE);
    }

    @Test
    void among_many_texts_each_finds_its_like() {
        for (int seed = 0; seed < 3000; seed++) {
            text(seed % 1500, 100, 0);
        }
        int[] groups = groups(IntStream.range(0, 3000).toArray());

        assertThat(Arrays.copyOf(groups, 1500)).isEqualTo(Arrays.copyOfRange(groups, 1500, 3000));
        assertThat(Arrays.stream(groups).distinct()).hasSize(1500).doesNotContain(NONE);
    }
}
