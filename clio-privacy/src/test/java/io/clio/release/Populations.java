package io.clio.release;

import io.clio.release.Answers.Label;
import io.clio.release.Member.Says;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Populations of up to 48 conversations of up to a dozen users, and of nobody known. */
final class Populations {
    static final int USERS = 12;
    static final int CLUSTERS = 3;
    static final int PARTS = 2;

    private Populations() {}

    static Arbitrary<List<Member>> any() {
        Arbitrary<Integer> size = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.integers().between(0, 11)),
                Tuple.of(6, Arbitraries.integers().between(12, 48)));
        return size.flatMap(n -> member().list().ofSize(n)).map(Populations::numbered);
    }

    static Arbitrary<Member> member() {
        Arbitrary<Integer> user = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, USERS - 1)), Tuple.of(1, Arbitraries.just(-1)));
        Arbitrary<Says> says = Arbitraries.frequency(
                Tuple.of(6, Says.NOTHING_MORE),
                Tuple.of(2, Says.SECRET),
                Tuple.of(1, Says.NAME),
                Tuple.of(4, Says.IDENTIFIER),
                Tuple.of(1, Says.ID_OF_USER),
                Tuple.of(3, Says.COPIED_LETTER));
        return Combinators.combine(user, words(), says, below(CLUSTERS), below(PARTS), answers())
                .as((of, words, more, cluster, part, answers) ->
                        new Member(of, 0, words, more, cluster, part, answers));
    }

    /** Mostly of one script, the first words of its list far more often than the last. */
    private static Arbitrary<List<String>> words() {
        Arbitrary<Integer> index =
                Arbitraries.frequencyOf(Tuple.of(3, below(2)), Tuple.of(2, below(4)), Tuple.of(1, below(8)));
        return Combinators.combine(below(4), index.list().ofMinSize(1).ofMaxSize(5))
                .as((script, indices) ->
                        indices.stream().map(i -> Vocabulary.word(script, i)).toList());
    }

    private static Arbitrary<Answers> answers() {
        Arbitrary<Label> label = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(Label.FIRST_WORD, Label.FIRST_WORD_WITH_SPACES, Label.GENERIC)),
                Tuple.of(1, Arbitraries.just(Label.SECRET_OF_THE_FIRST_USER)),
                Tuple.of(2, Arbitraries.of(Label.class)));
        return Combinators.combine(
                        below(Answers.LANGUAGES.size()),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 14),
                        below(3),
                        label.list().ofMaxSize(2))
                .as(Answers::new);
    }

    private static Arbitrary<Integer> below(int bound) {
        return Arbitraries.integers().between(0, bound - 1);
    }

    private static List<Member> numbered(List<Member> members) {
        List<Member> numbered = new ArrayList<>();
        for (Member member : members) {
            numbered.add(member.renamed(member.user(), numbered.size()));
        }
        return numbered;
    }
}
