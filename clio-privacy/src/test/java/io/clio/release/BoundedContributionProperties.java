package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I11, first part. */
class BoundedContributionProperties {
    @Property
    void nobody_adds_more_to_a_count_than_the_policy_lets_count(@ForAll("worlds") World world) {
        Laws.nobody_adds_more_than_counts(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.nobody_adds_more_than_counts(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_all_conversations_of_a_user() {
        Bites.withoutRule(
                Rule.CONTRIBUTIONS,
                worlds(),
                world -> Laws.nobody_adds_more_than_counts(world.runWithout(Rule.CONTRIBUTIONS)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.bounded();
    }
}
