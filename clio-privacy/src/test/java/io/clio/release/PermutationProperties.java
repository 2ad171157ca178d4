package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.release.BrokenGate.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I10, as far as it is the gate's: whose rows stand where, and what ids are called, changes nothing. */
class PermutationProperties {
    private static final Set<Answers.Label> NAMELESS = EnumSet.of(
            Answers.Label.FIRST_WORD,
            Answers.Label.FIRST_WORD_WITH_SPACES,
            Answers.Label.GENERIC,
            Answers.Label.IDENTIFIER,
            Answers.Label.HIDDEN_MARK,
            Answers.Label.EMPTY);

    private static final Set<Member.Says> TOLD = EnumSet.of(Member.Says.IDENTIFIER, Member.Says.COPIED_LETTER);

    @Property
    void users_can_change_their_names_and_nothing_changes(@ForAll("worlds") World world) {
        World renamed = world.withMembers(renamed(world.members()));

        assertThat(renamed.run().insights()).isEqualTo(world.run().insights());
    }

    @Property
    void conversations_can_change_places_and_nothing_changes(@ForAll("worlds") World world, @ForAll long order) {
        assertThat(shuffled(world, order).run().insights())
                .isEqualTo(world.run().insights());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_keeps_the_order_of_the_tree_by_rows() {
        Bites.withoutRule(
                Rule.ORDER_BY_RELEASED_NUMBERS,
                worlds(),
                world -> assertThat(rowOrdered(shuffled(world, 7))).isEqualTo(rowOrdered(world)));
    }

    /** The second gate keeps the order of the proposal; propose nodes in the order of their first rows. */
    private static List<Insight> rowOrdered(World world) {
        List<Shape> byFirstRow = new ArrayList<>(world.roots());
        byFirstRow.sort((a, b) -> Integer.compare(firstRow(a, world), firstRow(b, world)));
        World proposed = new World(world.members(), byFirstRow, world.policy(), world.auditors());
        return proposed.runWithout(Rule.ORDER_BY_RELEASED_NUMBERS).insights().roots();
    }

    private static int firstRow(Shape shape, World world) {
        int[] rows = shape.members(world.members());
        return rows.length == 0 ? Integer.MAX_VALUE : rows[0];
    }

    /** Secrets and ids change with the names, so here nobody tells them: neither users nor stages. */
    @Provide
    Arbitrary<World> worlds() {
        return Worlds.unaudited().map(PermutationProperties::withHonestStages);
    }

    private static World withHonestStages(World world) {
        List<Shape> roots =
                world.roots().stream().map(PermutationProperties::honest).toList();
        List<Member> members =
                world.members().stream().map(PermutationProperties::discreet).toList();
        return new World(members, roots, world.policy(), world.auditors());
    }

    private static Member discreet(Member member) {
        Answers answers = member.answers();
        return new Member(
                member.user(),
                member.conversation(),
                member.words(),
                TOLD.contains(member.says()) ? member.says() : Member.Says.NOTHING_MORE,
                member.cluster(),
                member.part(),
                new Answers(
                        answers.language(),
                        answers.mood(),
                        answers.turns(),
                        answers.month(),
                        answers.labels().stream().filter(NAMELESS::contains).toList()));
    }

    private static Shape honest(Shape shape) {
        return new Shape(
                shape.cluster(),
                shape.part(),
                shape.flaw() == Shape.Flaw.NONE ? Shape.Flaw.NONE : Shape.Flaw.REPEATED,
                new Trick(Trick.Kind.GENERIC_WORDS, shape.title().pick()),
                new Trick(Trick.Kind.OTHER_LANGUAGE, shape.summary().pick()),
                List.of(new Redraft(
                        Redraft.Kind.WRITE,
                        new Trick(Trick.Kind.OTHER_LANGUAGE, shape.title().pick()))),
                List.of(new Trick(Trick.Kind.OTHER_LANGUAGE, shape.summary().pick())),
                shape.children().stream().map(PermutationProperties::honest).toList());
    }

    /** Gives every user an id that nobody had, in another order. */
    private static List<Member> renamed(List<Member> members) {
        return members.stream()
                .map(member -> member.isKnown()
                        ? member.renamed(100 + (7 * member.user() + 3) % Populations.USERS, member.conversation())
                        : member)
                .toList();
    }

    private static World shuffled(World world, long order) {
        List<Member> members = new ArrayList<>(world.members());
        Collections.shuffle(members, new Random(order));
        return world.withMembers(members);
    }
}
