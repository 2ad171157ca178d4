package io.clio.testkit.leak;

import io.clio.engine.Outcome;
import io.clio.release.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gate that is none: titles and summaries leave as they were drafted, and cells with every label of every row. */
final class BrokenDoor implements Function<Outcome, Map<String, String>> {
    @Override
    public Map<String, String> apply(Outcome outcome) {
        List<Candidate.Node> nodes =
                outcome.candidate().roots().stream().flatMap(BrokenDoor::all).toList();
        Map<String, String> texts = new HashMap<>();
        texts.put(
                "titles", joined(nodes.stream().map(node -> node.draft().title().reveal())));
        texts.put(
                "summaries",
                joined(nodes.stream().map(node -> node.draft().summary().reveal())));
        texts.put(
                "cells",
                joined(outcome.rows().rows().stream()
                        .flatMap(row -> row.values().get(Rehearsal.SAID).stream())
                        .flatMap(List::stream)));
        return texts;
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining("\n"));
    }

    private static Stream<Candidate.Node> all(Candidate.Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(BrokenDoor::all));
    }
}
