package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I4. */
class RareSequenceProperties {
    @Property
    void no_released_sequence_of_words_was_written_by_a_few_alone(@ForAll("worlds") World world) {
        Laws.no_sequence_that_only_a_few_wrote(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(
                worlds(), world -> Laws.no_sequence_that_only_a_few_wrote(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_look_at_sequences() {
        Bites.withoutRule(
                Rule.SEQUENCES,
                worlds(),
                world -> Laws.no_sequence_that_only_a_few_wrote(world.runWithout(Rule.SEQUENCES)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.oneOf(Worlds.any(), Worlds.echoing());
    }
}
