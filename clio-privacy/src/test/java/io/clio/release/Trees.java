package io.clio.release;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Worlds of one run: the same conversations under two or three trees, which differ by a few conversations or by all.
 */
final class Trees {
    private Trees() {}

    /**
     * Another tree.
     *
     * @param shapes what its nodes are called
     * @param moved which conversations stand elsewhere in it, counted round
     */
    private record Tree(List<Shape> shapes, List<Integer> moved) {
        World over(World first) {
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < first.members().size(); i++) {
                Member member = first.members().get(i);
                members.add(moved.contains(i) ? elsewhere(member, i) : member);
            }
            return new World(members, shapes, first.policy(), first.auditors());
        }
    }

    private static Member elsewhere(Member member, int i) {
        return new Member(
                member.user(),
                member.conversation(),
                member.words(),
                member.says(),
                (member.cluster() + 1 + i % 2) % Populations.CLUSTERS,
                (member.part() + i) % Populations.PARTS,
                member.answers());
    }

    static Arbitrary<List<World>> any() {
        Arbitrary<Integer> row = Arbitraries.integers().between(0, 47);
        Arbitrary<List<Integer>> moved = Arbitraries.frequencyOf(
                Tuple.of(3, row.list().ofMinSize(1).ofMaxSize(3)),
                Tuple.of(2, row.list().ofMaxSize(24)),
                Tuple.of(1, row.list().ofMinSize(40).ofMaxSize(80)));
        Arbitrary<Tree> tree = Combinators.combine(Shapes.forests(), moved).as(Tree::new);
        return Combinators.combine(Worlds.exact(), tree.list().ofMinSize(1).ofMaxSize(2))
                .as(Trees::worlds)
                .withoutEdgeCases();
    }

    private static List<World> worlds(World first, List<Tree> others) {
        List<World> worlds = new ArrayList<>();
        World quiet =
                first.withMembers(first.members().stream().map(Sequences::quiet).toList());
        worlds.add(quiet);
        others.forEach(tree -> worlds.add(tree.over(quiet)));
        return worlds;
    }
}
