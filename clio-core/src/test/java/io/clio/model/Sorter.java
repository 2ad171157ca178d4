package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.llm.CompletionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sensible model for topics of a made-up world: cases of fields such as "gentle baking", which are fields of subjects
 * such as "baking". It groups cases by field and fields by subject. Names that it proposes differ from neighbourhood to
 * neighbourhood, so that they have to be merged.
 */
final class Sorter implements PlayedModel.Script {
    static final List<String> SUBJECTS = List.of(
            "baking", "sailing", "poetry", "algebra", "gardening", "plumbing", "chess", "taxes", "pottery", "cycling");
    static final List<String> KINDS =
            List.of("gentle", "rapid", "ancient", "cheap", "joint", "formal", "festive", "remote", "sober", "grand");

    private static final Pattern FIELD =
            Pattern.compile("\\b(" + String.join("|", KINDS) + ") (" + String.join("|", SUBJECTS) + ")\\b");
    private static final Pattern SUBJECT = Pattern.compile("\\b(" + String.join("|", SUBJECTS) + ")\\b");
    private static final Pattern ITEM = Pattern.compile("(?m)^(\\w+)\\. (.*)$");
    private static final List<String> ENDINGS = List.of(" help", " advice", " questions");

    /** So many cases, each field having the same number of them, in an order that tells nothing. */
    static List<Draft> cases(int subjects, int kinds, int each) {
        int count = subjects * kinds * each;
        return IntStream.range(0, count)
                .map(i -> (int) (i * 7919L % count))
                .mapToObj(i -> {
                    String field = KINDS.get(i / subjects % kinds) + " " + SUBJECTS.get(i % subjects);
                    return Draft.of(
                            "Case " + i + " about " + field + " for beginners at home",
                            "Users ask for step by step help with " + field + " and for what they should buy first."
                                    + " They also want to know common mistakes and how long it takes.");
                })
                .toList();
    }

    static String fieldOf(Draft draft) {
        return first(FIELD, draft.title().reveal());
    }

    static String subjectOf(Draft draft) {
        return first(SUBJECT, draft.title().reveal());
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    /** What a topic is sorted by: a case by its field, a field by its subject. */
    private static String sortedBy(String topic) {
        return first(topic.startsWith("Case") ? FIELD : SUBJECT, topic);
    }

    @Override
    public String answer(CompletionRequest request) {
        return switch (request.schema().orElseThrow().name()) {
            case "groups" -> groups(PlayedModel.between(request, "topics"));
            case "same" -> same(PlayedModel.between(request, "names"));
            case "assignment" ->
                assignment(PlayedModel.between(request, "groups"), PlayedModel.between(request, "topics"));
            case "title" -> title(PlayedModel.between(request, "topics"));
            default -> throw new IllegalArgumentException();
        };
    }

    private static String groups(String topics) {
        String ending = ENDINGS.get(Math.floorMod(topics.hashCode(), ENDINGS.size()));
        return topics.lines()
                .map(line -> sortedBy(line.substring(2)))
                .distinct()
                .map(name -> "\"" + name + ending + "\"")
                .collect(Collectors.joining(", ", "{\"groups\": [", "]}"));
    }

    private static Map<String, String> items(String list) {
        Map<String, String> items = new LinkedHashMap<>();
        ITEM.matcher(list).results().forEach(item -> items.put(item.group(1), item.group(2)));
        return items;
    }

    private static String withoutEnding(String name) {
        return name.substring(0, name.lastIndexOf(' '));
    }

    private static String same(String names) {
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        items(names)
                .forEach((number, name) -> numbers.computeIfAbsent(withoutEnding(name), unused -> new ArrayList<>())
                        .add(number));
        return numbers.values().stream()
                .filter(together -> together.size() > 1)
                .map(Object::toString)
                .collect(Collectors.joining(", ", "{\"same\": [", "]}"));
    }

    private static String assignment(String groups, String topics) {
        Map<String, String> numberOf = new LinkedHashMap<>();
        items(groups).forEach((number, name) -> numberOf.put(withoutEnding(name), number));
        return items(topics).entrySet().stream()
                .map(topic -> "\"" + topic.getKey() + "\": " + numberOf.getOrDefault(sortedBy(topic.getValue()), "0"))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String title(String topics) {
        Set<String> names = new LinkedHashSet<>();
        topics.lines().forEach(line -> names.add(sortedBy(line.substring(2))));
        String name = String.join(" and ", names);
        return "{\"title\": \"Everything about " + name + "\", \"summary\": \"Users ask for help with " + name
                + " of many kinds. They want to know how to begin and what to avoid.\"}";
    }
}
