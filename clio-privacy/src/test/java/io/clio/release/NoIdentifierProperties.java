package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I5. */
class NoIdentifierProperties {
    @Property
    void no_structured_identifier_is_released_in_any_disguise_however_many_wrote_it(@ForAll("worlds") World world) {
        Laws.no_structured_identifier(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.no_structured_identifier(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_without_detectors() {
        Bites.withoutRule(
                Rule.IDENTIFIERS, worlds(), world -> Laws.no_structured_identifier(world.runWithout(Rule.IDENTIFIERS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_look_at_joined_key_terms() {
        Bites.withoutRule(
                Rule.IDENTIFIERS_OF_JOINED_TERMS,
                worlds(),
                world -> Laws.no_structured_identifier(world.runWithout(Rule.IDENTIFIERS_OF_JOINED_TERMS)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.any();
    }
}
