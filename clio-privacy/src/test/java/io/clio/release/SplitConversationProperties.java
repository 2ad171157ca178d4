package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.release.Talks.Row;
import io.clio.release.Talks.Talk;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariant I1 where an extractor, which may be hostile, splits conversations: into however many rows it does, they
 * count once.
 */
class SplitConversationProperties {
    @Property
    void the_parts_of_a_conversation_count_once(@ForAll("talks") Talks talks) {
        requireEachNumberCountsConversations(talks, talks.release(Optional.empty(), true));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_parts_as_conversations() {
        assertThatThrownBy(() -> talks().sampleStream()
                        .limit(200)
                        .forEach(talks -> requireEachNumberCountsConversations(
                                talks, talks.releaseAsConversations(Optional.empty(), true))))
                .isInstanceOf(AssertionError.class);
    }

    private static void requireEachNumberCountsConversations(Talks talks, Insights insights) {
        List<Row> rows = talks.rows();
        assertThat(insights.conversations()).isEqualTo(Talks.count(rows, row -> true));
        for (Insight root : insights.roots()) {
            requireEnough(root, rows, row -> true);
            root.children()
                    .forEach(child ->
                            requireEnough(child, rows, row -> rows.get(row).isOf(child.title())));
            Set<String> shown = root.children().stream().map(Insight::title).collect(Collectors.toSet());
            IntPredicate isShown = row -> shown.stream().anyMatch(rows.get(row)::isOf);
            requireNoneOrEnough(Talks.count(rows, isShown.negate()));
            // What a reader finds who subtracts one number from the other.
            requireNoneOrEnough(Talks.count(rows, row -> true) - Talks.count(rows, isShown));
        }
    }

    private static void requireNoneOrEnough(int left) {
        assertThat(left == 0 || left >= Talks.ENOUGH)
                .as("left of the whole: %s", left)
                .isTrue();
    }

    private static void requireEnough(Insight insight, List<Row> rows, IntPredicate within) {
        assertThat(insight.conversations()).isEqualTo(Talks.count(rows, within)).isGreaterThanOrEqualTo(Talks.ENOUGH);
        for (int user = 0; user <= Talks.MOST_USERS; user++) {
            int some = user;
            assertThat(Talks.count(rows, within.and(row -> rows.get(row).user() == some)))
                    .as("conversations of one user")
                    .isLessThanOrEqualTo(insight.conversations() / 2);
        }
        Set<String> shown = new TreeSet<>();
        for (FacetCell cell : insight.facets().get("language")) {
            if (!cell.isOther()) {
                shown.add(cell.value());
            }
        }
        for (FacetCell cell : insight.facets().get("language")) {
            IntPredicate ofCell = row -> cell.isOther()
                    ? !shown.contains(rows.get(row).language())
                    : rows.get(row).language().equals(cell.value());
            assertThat(cell.conversations())
                    .isEqualTo(Talks.count(rows, within.and(ofCell)))
                    .isGreaterThanOrEqualTo(Talks.ENOUGH);
        }
    }

    @Example
    void what_is_shown_as_it_was_has_the_number_that_it_had_even_if_a_split_conversation_is_gone() {
        List<Talk> talks = IntStream.range(0, 20)
                .mapToObj(user -> new Talk(user, Collections.nCopies(5, 0), Collections.nCopies(5, 0)))
                .toList();
        Optional<ReleaseLedger> ledger = Optional.of(ReleaseLedger.inMemory());
        Insights before = new Talks(talks).release(ledger, true);
        Insights after = new Talks(talks.subList(0, 19)).release(ledger, true);

        assertThat(before.roots()).hasSize(1);
        assertThat(before.roots().get(0).conversations()).isEqualTo(20);
        assertThat(after.conversations()).isEqualTo(20);
        assertThat(after.roots()).isEqualTo(before.roots());
        assertThat(new Talks(talks).release(ledger, true).roots()).isEqualTo(before.roots());
    }

    @Provide
    Arbitrary<Talks> talks() {
        Integer[] mostlyFirst = {0, 0, 0, 1};
        return Talks.some(mostlyFirst, mostlyFirst).map(Talks::new);
    }
}
