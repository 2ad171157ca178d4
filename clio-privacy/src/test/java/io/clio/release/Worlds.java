package io.clio.release;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.IntegerArbitrary;

/** Whole worlds: who wrote what, what is proposed, under which policy, and who looks on. */
final class Worlds {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(10);

    private Worlds() {}

    /** Worlds in which much is released: low thresholds, and auditors seldom in the way. */
    static Arbitrary<World> any() {
        Arbitrary<List<HostileAuditor.Kind>> auditors = Arbitraries.frequency(
                Tuple.of(8, List.of()),
                Tuple.of(1, List.of(HostileAuditor.Kind.APPROVE)),
                Tuple.of(1, List.of(HostileAuditor.Kind.PICKY)));
        return Combinators.combine(Populations.any(), Shapes.forests(), policies(), auditors)
                .as(World::new)
                .withoutEdgeCases(); // there are more of them than tries, and they are all small
    }

    /** Worlds in which auditors fail in every way. */
    static Arbitrary<World> audited() {
        Arbitrary<HostileAuditor.Kind> kind = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(HostileAuditor.Kind.APPROVE, HostileAuditor.Kind.PICKY)),
                Tuple.of(9, Arbitraries.of(HostileAuditor.Kind.class)));
        return Combinators.combine(any(), kind.list().ofMinSize(1).ofMaxSize(3))
                .as((world, kinds) -> {
                    boolean hangs = kinds.contains(HostileAuditor.Kind.HANG);
                    PrivacyPolicy policy = world.policy().withAuditTimeout(hangs ? IMPATIENT : PATIENT);
                    return world.withPolicy(policy).withAuditors(kinds.toArray(HostileAuditor.Kind[]::new));
                })
                .withoutEdgeCases();
    }

    /** Worlds without auditors. */
    static Arbitrary<World> unaudited() {
        return any().map(World::withAuditors);
    }

    /** Worlds whose summarizers change the rows of a node, and then name words of other nodes. */
    static Arbitrary<World> withRowsOverwrittenLater() {
        return any().map(world -> new World(
                world.members(),
                world.roots().stream().map(Worlds::overwrittenLater).toList(),
                world.policy(),
                world.auditors()));
    }

    private static Shape overwrittenLater(Shape shape) {
        Trick foreign = new Trick(Trick.Kind.OTHER_LANGUAGE, shape.title().pick());
        return new Shape(
                shape.cluster(),
                shape.part(),
                Shape.Flaw.OVERWRITTEN_LATER,
                new Trick(Trick.Kind.SECRET, 0),
                foreign,
                List.of(new Redraft(Redraft.Kind.WRITE, foreign)),
                shape.keyTerms(),
                shape.children().stream().map(Worlds::overwrittenLater).toList());
    }

    /** Worlds in which users say more than counts. */
    static Arbitrary<World> bounded() {
        return Combinators.combine(unaudited(), Arbitraries.integers().between(1, 3))
                .as((world, most) -> world.withPolicy(world.policy().withMaxConversationsPerUser(most)))
                .withoutEdgeCases();
    }

    /** Worlds in which few words make many sequences, and stages repeat what they have read. */
    static Arbitrary<World> echoing() {
        return any().map(world -> {
            List<Member> members =
                    world.members().stream().map(Worlds::ofTwoWords).toList();
            List<Shape> roots = world.roots().stream().map(Worlds::echoing).toList();
            return new World(members, roots, world.policy(), world.auditors());
        });
    }

    private static Member ofTwoWords(Member member) {
        int pattern = (5 * member.conversation() + 3 * member.user()) & 0x1F;
        List<String> words = IntStream.range(0, 5)
                .mapToObj(at -> Vocabulary.word(0, (pattern >> at) & 1))
                .toList();
        Member.Says says =
                member.says() == Member.Says.COPIED_LETTER ? Member.Says.COPIED_LETTER : Member.Says.NOTHING_MORE;
        return new Member(
                member.user(), member.conversation(), words, says, member.cluster(), member.part(), member.answers());
    }

    private static Shape echoing(Shape shape) {
        Trick echo = new Trick(Trick.Kind.ECHO, shape.title().pick());
        return new Shape(
                shape.cluster(),
                shape.part(),
                shape.flaw(),
                echo,
                new Trick(Trick.Kind.ECHO, shape.summary().pick()),
                shape.redrafts(),
                List.of(echo),
                shape.children().stream().map(Worlds::echoing).toList());
    }

    /** Worlds in which some users are called what many write. */
    static Arbitrary<World> namedByWords() {
        return any().map(world -> world.withMembers(world.members().stream()
                .map(member -> member.user() % 3 == 1
                        ? member.renamed(Member.NAMED_BY_A_WORD + member.user() / 3, member.conversation())
                        : member)
                .toList()));
    }

    /** Worlds whose released numbers tell which proposed node they are of. */
    static Arbitrary<World> exact() {
        return any().map(world -> world.withPolicy(world.policy().withCountsRoundedTo(1)));
    }

    static Arbitrary<PrivacyPolicy> policies() {
        IntegerArbitrary users = Arbitraries.integers().between(2, 5);
        IntegerArbitrary conversations = Arbitraries.integers().between(1, 9);
        IntegerArbitrary termUsers = Arbitraries.integers().between(2, 4);
        Arbitrary<Boolean> each = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
        Arbitrary<Double> share = Arbitraries.frequency(Tuple.of(3, 1.0), Tuple.of(1, 0.4));
        Arbitrary<Integer> base = Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(1, 5));
        return Combinators.combine(users, conversations, termUsers, each, share, base)
                .as((u, c, t, e, s, b) -> new PrivacyPolicy(u, c, t, e, PATIENT, 100, s, b, 1, 0));
    }
}
