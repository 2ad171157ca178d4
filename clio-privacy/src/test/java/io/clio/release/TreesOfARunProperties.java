package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I13 over several trees of one run. */
class TreesOfARunProperties {
    private static final int RUNS = 200;

    @Property
    void nothing_of_one_tree_can_be_subtracted_from_another_so_that_a_few_are_left(
            @ForAll("trees") List<World> worlds) {
        List<Seen> seen = released(worlds, ReleaseLedger::amongTrees);

        laws(worlds).nothing_of_one_tree_can_be_subtracted_from_another_so_that_a_few_are_left(seen);
        laws(worlds).no_whole_without_parts_of_another_release_is_a_few(seen);
        laws(worlds).no_set_of_one_tree_is_nearly_several_parts_of_another(seen);
        assertThat(seen).allMatch(tree -> tree.total().equals(seen.get(0).total()));
    }

    /** Each tree over one index, as in a run; what the ledger took up must be what was printed. */
    private static List<Seen> released(List<World> worlds, Supplier<ReleaseLedger> make) {
        ReleaseLedger ledger = make.get();
        SupportIndex index = worlds.get(0).index(ledger);
        long[] lasting = index.names().orElseThrow().ofRow();
        List<String> named = Seen.names(worlds.get(0));
        Map<Long, String> names = new HashMap<>();
        for (int row = 0; row < lasting.length; row++) {
            names.put(lasting[row], named.get(row));
        }
        List<Seen> seen = new ArrayList<>();
        for (World world : worlds) {
            Insights insights = release(world, ledger, index);
            Seen tree = Seen.by(ledger.state(), names);
            laws(worlds).the_numbers_are_those_of_the_sets(insights, tree);
            seen.add(tree);
        }
        return seen;
    }

    private static Insights release(World world, ReleaseLedger ledger, SupportIndex index) {
        List<HostileAuditor> panel =
                world.auditors().stream().map(HostileAuditor::new).toList();
        return ReleaseGate.of(world.policy(), List.copyOf(panel)).with(ledger).release(world.candidate(), index);
    }

    private static LedgerLaws laws(List<World> worlds) {
        return new LedgerLaws(worlds.get(0).policy());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_differences_bites_trees_that_are_judged_apart() {
        assertThat(brokenApart(LedgerLaws::nothing_of_one_tree_can_be_subtracted_from_another_so_that_a_few_are_left))
                .isPositive();
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_wholes_and_parts_bites_trees_that_are_judged_apart() {
        assertThat(brokenApart(LedgerLaws::no_whole_without_parts_of_another_release_is_a_few))
                .isPositive();
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_several_parts_bites_trees_that_are_judged_apart() {
        assertThat(brokenApart(LedgerLaws::no_set_of_one_tree_is_nearly_several_parts_of_another))
                .isPositive();
    }

    private long brokenApart(BiConsumer<LedgerLaws, List<Seen>> law) {
        return trees().sampleStream()
                .limit(RUNS)
                .filter(worlds -> isBroken(law, worlds))
                .count();
    }

    private static boolean isBroken(BiConsumer<LedgerLaws, List<Seen>> law, List<World> worlds) {
        List<Seen> seen = new ArrayList<>();
        worlds.forEach(world -> Seen.by(world.run()).ifPresent(seen::add));
        try {
            law.accept(laws(worlds), seen);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }

    @Property
    void the_first_tree_is_what_it_would_be_alone(@ForAll("trees") List<World> worlds) {
        ReleaseLedger ledger = ReleaseLedger.amongTrees();
        World first = worlds.get(0);
        Insights among = release(first, ledger, first.index(ledger));

        assertThat(among.roots()).isEqualTo(first.run().insights().roots());
        assertThat(among.privacyReport()).isEqualTo(first.run().insights().privacyReport());
    }

    @Property
    void no_tree_shows_a_topic_that_was_not_proposed_for_it(@ForAll("trees") List<World> worlds) {
        List<Seen> seen = released(worlds, ReleaseLedger::amongTrees);

        for (int i = 0; i < worlds.size(); i++) {
            assertThat(proposed(worlds.get(i))).containsAll(roots(seen.get(i)));
        }
    }

    /** What was shown at another time is shown again where it may not change, so the law above can fail. */
    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void with_a_ledger_of_releases_trees_show_topics_of_one_another() {
        assertThat(trees().sampleStream()
                        .limit(RUNS)
                        .filter(worlds -> {
                            List<Seen> seen = released(worlds, ReleaseLedger::inMemory);
                            return !proposed(worlds.get(1)).containsAll(roots(seen.get(1)));
                        })
                        .count())
                .isPositive();
    }

    private static Set<Set<String>> proposed(World world) {
        List<String> names = Seen.names(world);
        return world.roots().stream()
                .map(root -> IntStream.of(root.members(world.members()))
                        .mapToObj(names::get)
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static Set<Set<String>> roots(Seen seen) {
        return seen.roots().stream().map(Seen.Topic::rows).collect(Collectors.toSet());
    }

    /** Otherwise the laws would hold of a gate that shows one tree alone. */
    @Property(tries = 1, seed = "20")
    void later_trees_still_show_topics_that_the_first_does_not_have() {
        int others = 0;
        for (List<World> worlds : trees().sampleStream().limit(RUNS).toList()) {
            List<Seen> seen = released(worlds, ReleaseLedger::amongTrees);
            Set<Set<String>> first = roots(seen.get(0));
            Set<Set<String>> later = new HashSet<>(roots(seen.get(1)));
            later.removeAll(first);
            others += later.isEmpty() ? 0 : 1;
        }
        assertThat(others).isGreaterThan(RUNS / 20);
    }

    @Provide
    Arbitrary<List<World>> trees() {
        return Trees.any();
    }
}
