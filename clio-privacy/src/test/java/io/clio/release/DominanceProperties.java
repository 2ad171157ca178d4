package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I11, second part. */
class DominanceProperties {
    @Property
    void nobody_has_too_large_a_part_of_anything_released(@ForAll("worlds") World world) {
        Laws.nobody_dominates(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.nobody_dominates(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_look_at_parts() {
        Bites.withoutRule(Rule.DOMINANCE, worlds(), world -> Laws.nobody_dominates(world.runWithout(Rule.DOMINANCE)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.unaudited();
    }
}
