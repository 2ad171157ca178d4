package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MatchingProperties {
    @Property
    void a_matching_is_as_large_as_one_that_is_found_by_trying_path_after_path(
            @ForAll @Size(max = 60) List<@IntRange(max = 12) Integer> left,
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> right) {
        int edges = Math.min(left.size(), right.size());
        int[] from = left.stream().limit(edges).mapToInt(Integer::intValue).toArray();
        int[] to = right.stream().limit(edges).mapToInt(Integer::intValue).toArray();

        assertThat(Matching.size(from, to)).isEqualTo(byTrying(from, to));
    }

    private static int byTrying(int[] from, int[] to) {
        Map<Integer, Integer> holder = new HashMap<>();
        return (int) IntStream.of(from)
                .distinct()
                .filter(left -> augment(left, from, to, holder, new HashSet<>()))
                .count();
    }

    private static boolean augment(int left, int[] from, int[] to, Map<Integer, Integer> holder, Set<Integer> asked) {
        for (int edge = 0; edge < from.length; edge++) {
            if (from[edge] == left && asked.add(to[edge])) {
                Integer other = holder.get(to[edge]);
                if (other == null || augment(other, from, to, holder, asked)) {
                    holder.put(to[edge], left);
                    return true;
                }
            }
        }
        return false;
    }

    /** Each user shares a text with the next: deep for whatever walks paths by recursion. */
    @Property(tries = 1)
    void a_chain_of_a_hundred_thousand_is_no_problem() {
        int[] from = IntStream.range(0, 200_000).map(edge -> edge / 2).toArray();
        int[] to = IntStream.range(0, 200_000).map(edge -> (edge + 1) / 2).toArray();

        assertThat(Matching.size(from, to)).isEqualTo(100_000);
    }

    /** The last user can only have the first text, so all others must move on by one. */
    @Property(tries = 1)
    void one_who_comes_last_moves_everybody() {
        for (int others : new int[] {1, 2, 3, 10, 1000}) {
            int[] from =
                    IntStream.range(0, 2 * others + 1).map(edge -> edge / 2).toArray();
            int[] to = IntStream.range(0, 2 * others + 1)
                    .map(edge -> edge == 2 * others ? 0 : (edge + 1) / 2)
                    .toArray();

            assertThat(Matching.size(from, to)).as("%d others", others).isEqualTo(others + 1);
        }
    }
}
