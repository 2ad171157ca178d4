package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I2. */
class NoSubtractionProperties {
    @Property
    void what_is_left_of_a_whole_without_its_shown_parts_is_nothing_or_enough(@ForAll("worlds") World world) {
        Laws.nothing_can_be_found_by_subtraction(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_suppress() {
        Bites.withoutRule(
                Rule.SUPPRESSION,
                worlds(),
                world -> Laws.nothing_can_be_found_by_subtraction(world.runWithout(Rule.SUPPRESSION)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.exact();
    }
}
