package io.clio.testkit.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * An invented person with a secret: what attackers know of him (his public part, which can be told in very many ways),
 * and the values that his secret may have. All texts are invented. Immutable and thread-safe.
 */
final class Target {
    /** At most so many accounts can write about one target. */
    static final int WAYS_TO_TELL = 600;

    private static final int LINES_OF_A_PARAPHRASE = 5;
    private static final List<List<Target>> CASES = read();

    private final List<String> values;
    private final List<String> reveal;
    private final List<List<String>> lines;
    private final List<String> paraphrases;
    private final Needles needles = new Needles(4);

    private Target(List<String> values, List<String> reveal, List<List<String>> lines, long seed) {
        this.values = List.copyOf(values);
        this.reveal = List.copyOf(reveal);
        this.lines = List.copyOf(lines);
        for (int value = 0; value < values.size(); value++) {
            needles.add(value, values.get(value));
        }
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> told = new LinkedHashSet<>();
        while (told.size() < WAYS_TO_TELL) {
            told.add(told(LINES_OF_A_PARAPHRASE, random));
        }
        this.paraphrases = List.copyOf(told);
    }

    /** The people of each case; those of one have much in common, and share their values. */
    static List<List<Target>> cases() {
        return CASES;
    }

    /** Every person of every case. */
    static List<Target> all() {
        return CASES.stream().flatMap(List::stream).toList();
    }

    /** The values that the secret may have, as they are written. */
    List<String> values() {
        return values;
    }

    /** Finds values in a text, by their numbers. */
    Needles needles() {
        return needles;
    }

    /** The public part in so many ways, no two alike. */
    List<String> paraphrases(int count, SplittableRandom random) {
        if (count > paraphrases.size()) {
            throw new IllegalArgumentException("expected at most " + paraphrases.size() + " accounts, got " + count);
        }
        List<String> deck = new ArrayList<>(paraphrases);
        for (int i = 0; i < count; i++) {
            Collections.swap(deck, i, i + random.nextInt(deck.size() - i));
        }
        return deck.subList(0, count);
    }

    /** What the person writes: the public part, and his secret. */
    String confession(int value, SplittableRandom random) {
        return paraphrases.get(random.nextInt(paraphrases.size())) + " " + claim(value, random);
    }

    /** A sentence in which somebody says that the secret is his. */
    String claim(int value, SplittableRandom random) {
        return pick(reveal, random).replace("{value}", values.get(value));
    }

    /** Some lines in a random order, each in one of its wordings. */
    private String told(int count, SplittableRandom random) {
        List<List<String>> left = new ArrayList<>(lines);
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            text.add(pick(left.remove(random.nextInt(left.size())), random));
        }
        return text.toString();
    }

    private static <T> T pick(List<T> options, SplittableRandom random) {
        return options.get(random.nextInt(options.size()));
    }

    private static List<List<Target>> read() {
        try {
            List<List<Target>> all = new ArrayList<>();
            for (JsonNode kind : new JsonMapper().readTree(Resource.text("targets.json"))) {
                List<Target> people = new ArrayList<>();
                for (JsonNode person : kind.get("facts")) {
                    List<List<String>> lines = new ArrayList<>();
                    kind.get("lines").forEach(line -> lines.add(filled(line, person)));
                    long seed = 100L * all.size() + people.size();
                    people.add(new Target(strings(kind.get("values")), strings(kind.get("reveal")), lines, seed));
                }
                all.add(List.copyOf(people));
            }
            return List.copyOf(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("targets.json is not JSON", e);
        }
    }

    private static List<String> filled(JsonNode line, JsonNode person) {
        Map<String, String> facts = new LinkedHashMap<>();
        person.properties()
                .forEach(fact ->
                        facts.put("{" + fact.getKey() + "}", fact.getValue().textValue()));
        return strings(line).stream()
                .map(text -> {
                    String filled = text;
                    for (Map.Entry<String, String> fact : facts.entrySet()) {
                        filled = filled.replace(fact.getKey(), fact.getValue());
                    }
                    return filled;
                })
                .toList();
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.textValue()));
        return strings;
    }
}
