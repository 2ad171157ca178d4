package io.clio.release;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I6. */
class NobodyNamedProperties {
    @Property
    void no_user_id_conversation_id_or_secret_is_in_json_or_in_the_string_of_anything_released(
            @ForAll("worlds") World world) {
        Laws.nothing_names_anybody(world.run());
    }

    @Property
    void whatever_stages_throw_the_gate_answers(@ForAll("worlds") World world) {
        assertThatCode(world::run).doesNotThrowAnyException();
    }

    @Property
    void an_id_that_is_an_ordinary_word_is_not_released_however_many_wrote_it(@ForAll("namedByWords") World world) {
        Laws.no_word_is_a_user_id(world.run());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_know_ids() {
        Bites.withoutRule(
                Rule.NAMES_OF_USERS,
                namedByWords(),
                world -> Laws.no_word_is_a_user_id(world.runWithout(Rule.NAMES_OF_USERS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_of_ids_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(namedByWords(), world -> Laws.no_word_is_a_user_id(world.runWithout(Rule.NONE)));
    }

    @Provide
    Arbitrary<World> namedByWords() {
        return Worlds.namedByWords();
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.nothing_names_anybody(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_titles() {
        Bites.withoutRule(
                Rule.TERMS_OF_TITLES,
                worlds(),
                world -> Laws.nothing_names_anybody(world.runWithout(Rule.TERMS_OF_TITLES)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_summaries() {
        Bites.withoutRule(
                Rule.TERMS_OF_SUMMARIES,
                worlds(),
                world -> Laws.nothing_names_anybody(world.runWithout(Rule.TERMS_OF_SUMMARIES)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_check_labels() {
        Bites.withoutRule(
                Rule.TERMS_OF_LABELS,
                worlds(),
                world -> Laws.nothing_names_anybody(world.runWithout(Rule.TERMS_OF_LABELS)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_lets_errors_of_stages_out() {
        Bites.withoutRule(
                Rule.ERRORS_STAY_INSIDE,
                worlds(),
                world -> Laws.nothing_thrown_names_anybody(world, Rule.ERRORS_STAY_INSIDE));
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.any();
    }
}
