package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I13. */
class RoundedNumbersProperties {
    @Property
    void all_released_numbers_are_rounded_or_come_from_rounded_ones(@ForAll("worlds") World world) {
        Laws.all_numbers_are_rounded_or_come_from_rounded_ones(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(
                worlds(), world -> Laws.all_numbers_are_rounded_or_come_from_rounded_ones(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_round() {
        Bites.withoutRule(
                Rule.ROUNDING,
                worlds(),
                world -> Laws.all_numbers_are_rounded_or_come_from_rounded_ones(world.runWithout(Rule.ROUNDING)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_computes_shares_from_exact_counts() {
        Bites.withoutRule(
                Rule.SHARES_OF_ROUNDED_COUNTS,
                worlds(),
                world -> Laws.all_numbers_are_rounded_or_come_from_rounded_ones(
                        world.runWithout(Rule.SHARES_OF_ROUNDED_COUNTS)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.any();
    }
}
