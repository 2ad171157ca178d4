package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.AnswerSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * To which group each of a few topics belongs: {@code {"A": 3, "B": 1}}, groups numbered from 1 on. Topics have letters
 * so that an answer cannot slip by a line. If half of it can be used it is taken.
 *
 * @param topics how many topics there are, at most 26
 * @param groups how many groups there are
 */
record AssignmentForm(int topics, int groups) implements Form<List<OptionalInt>> {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** The letter of a topic. */
    static String letter(int topic) {
        return String.valueOf((char) ('A' + topic));
    }

    @Override
    public AnswerSchema schema() {
        String properties = letters("%s:{\"type\":\"integer\"}");
        return new AnswerSchema(
                "assignment",
                "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + letters("%s")
                        + "],\"additionalProperties\":false}");
    }

    private String letters(String form) {
        return IntStream.range(0, topics)
                .mapToObj(topic -> String.format(form, "\"" + letter(topic) + "\""))
                .collect(Collectors.joining(","));
    }

    /** To any group, so that all have some topics. */
    @Override
    public JsonNode typical(Filler filler) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (int topic = 0; topic < topics; topic++) {
            answer.put(letter(topic), 1 + filler.below(groups));
        }
        return answer;
    }

    /** For each topic the place of its group, from 0 on, or nothing if the answer names none that exists. */
    @Override
    public List<OptionalInt> read(JsonNode json) throws MisfitException {
        List<OptionalInt> places = new ArrayList<>();
        for (int topic = 0; topic < topics; topic++) {
            String number = json.path(letter(topic)).asText();
            boolean known = NUMBER.matcher(number).matches() && Integer.parseInt(number) <= groups;
            places.add(known ? OptionalInt.of(Integer.parseInt(number) - 1) : OptionalInt.empty());
        }
        long usable = places.stream().filter(OptionalInt::isPresent).count();
        if (2 * usable < topics) {
            throw new MisfitException("for each letter from A to " + letter(topics - 1)
                    + " there must be a whole number from 1 to " + groups);
        }
        return places;
    }
}
