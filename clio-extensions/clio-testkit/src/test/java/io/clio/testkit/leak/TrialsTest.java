package io.clio.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrialsTest {
    @Test
    void trials_of_neighbouring_seeds_settings_and_numbers_draw_nothing_alike() {
        List<Long> drawn = new ArrayList<>();
        for (long seed = -1; seed <= 3; seed++) {
            for (int setting : new int[] {10, 11, 1_004, 5_000, 7_000}) {
                for (int number = 0; number < 20; number++) {
                    SplittableRandom random = Trials.random(seed, setting, number);
                    for (int i = 0; i < 20; i++) {
                        drawn.add(random.nextLong());
                    }
                }
            }
        }

        assertThat(drawn).hasSize(10_000).doesNotHaveDuplicates();
    }
}
