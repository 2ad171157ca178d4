package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.release.LedgerState.Report;
import io.clio.release.LedgerState.Shown;
import io.clio.release.LedgerState.ShownCell;
import io.clio.release.LedgerState.ShownTopic;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerCodecTest {
    private static final String LONG = "Größe 東京 ".repeat(40_000);

    private static ShownTopic topic(int set, String title, String summary, List<ShownTopic> children) {
        return new ShownTopic(
                set,
                127 + set,
                new Wording.Released(title, summary),
                new TreeMap<>(Map.of(
                        "language",
                        List.of(
                                new ShownCell(new Cell.Label(0, "en"), 1, 128),
                                new ShownCell(new Cell.Label(Integer.MIN_VALUE, ""), 0, 300)),
                        "turns",
                        List.of())),
                children);
    }

    private static Shown release(long proposal, ShownTopic... roots) {
        return new Shown(
                proposal,
                2,
                16_384,
                5,
                new InputReport(1, 2, 3, 4, 5, 6, 7, 1L << 40, 9, 10),
                new Report(
                        new EnumMap<>(Map.of(Withheld.CELL_SUPPRESSED, 3, Withheld.NODE_TELLS_A_CHANGE, 200)),
                        127,
                        128,
                        1L << 33),
                List.of(roots));
    }

    private static LedgerState everything() {
        return new LedgerState(
                new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE},
                new int[] {0, EffectiveUsers.NONE, 1, 0},
                new int[] {EffectiveUsers.NONE, 0, 126, 127},
                new int[] {0, 0, 2, 0},
                new long[] {17, -17},
                128,
                List.of(new int[] {0, 1, 3}, new int[] {}, new int[] {2, 130, 131, 1_000_000}),
                List.of(new int[] {0, 2}, new int[] {1}),
                List.of(
                        release(-5, topic(0, "Bread", "", List.of(topic(1, LONG, "Rye\n\u0000", List.of())))),
                        release(Long.MAX_VALUE)));
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        byte[] bytes = LedgerCodec.encode(everything());

        assertThat(LedgerCodec.decode(bytes)).usingRecursiveComparison().isEqualTo(everything());
        assertThat(LedgerCodec.encode(LedgerCodec.decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void a_ledger_of_nothing_is_read_again() throws IOException {
        assertThat(LedgerCodec.decode(LedgerCodec.encode(LedgerState.EMPTY)))
                .usingRecursiveComparison()
                .isEqualTo(LedgerState.EMPTY);
    }

    @Test
    void small_numbers_and_gaps_take_a_byte_each() {
        int[] dense = new int[1000];
        Arrays.setAll(dense, i -> 127 * i);
        LedgerState state = new LedgerState(
                new long[0], new int[0], new int[0], new int[0], new long[0], 0, List.of(dense), List.of(), List.of());

        assertThat(LedgerCodec.encode(state)).hasSize(LedgerCodec.encode(LedgerState.EMPTY).length + 1002);
    }

    @Test
    void no_part_of_a_ledger_passes_for_the_whole() {
        byte[] bytes = LedgerCodec.encode(everything());

        for (int length : new int[] {0, 1, 40, 100, bytes.length - 1}) {
            assertThatThrownBy(() -> LedgerCodec.decode(Arrays.copyOf(bytes, length)))
                    .as("the first %d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
