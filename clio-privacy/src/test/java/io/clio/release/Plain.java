package io.clio.release;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what the gate counts, without any of its code: plain sets over the members of a world. */
final class Plain {
    private final World world;

    Plain(World world) {
        this.world = world;
    }

    /**
     * A released topic and the proposed nodes that it can be: the same place in the tree, the same counts, the same
     * cells.
     */
    record Match(Insight insight, List<Set<Integer>> options) {}

    private record Place(Shape shape, Set<Integer> rows) {}

    List<Match> matches(Insights insights) {
        List<Match> matches = new ArrayList<>();
        Set<Integer> everybody =
                IntStream.range(0, world.members().size()).boxed().collect(Collectors.toSet());
        match(insights.roots(), places(world.roots(), everybody), matches);
        return matches;
    }

    private void match(List<Insight> insights, List<Place> places, List<Match> matches) {
        for (Insight insight : insights) {
            List<Place> fitting =
                    places.stream().filter(place -> fits(insight, place.rows)).toList();
            matches.add(new Match(insight, fitting.stream().map(Place::rows).toList()));
            List<Place> below = fitting.stream()
                    .flatMap(place -> places(place.shape.children(), place.rows).stream())
                    .toList();
            match(insight.children(), below, matches);
        }
    }

    /** Nodes whose rows are no set, or not part of the parent's, are no places. */
    private List<Place> places(List<Shape> shapes, Set<Integer> parent) {
        List<Place> places = new ArrayList<>();
        for (Shape shape : shapes) {
            int[] claimed = shape.claimed(world.members());
            Set<Integer> rows = IntStream.of(claimed).boxed().collect(Collectors.toSet());
            if (rows.size() == claimed.length && parent.containsAll(rows)) {
                places.add(new Place(shape, rows));
            }
        }
        return places;
    }

    private boolean fits(Insight insight, Set<Integer> rows) {
        return insight.conversations() == rows.size()
                && insight.users() == users(rows)
                && insight.facets().entrySet().stream()
                        .allMatch(facet -> cellsFit(facet.getValue(), groups(facet.getKey(), rows)));
    }

    private boolean cellsFit(List<FacetCell> cells, Map<String, Set<Integer>> groups) {
        Set<String> seen = new HashSet<>();
        return cells.stream().allMatch(cell -> {
            Set<Integer> rows = groups.getOrDefault(cell.value(), Set.of());
            return seen.add(cell.value()) && cell.conversations() == rows.size() && cell.users() == users(rows);
        });
    }

    int users(Collection<Integer> rows) {
        Set<String> users = new HashSet<>();
        for (int row : rows) {
            Member member = world.members().get(row);
            if (member.isKnown()) {
                users.add(member.userId());
            } else if (world.policy().eachConversationIsAUser()) {
                users.add("row " + row);
            }
        }
        return users.size();
    }

    /** The rows of each value of a facet; free text has none. */
    Map<String, Set<Integer>> groups(String facet, Set<Integer> rows) {
        Map<String, Set<Integer>> groups = new HashMap<>();
        for (int row : rows) {
            for (String value : values(facet, world.members().get(row))) {
                groups.computeIfAbsent(value, unused -> new HashSet<>()).add(row);
            }
        }
        return groups;
    }

    private static Set<String> values(String facet, Member member) {
        Answers answers = member.answers();
        return switch (facet) {
            case "language" -> Set.of(Answers.LANGUAGES.get(answers.language()));
            case "mood" -> Set.of(String.valueOf(answers.mood()));
            case "turns" -> Set.of(answers.turns() < 3 ? "1-2" : answers.turns() < 11 ? "3-10" : "11+");
            case "month" -> Set.of("2024-0" + (1 + answers.month()));
            case "topic" ->
                answers.topics(member).stream()
                        .map(Plain::composed)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            default -> Set.of();
        };
    }

    static String composed(String text) {
        return Normalizer.normalize(text.replaceAll("[\\s\u00a0\u3000]+", " ").strip(), Normalizer.Form.NFC);
    }
}
