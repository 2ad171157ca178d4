package io.clio.release;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        match(insights.roots(), places(world.roots(), everyRow()), matches);
        return matches;
    }

    /** A released topic, which proposed node it is, and the same below it. */
    record Node(Insight insight, Set<Integer> rows, List<Node> children) {}

    /** What was released with its rows, if each topic can be one proposed node alone. */
    Optional<List<Node>> resolved(Insights insights) {
        try {
            return Optional.of(resolved(insights.roots(), places(world.roots(), everyRow())));
        } catch (AmbiguousException e) {
            return Optional.empty();
        }
    }

    private List<Node> resolved(List<Insight> insights, List<Place> places) {
        List<Node> nodes = new ArrayList<>();
        for (Insight insight : insights) {
            List<Place> fitting =
                    places.stream().filter(place -> fits(insight, place.rows)).toList();
            if (fitting.size() != 1) {
                throw new AmbiguousException();
            }
            Place place = fitting.get(0);
            List<Node> children = resolved(insight.children(), places(place.shape.children(), place.rows));
            nodes.add(new Node(insight, place.rows, children));
        }
        return nodes;
    }

    private static final class AmbiguousException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Set<Integer> everyRow() {
        return IntStream.range(0, world.members().size()).boxed().collect(Collectors.toSet());
    }

    boolean isEmptyOrEnough(Set<Integer> rows) {
        return rows.isEmpty() || isEnough(rows);
    }

    /** How many of some rows count, if of each user only so many do. */
    int boundedSize(Set<Integer> rows) {
        Map<String, Integer> size = new HashMap<>();
        rows.forEach(row -> size.merge(user(row), 1, Integer::sum));
        int most = world.policy().maxConversationsPerUser();
        return size.entrySet().stream()
                .mapToInt(of -> of.getKey().isEmpty() ? of.getValue() : Math.min(most, of.getValue()))
                .sum();
    }

    /** The same for the proposed root of which most rows count. */
    int largestBoundedSize() {
        return places(world.roots(), everyRow()).stream()
                .mapToInt(place -> boundedSize(place.rows))
                .max()
                .orElse(0);
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
        return insight.conversations() == rounded(rows.size())
                && insight.users() == rounded(users(rows))
                && insight.facets().entrySet().stream()
                        .allMatch(facet -> cellsFit(facet.getKey(), facet.getValue(), rows));
    }

    private boolean cellsFit(String facet, List<FacetCell> cells, Set<Integer> rows) {
        Map<FacetCell, Set<Integer>> rowsOf = rowsOf(facet, cells, rows);
        return rowsOf.size() == cells.size()
                && rowsOf.keySet().stream().map(FacetCell::value).distinct().count() == cells.size()
                && rowsOf.entrySet().stream()
                        .allMatch(cell -> cell.getKey().conversations()
                                        == rounded(cell.getValue().size())
                                && cell.getKey().users() == rounded(users(cell.getValue())));
    }

    /** The rows that each released cell of a facet stands for; "other" stands for those of no other cell. */
    Map<FacetCell, Set<Integer>> rowsOf(String facet, List<FacetCell> cells, Set<Integer> rows) {
        Map<String, Set<Integer>> groups = groups(facet, rows);
        Set<Integer> left = new HashSet<>(rows);
        Map<FacetCell, Set<Integer>> rowsOf = new HashMap<>();
        for (FacetCell cell : cells) {
            if (!cell.isOther()) {
                Set<Integer> of = groups.getOrDefault(cell.value(), Set.of());
                left.removeAll(of);
                rowsOf.put(cell, of);
            }
        }
        cells.stream().filter(FacetCell::isOther).forEach(cell -> rowsOf.put(cell, left));
        return rowsOf;
    }

    int rounded(int count) {
        int base = world.policy().countBase();
        return Math.round((float) count / base) * base;
    }

    /** Effective users: as many as can be given a text each that no other was given. */
    int users(Collection<Integer> rows) {
        Map<String, Set<String>> textsOf = new HashMap<>();
        for (int row : rows) {
            String user = user(row);
            if (!user.isEmpty()) {
                textsOf.computeIfAbsent(user, unused -> new HashSet<>()).add(group(row));
            }
        }
        Map<String, String> givenTo = new HashMap<>();
        int users = 0;
        for (String user : textsOf.keySet()) {
            users += give(user, textsOf, givenTo, new HashSet<>()) ? 1 : 0;
        }
        return users;
    }

    private static boolean give(
            String user, Map<String, Set<String>> textsOf, Map<String, String> givenTo, Set<String> asked) {
        for (String text : textsOf.get(user)) {
            if (asked.add(text)) {
                String holder = givenTo.get(text);
                if (holder == null || give(holder, textsOf, givenTo, asked)) {
                    givenTo.put(text, user);
                    return true;
                }
            }
        }
        return false;
    }

    /** Whose a row is, empty if nobody's who counts. */
    String user(int row) {
        Member member = world.members().get(row);
        return member.isKnown() ? member.userId() : world.policy().eachConversationIsAUser() ? "row " + row : "";
    }

    /** What texts of the same trigrams share, if they are long; other texts are alone. */
    String group(int row) {
        List<String> words = PlainWords.asTheyStand(world.members().get(row).text());
        if (words.size() < 12) {
            return "row " + row;
        }
        Set<String> trigrams = new TreeSet<>();
        for (int i = 0; i + 2 < words.size(); i++) {
            trigrams.add(String.join(" ", words.subList(i, i + 3)));
        }
        return trigrams.toString();
    }

    boolean isEnough(Set<Integer> rows) {
        return users(rows) >= world.policy().minUsers()
                && rows.size() >= world.policy().minConversations();
    }

    /** The largest part of rows that is of one account or of one text. */
    double largestShare(Set<Integer> rows) {
        Map<String, Integer> parts = new HashMap<>();
        rows.stream().filter(row -> !user(row).isEmpty()).forEach(row -> {
            parts.merge("user " + user(row), 1, Integer::sum);
            parts.merge("text " + group(row), 1, Integer::sum);
        });
        return parts.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) rows.size();
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
