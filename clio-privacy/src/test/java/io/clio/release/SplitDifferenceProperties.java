package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.release.Talks.Row;
import io.clio.release.Talks.Talk;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariants I2 and I13 where conversations are split: what a reader finds who subtracts one number of conversations
 * from another is none, or enough, within one release and between two.
 */
class SplitDifferenceProperties {
    private static final int ENOUGH_WORLDS = 2_000;

    /** The same conversations and parts, of which some have moved between two releases. */
    private record Twice(Talks before, Talks after) {}

    @Property
    void within_a_release_the_difference_is_none_or_enough(@ForAll("talks") Talks talks) {
        requireNoNumberTells(talks, talks.release(Optional.empty(), true));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "21")
    void the_law_of_one_release_bites_a_gate_that_counts_parts_as_conversations() {
        assertThatThrownBy(() -> talks().sampleStream()
                        .limit(ENOUGH_WORLDS)
                        .forEach(talks ->
                                requireNoNumberTells(talks, talks.releaseAsConversations(Optional.empty(), true))))
                .isInstanceOf(AssertionError.class);
    }

    @Property
    void between_two_releases_the_difference_is_none_or_enough(@ForAll("twice") Twice twice) {
        Optional<ReleaseLedger> ledger = Optional.of(ReleaseLedger.inMemory());
        requireReleasesTellNothing(twice, twice.before.release(ledger, false), twice.after.release(ledger, false));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "22")
    void the_law_of_two_releases_bites_a_gate_that_counts_parts_as_conversations() {
        assertThatThrownBy(() -> twice().sampleStream().limit(ENOUGH_WORLDS).forEach(twice -> {
                    Optional<ReleaseLedger> ledger = Optional.of(ReleaseLedger.inMemory());
                    requireReleasesTellNothing(
                            twice,
                            twice.before.releaseAsConversations(ledger, false),
                            twice.after.releaseAsConversations(ledger, false));
                }))
                .isInstanceOf(AssertionError.class);
    }

    private static void requireNoNumberTells(Talks talks, Insights insights) {
        List<Row> rows = talks.rows();
        if (!insights.roots().isEmpty()) {
            requireTellsNothing(rows, set(rows, row -> true), List.of(inTree(talks)));
        }
        for (Insight root : insights.roots()) {
            Map<String, BitSet> ofRoot = cells(root, rows, inTree(talks));
            List<Map<String, BitSet>> ofChildren = root.children().stream()
                    .map(child -> cells(child, rows, topic(rows, child)))
                    .toList();
            requireTellsNothing(
                    rows,
                    inTree(talks),
                    root.children().stream().map(child -> topic(rows, child)).toList());
            requireTellsNothing(rows, inTree(talks), ofRoot.values());
            root.children()
                    .forEach(child -> requireTellsNothing(
                            rows,
                            topic(rows, child),
                            cells(child, rows, topic(rows, child)).values()));
            ofRoot.forEach((value, cell) -> requireTellsNothing(
                    rows,
                    cell,
                    ofChildren.stream()
                            .filter(cells -> !value.equals(Cells.OTHER) && cells.containsKey(value))
                            .map(cells -> cells.get(value))
                            .toList()));
            requireNoOtherTells(rows, ofRoot, ofChildren);
        }
    }

    /** Whoever subtracts any parts from their whole finds none, or enough; whoever adds them up, no overlap. */
    private static void requireTellsNothing(List<Row> rows, BitSet whole, Collection<BitSet> parts) {
        List<BitSet> shown = List.copyOf(parts);
        for (int some = 1; some < 1 << shown.size(); some++) {
            BitSet together = new BitSet();
            for (int part = 0; part < shown.size(); part++) {
                if ((some & 1 << part) != 0) {
                    together.or(shown.get(part));
                }
            }
            int left = alone(rows, whole, together);
            requireNoneOrEnough(left);
            if (some == (1 << shown.size()) - 1 && left == 0) {
                int sum = shown.stream()
                        .mapToInt(part -> Talks.count(rows, part::get))
                        .sum();
                assertThat(sum).as("sum of the parts").isEqualTo(Talks.count(rows, whole::get));
            }
        }
    }

    /** A cell for what is left is compared with each cell above or below it that lies within it, or it within that. */
    private static void requireNoOtherTells(
            List<Row> rows, Map<String, BitSet> ofRoot, List<Map<String, BitSet>> ofChildren) {
        for (Map<String, BitSet> ofChild : ofChildren) {
            ofRoot.forEach((above, whole) -> ofChild.forEach((below, part) -> {
                if (above.equals(Cells.OTHER) || below.equals(Cells.OTHER)) {
                    if (isWithin(part, whole)) {
                        requireNoneOrEnough(alone(rows, whole, part));
                    }
                    if (isWithin(whole, part)) {
                        requireNoneOrEnough(alone(rows, part, whole));
                    }
                }
            }));
        }
    }

    private static BitSet topic(List<Row> rows, Insight child) {
        return set(rows, row -> rows.get(row).isOf(child.title()));
    }

    /** The rows of each shown cell of a topic, and of its cell for what is left. */
    private static Map<String, BitSet> cells(Insight insight, List<Row> rows, BitSet topic) {
        Map<String, BitSet> cells = new TreeMap<>();
        BitSet left = (BitSet) topic.clone();
        for (FacetCell cell : insight.facets().get("language")) {
            if (!cell.isOther()) {
                BitSet of = set(
                        rows, row -> topic.get(row) && rows.get(row).language().equals(cell.value()));
                cells.put(cell.value(), of);
                left.andNot(of);
            }
        }
        if (insight.facets().get("language").stream().anyMatch(FacetCell::isOther)) {
            cells.put(Cells.OTHER, left);
        }
        return cells;
    }

    private static void requireReleasesTellNothing(Twice twice, Insights before, Insights after) {
        if (after.roots().equals(before.roots())) {
            return; // what was too near to what was shown is shown as it was
        }
        List<Row> rows = twice.before.rows();
        List<BitSet> sets = new ArrayList<>();
        sets.add(set(rows, row -> true));
        before.roots().forEach(root -> sets.add(inTree(twice.before)));
        after.roots().forEach(root -> sets.add(inTree(twice.after)));
        for (BitSet one : sets) {
            for (BitSet other : sets) {
                requireNoneOrEnough(alone(rows, one, other));
            }
        }
    }

    private static BitSet inTree(Talks talks) {
        List<Row> rows = talks.rows();
        return set(rows, row -> rows.get(row).topic() != Talks.NOWHERE);
    }

    private static BitSet set(List<Row> rows, IntPredicate some) {
        return IntStream.range(0, rows.size()).filter(some).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static boolean isWithin(BitSet part, BitSet whole) {
        BitSet beyond = (BitSet) part.clone();
        beyond.andNot(whole);
        return beyond.isEmpty();
    }

    /** How many conversations have a part in one set and none in the other. */
    private static int alone(List<Row> rows, BitSet one, BitSet other) {
        Set<Integer> talks =
                other.stream().mapToObj(row -> rows.get(row).talk()).collect(Collectors.toSet());
        return Talks.count(
                rows, row -> one.get(row) && !talks.contains(rows.get(row).talk()));
    }

    private static void requireNoneOrEnough(int left) {
        assertThat(left == 0 || left >= Talks.ENOUGH)
                .as("conversations that are in one alone: %s", left)
                .isTrue();
    }

    @Provide
    Arbitrary<Talks> talks() {
        return Talks.some(new Integer[] {0, 0, 0, 1, 1, Talks.NOWHERE}, new Integer[] {0, 0, 0, 0, 1, 1, 2, 3})
                .map(Talks::new);
    }

    /** Enough conversations are in no topic, whatever happens, so that what is left of all is enough. */
    @Provide
    Arbitrary<Twice> twice() {
        Integer[] mostlyInTree = {0, 0, Talks.NOWHERE};
        Integer[] oneLanguage = {0};
        List<Talk> nowhere = IntStream.range(0, Talks.ENOUGH)
                .mapToObj(user -> new Talk(user, List.of(Talks.NOWHERE), List.of(0)))
                .toList();
        // All edge cases of so many would be combined, again for each try.
        return Talks.some(mostlyInTree, oneLanguage)
                .flatMap(before -> Combinators.combine(before.stream()
                                .map(talk -> moved(talk, mostlyInTree))
                                .toList())
                        .as(after -> new Twice(new Talks(joined(nowhere, before)), new Talks(joined(nowhere, after))))
                        .withoutEdgeCases());
    }

    /** Half of the conversations stay as they are. */
    private static Arbitrary<Talk> moved(Talk talk, Integer[] topics) {
        return Arbitraries.of(topics)
                .list()
                .ofSize(talk.topics().size())
                .flatMap(moved -> Arbitraries.of(talk, new Talk(talk.user(), moved, talk.languages())));
    }

    private static List<Talk> joined(List<Talk> some, List<Talk> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
