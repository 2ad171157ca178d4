package io.clio.engine;

import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Divides rows into strata, such as languages, that are clustered each by itself.
 *
 * <p>A value too rare for topics of its own is no stratum: its rows, like those of no value, go to the commonest
 * stratum that is written in their script. A short text whose language nobody can tell is so taken for what most people
 * write.
 */
final class Strata {
    /** The value by which a facet says that there is none. */
    private static final String UNKNOWN = "unknown";
    /** A stratum is worth having where about four of the smallest topics that may be released find room. */
    private static final int SMALLEST_IN_TOPICS = 4;
    /** Below this part of all rows a value may be no more than the errors of whatever told the values apart. */
    private static final double SMALLEST_PART = 0.002;
    /** So much of a text tells its script. */
    private static final int LETTERS = 200;

    private final List<FacetRow> rows;
    private final Plan plan;

    Strata(Plan plan, List<FacetRow> rows) {
        this.plan = plan;
        this.rows = rows;
    }

    /**
     * Divides rows.
     *
     * @param among the rows to be divided, ascending
     * @return for each stratum the positions in {@code among} of its rows, ascending; the largest stratum first
     */
    List<int[]> of(int[] among) {
        if (plan.within().isEmpty()) {
            return List.of(IntStream.range(0, among.length).toArray());
        }
        Facet<?> facet = plan.within().get().facet();
        String[] values = Arrays.stream(among)
                .mapToObj(row -> value(rows.get(row), facet))
                .toArray(String[]::new);
        UnicodeScript[] scripts =
                Arrays.stream(among).mapToObj(row -> script(rows.get(row))).toArray(UnicodeScript[]::new);
        Map<String, Map<UnicodeScript, Integer>> sizes = new TreeMap<>();
        for (int i = 0; i < among.length; i++) {
            sizes.computeIfAbsent(values[i], unused -> new EnumMap<>(UnicodeScript.class))
                    .merge(scripts[i], 1, Integer::sum);
        }
        double least = smallest(plan, among.length);
        sizes.entrySet().removeIf(entry -> entry.getKey().isEmpty() || sum(entry.getValue()) < least);
        for (int i = 0; i < among.length; i++) {
            if (!sizes.containsKey(values[i])) {
                values[i] = commonest(sizes, scripts[i]);
            }
        }
        return byValue(values);
    }

    /** So many rows at least has a stratum, of so many. */
    static double smallest(Plan plan, double rows) {
        return Math.max((double) SMALLEST_IN_TOPICS * plan.policy().minConversations(), SMALLEST_PART * rows);
    }

    private static String value(FacetRow row, Facet<?> facet) {
        Optional<?> value = row.values().get(facet);
        Object first = value.map(Object.class::cast).orElse("");
        if (first instanceof Collection<?> several) {
            first = several.isEmpty() ? "" : several.iterator().next();
        }
        return first.equals(UNKNOWN) ? "" : first.toString();
    }

    /** The value most rows of a script have; where there is none, all such rows are together. */
    private static String commonest(Map<String, Map<UnicodeScript, Integer>> sizes, UnicodeScript script) {
        return sizes.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(script))
                .max(Comparator.<Map.Entry<String, Map<UnicodeScript, Integer>>>comparingInt(
                                entry -> entry.getValue().getOrDefault(script, 0))
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static int sum(Map<UnicodeScript, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<int[]> byValue(String[] values) {
        Map<String, Integer> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> IntStream.range(0, values.length)
                        .filter(i -> values[i].equals(entry.getKey()))
                        .toArray())
                .toList();
    }

    /** The script that most letters at the start of a row's text belong to; common if it has none. */
    private UnicodeScript script(FacetRow row) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        row.values()
                .get(plan.clusterBy().facet())
                .ifPresent(text -> text.reveal()
                        .codePoints()
                        .filter(Character::isLetter)
                        .limit(LETTERS)
                        .forEach(letter -> counts.merge(UnicodeScript.of(letter), 1, Integer::sum)));
        return counts.entrySet().stream()
                .max(Map.Entry.<UnicodeScript, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
    }
}
