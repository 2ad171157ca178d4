package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I1. */
class EnoughSupportProperties {
    @Property
    void every_released_node_and_cell_stands_for_enough_users_and_conversations(@ForAll("worlds") World world) {
        Laws.enough_users_and_conversations(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.enough_users_and_conversations(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_count_users() {
        Bites.withoutRule(
                Rule.MIN_USERS,
                worlds(),
                world -> Laws.enough_users_and_conversations(world.runWithout(Rule.MIN_USERS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_accounts_with_one_text_as_many_users() {
        Bites.withoutRule(
                Rule.EFFECTIVE_USERS,
                worlds(),
                world -> Laws.enough_users_and_conversations(world.runWithout(Rule.EFFECTIVE_USERS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_count_conversations() {
        Bites.withoutRule(
                Rule.MIN_CONVERSATIONS,
                worlds(),
                world -> Laws.enough_users_and_conversations(world.runWithout(Rule.MIN_CONVERSATIONS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_nobody_known_as_users() {
        Bites.withoutRule(
                Rule.KNOWN_USERS_ONLY,
                worlds(),
                world -> Laws.enough_users_and_conversations(world.runWithout(Rule.KNOWN_USERS_ONLY)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_believes_the_rows_of_a_node() {
        Bites.withoutRule(
                Rule.ROWS_ARE_A_PART_OF_THE_PARENT,
                worlds(),
                world -> Laws.enough_users_and_conversations(world.runWithout(Rule.ROWS_ARE_A_PART_OF_THE_PARENT)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_releases_small_cells() {
        Bites.withoutRule(
                Rule.MIN_CELL, worlds(), world -> Laws.enough_users_and_conversations(world.runWithout(Rule.MIN_CELL)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.any();
    }
}
