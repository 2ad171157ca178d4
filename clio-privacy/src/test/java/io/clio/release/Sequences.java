package io.clio.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Two to four worlds over one data set: people come and go, conversations are added, moved to other topics, erased. */
final class Sequences {
    private Sequences() {}

    /**
     * What happens between two releases.
     *
     * @param gone users whose conversations are erased
     * @param erased conversations that are erased, counted round
     * @param moved conversations that come to stand elsewhere in the tree, counted round
     * @param added conversations that are new
     * @param many how many copies of the added, each of another user, come
     */
    private record Change(Set<Integer> gone, List<Integer> erased, List<Integer> moved, List<Member> added, int many) {
        List<Member> of(List<Member> members, int next) {
            List<Member> changed = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                if (!gone.contains(member.user()) && !erased.contains(i)) {
                    changed.add(moved.contains(i) ? elsewhere(member) : member);
                }
            }
            int number = next;
            for (int copy = 0; copy < many; copy++) {
                for (Member member : added) {
                    int user = member.isKnown() ? member.user() + copy * Populations.USERS / 2 : -1;
                    changed.add(quiet(member).renamed(user, number++));
                }
            }
            return changed;
        }
    }

    private static Member elsewhere(Member member) {
        return new Member(
                member.user(),
                member.conversation(),
                member.words(),
                member.says(),
                (member.cluster() + 1) % Populations.CLUSTERS,
                member.part(),
                member.answers());
    }

    /** Long texts are left out: that one is similar to a text that is gone is not known. */
    static Member quiet(Member member) {
        return member.says() != Member.Says.COPIED_LETTER && member.says() != Member.Says.IDENTIFIER
                ? member
                : new Member(
                        member.user(),
                        member.conversation(),
                        member.words(),
                        Member.Says.NOTHING_MORE,
                        member.cluster(),
                        member.part(),
                        member.answers());
    }

    static Arbitrary<List<World>> any() {
        return Combinators.combine(Worlds.exact(), changes().list().ofMinSize(1).ofMaxSize(3))
                .as(Sequences::worlds)
                .withoutEdgeCases();
    }

    private static List<World> worlds(World first, List<Change> changes) {
        List<World> worlds = new ArrayList<>();
        worlds.add(
                first.withMembers(first.members().stream().map(Sequences::quiet).toList()));
        int next = first.members().size();
        for (Change change : changes) {
            World last = worlds.get(worlds.size() - 1);
            worlds.add(last.withMembers(change.of(last.members(), next)));
            next += change.many * change.added.size();
        }
        return worlds;
    }

    private static Arbitrary<Change> changes() {
        Arbitrary<Set<Integer>> gone = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Set.of())),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, Populations.USERS - 1)
                                .set()
                                .ofSize(1)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, Populations.USERS - 1)
                                .set()
                                .ofMaxSize(8)));
        Arbitrary<List<Integer>> some = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, Arbitraries.integers().between(0, 47).list().ofMaxSize(3)));
        Arbitrary<List<Member>> added = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(3, Populations.member().list().ofMaxSize(4)),
                Tuple.of(2, Populations.member().list().ofMinSize(8).ofMaxSize(20)));
        Arbitrary<Integer> many = Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 3));
        return Combinators.combine(gone, some, some, added, many).as(Change::new);
    }
}
