package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I13 over several releases of one data set. */
class ReleaseLedgerProperties {
    private static final int SEQUENCES = 200;

    @Property
    void no_difference_between_two_releases_stands_for_a_few(@ForAll("sequences") List<World> worlds) {
        List<Seen> seen = released(worlds);
        LedgerLaws laws = laws(worlds);

        laws.no_difference_between_two_releases_stands_for_a_few(seen);
        laws.all_conversations_change_by_nothing_or_by_enough(seen);
        laws.no_whole_without_parts_of_another_release_is_a_few(seen);
    }

    /** Each release with a ledger; what the ledger took up must be what was printed. */
    private static List<Seen> released(List<World> worlds) {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Map<Long, String> names = new HashMap<>();
        List<Seen> seen = new ArrayList<>();
        for (World world : worlds) {
            Insights insights = world.runWith(ledger).insights();
            long[] lasting = world.index(ledger).names().orElseThrow().ofRow();
            List<String> named = Seen.names(world);
            for (int row = 0; row < lasting.length; row++) {
                names.put(lasting[row], named.get(row));
            }
            seen.add(Seen.by(ledger.state(), names));
            laws(worlds).the_numbers_are_those_of_the_sets(insights, seen.get(seen.size() - 1));
        }
        return seen;
    }

    private static LedgerLaws laws(List<World> worlds) {
        return new LedgerLaws(worlds.get(0).policy());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_differences_bites_a_gate_without_a_ledger() {
        assertThat(brokenWithoutLedger(LedgerLaws::no_difference_between_two_releases_stands_for_a_few))
                .isPositive();
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_all_conversations_bites_a_gate_without_a_ledger() {
        assertThat(brokenWithoutLedger(LedgerLaws::all_conversations_change_by_nothing_or_by_enough))
                .isPositive();
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_wholes_and_parts_bites_a_gate_without_a_ledger() {
        assertThat(brokenWithoutLedger(LedgerLaws::no_whole_without_parts_of_another_release_is_a_few))
                .isPositive();
    }

    private long brokenWithoutLedger(BiConsumer<LedgerLaws, List<Seen>> law) {
        return sequences()
                .sampleStream()
                .limit(SEQUENCES)
                .filter(worlds -> isBroken(law, worlds))
                .count();
    }

    private static boolean isBroken(BiConsumer<LedgerLaws, List<Seen>> law, List<World> worlds) {
        List<Seen> seen = new ArrayList<>();
        for (World world : worlds) {
            Seen.by(world.run()).ifPresent(seen::add);
        }
        try {
            law.accept(laws(worlds), seen);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }

    /** Otherwise the laws would hold of a gate that shows nothing, or always the same. */
    @Property(tries = 1, seed = "20")
    void with_a_ledger_topics_still_change_and_come_and_some_stay_as_they_were() {
        int changed = 0;
        int asTheyWere = 0;
        for (List<World> worlds : sequences().sampleStream().limit(SEQUENCES).toList()) {
            List<Seen> seen = released(worlds);
            for (int i = 1; i < seen.size(); i++) {
                List<Seen.Topic> before = seen.get(i - 1).roots();
                for (Seen.Topic root : seen.get(i).roots()) {
                    boolean known = before.stream().anyMatch(it -> it.rows().equals(root.rows()));
                    boolean present = Seen.names(worlds.get(i)).containsAll(root.rows());
                    changed += known ? 0 : 1;
                    asTheyWere += known && !present ? 1 : 0;
                }
            }
        }
        assertThat(changed).isGreaterThan(SEQUENCES / 20);
        assertThat(asTheyWere).isGreaterThan(SEQUENCES / 20);
    }

    @Property
    void the_same_run_again_gives_an_equal_result(@ForAll("sequences") List<World> worlds) {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        for (World world : worlds) {
            Insights first = world.runWith(ledger).insights();
            LedgerState state = ledger.state();

            assertThat(world.runWith(ledger).insights()).isEqualTo(first);
            assertThat(ledger.state()).isSameAs(state);
        }
    }

    /** Hostile stages quote members by their place, so what is said depends on the order, but not what is shown. */
    @Property
    void the_order_of_conversations_changes_nothing(@ForAll("sequences") List<World> worlds, @ForAll long order) {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        ReleaseLedger shuffledLedger = ReleaseLedger.inMemory();
        for (World world : worlds) {
            World unaudited = world.withAuditors();
            unaudited.runWith(ledger);
            unaudited.withMembers(shuffled(world.members(), order)).runWith(shuffledLedger);

            assertThat(shuffledLedger.state().sets())
                    .hasSameSizeAs(ledger.state().sets());
            assertThat(shapes(shuffledLedger.state())).isEqualTo(shapes(ledger.state()));
        }
    }

    /** What was shown last, without words and without numbers of rows. */
    private static String shapes(LedgerState state) {
        return state.releases().get(0).users()
                + shapes(state, state.releases().get(0).roots());
    }

    private static String shapes(LedgerState state, List<LedgerState.ShownTopic> topics) {
        return topics.stream()
                .map(topic -> topic.users() + " " + state.sets().get(topic.set()).length
                        + topic.cells().values().stream()
                                .flatMap(List::stream)
                                .map(cell -> cell.label() + " " + cell.users() + " "
                                        + state.sets().get(cell.set()).length)
                                .toList()
                        + shapes(state, topic.children()))
                .toList()
                .toString();
    }

    /** Conversations that are equal in all that a name is made of stay in order among themselves, as in a pipeline. */
    private static List<Member> shuffled(List<Member> members, long order) {
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(order));
        Map<String, Deque<Member>> equals = new HashMap<>();
        members.forEach(member -> equals.computeIfAbsent(key(member), unused -> new ArrayDeque<>())
                .add(member));
        shuffled.replaceAll(member -> equals.get(key(member)).remove());
        return shuffled;
    }

    private static String key(Member member) {
        return member.user() + "|" + member.text();
    }

    @Property
    void a_first_release_is_what_it_would_be_without_a_ledger(@ForAll("sequences") List<World> worlds) {
        World world = worlds.get(0);
        Insights with = world.runWith(ReleaseLedger.inMemory()).insights();

        assertThat(with.roots()).isEqualTo(world.run().insights().roots());
        assertThat(with.privacyReport()).isEqualTo(world.run().insights().privacyReport());
    }

    @Property(tries = 100)
    void what_a_ledger_knows_is_the_same_when_it_is_read_again(@ForAll("sequences") List<World> worlds) {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        worlds.forEach(world -> world.runWith(ledger));
        byte[] bytes = LedgerCodec.encode(ledger.state());

        assertThatCode(() -> assertThat(LedgerCodec.encode(LedgerCodec.decode(bytes)))
                        .isEqualTo(bytes))
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<List<World>> sequences() {
        return Sequences.any();
    }
}
