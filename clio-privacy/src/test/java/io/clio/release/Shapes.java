package io.clio.release;

import io.clio.release.Shape.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Trees over a population: mostly well-formed, mostly described by somebody hostile. */
final class Shapes {
    private Shapes() {}

    static Arbitrary<List<Shape>> forests() {
        Arbitrary<Shape> child = node(Arbitraries.just(List.of()));
        Arbitrary<Shape> root = node(child.list().ofMaxSize(Populations.PARTS));
        return root.list().ofMinSize(1).ofMaxSize(Populations.CLUSTERS).map(Shapes::placed);
    }

    static Arbitrary<Trick> tricks() {
        Arbitrary<Trick.Kind> kind = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Trick.Kind.POPULAR_WORD, Trick.Kind.GENERIC_WORDS)),
                Tuple.of(2, Arbitraries.of(Trick.Kind.IDENTIFIER, Trick.Kind.ECHO, Trick.Kind.SECRET)),
                Tuple.of(4, Arbitraries.of(Trick.Kind.class)));
        return Combinators.combine(kind, Arbitraries.integers().between(0, 600)).as(Trick::new);
    }

    private static Arbitrary<Shape> node(Arbitrary<List<Shape>> children) {
        Arbitrary<Flaw> flaw = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Flaw.NONE)), Tuple.of(2, Arbitraries.of(Flaw.class)));
        Arbitrary<Redraft> redraft = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Redraft.Kind.WRITE)),
                                Tuple.of(1, Arbitraries.of(Redraft.Kind.class))),
                        tricks())
                .as(Redraft::new);
        Arbitrary<Trick> place =
                Arbitraries.integers().between(0, 1).map(half -> new Trick(Trick.Kind.HALF_OF_A_PLACE, half));
        Arbitrary<Trick> keyTerm = Arbitraries.frequencyOf(Tuple.of(3, tricks()), Tuple.of(2, place));
        return Combinators.combine(
                        flaw,
                        tricks(),
                        tricks(),
                        redraft.list().ofMinSize(1).ofMaxSize(2),
                        keyTerm.list().ofMaxSize(4),
                        children)
                .as((wrong, title, summary, redrafts, keyTerms, below) ->
                        new Shape(0, -1, wrong, title, summary, redrafts, keyTerms, below));
    }

    private static List<Shape> placed(List<Shape> roots) {
        List<Shape> placed = new ArrayList<>();
        for (Shape root : roots) {
            int cluster = placed.size();
            List<Shape> children = IntStream.range(0, root.children().size())
                    .mapToObj(part -> at(cluster, part, root.children().get(part), List.of()))
                    .toList();
            placed.add(at(cluster, -1, root, children));
        }
        return placed;
    }

    private static Shape at(int cluster, int part, Shape shape, List<Shape> children) {
        return new Shape(
                cluster,
                part,
                shape.flaw(),
                shape.title(),
                shape.summary(),
                shape.redrafts(),
                shape.keyTerms(),
                children);
    }
}
