package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.release.BrokenGate.Rule;
import io.clio.release.Candidate.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariant I9: what was released passes again as it is, if the same topics are proposed under the words that were
 * released. Without those that were withheld, a cell of another topic may appear that was hidden beside one of theirs:
 * that it is hidden whether or not they are withheld is what I8 asks for.
 */
class IdempotentProperties {
    @Property
    void what_was_released_is_released_again_under_the_same_words(@ForAll("worlds") World world) {
        Insights once = world.run().insights();

        assertThat(again(world, once).roots()).isEqualTo(once.roots());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_changes_a_title_after_it_has_passed() {
        Bites.withoutRule(Rule.TITLES_STAY_AS_THEY_PASSED, worlds(), world -> {
            Insights once = world.runWithout(Rule.TITLES_STAY_AS_THEY_PASSED).insights();
            assertThat(again(world, once).roots()).isEqualTo(once.roots());
        });
    }

    private static Insights again(World world, Insights once) {
        List<Node> proposed = world.candidate().roots();
        return ReleaseGate.of(world.policy(), List.of())
                .release(world.candidate(redrafted(proposed, once.roots()), sameAgain()), world.index());
    }

    private static Candidate.Redrafter sameAgain() {
        return refused -> refused.stream().map(one -> one.node().draft()).toList();
    }

    /** Each released topic with what it was called, each other one as it was proposed. */
    private static List<Node> redrafted(List<Node> proposed, List<Insight> released) {
        List<Node> nodes = new ArrayList<>();
        List<Insight> left = new ArrayList<>(released);
        for (Node node : proposed) {
            Optional<Insight> of = left.stream()
                    .filter(insight -> insight.conversations() == node.rows().length)
                    .findFirst();
            of.ifPresent(left::remove);
            nodes.add(of.map(insight -> redrafted(node, insight)).orElse(node));
        }
        return nodes;
    }

    private static Node redrafted(Node node, Insight insight) {
        Draft draft = Draft.of(insight.title(), insight.summary());
        return new Node(node.rows(), draft, node.keyTerms(), redrafted(node.children(), insight.children()));
    }

    /** Without the flaw that a node changes between two looks at it. */
    @Provide
    Arbitrary<World> worlds() {
        return Worlds.exact().map(World::withAuditors).filter(IdempotentProperties::canBeMatched);
    }

    /** Nodes are found again by how many conversations they have, so siblings must differ in that. */
    private static boolean canBeMatched(World world) {
        return areDistinct(world.roots(), world)
                && world.roots().stream().allMatch(root -> areDistinct(root.children(), world));
    }

    private static boolean areDistinct(List<Shape> siblings, World world) {
        long sizes = siblings.stream()
                .map(shape -> shape.claimed(world.members()).length)
                .distinct()
                .count();
        boolean steady = siblings.stream().noneMatch(shape -> shape.flaw() == Shape.Flaw.OVERWRITTEN_LATER);
        return steady && sizes == siblings.size();
    }
}
