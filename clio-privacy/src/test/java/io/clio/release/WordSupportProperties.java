package io.clio.release;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I3. */
class WordSupportProperties {
    @Property
    void every_telling_word_of_released_text_has_enough_writers_in_its_node(@ForAll("worlds") World world) {
        Laws.every_telling_word_has_enough_writers(world.run());
    }

    @Property
    void what_one_user_alone_knows_is_never_spelled_out(@ForAll("worlds") World world) {
        Laws.no_secret_is_spelled_out(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(
                worlds(), world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_titles() {
        Bites.withoutRule(
                Rule.TERMS_OF_TITLES,
                worlds(),
                world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.TERMS_OF_TITLES)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_summaries() {
        Bites.withoutRule(
                Rule.TERMS_OF_SUMMARIES,
                worlds(),
                world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.TERMS_OF_SUMMARIES)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_labels() {
        Bites.withoutRule(
                Rule.TERMS_OF_LABELS,
                worlds(),
                world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.TERMS_OF_LABELS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_writers_outside_the_node() {
        Bites.withoutRule(
                Rule.TERMS_OF_THE_NODE_ITSELF,
                worlds(),
                world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.TERMS_OF_THE_NODE_ITSELF)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_reads_the_rows_again_after_counting() {
        Bites.withoutRule(
                Rule.TERMS_OF_THE_COUNTED_ROWS,
                Worlds.withRowsOverwrittenLater(),
                world -> Laws.every_telling_word_has_enough_writers(world.runWithout(Rule.TERMS_OF_THE_COUNTED_ROWS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_lets_characters_of_common_words_stand_alone() {
        Bites.withoutRule(
                Rule.TERMS_NOT_OUT_OF_CHARACTERS,
                worlds(),
                world -> Laws.no_secret_is_spelled_out(world.runWithout(Rule.TERMS_NOT_OUT_OF_CHARACTERS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_titles_for_secrets() {
        Bites.withoutRule(
                Rule.TERMS_OF_TITLES,
                worlds(),
                world -> Laws.no_secret_is_spelled_out(world.runWithout(Rule.TERMS_OF_TITLES)));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.any();
    }
}
