package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.AnswerSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which names mean the same: {@code {"same": [[4, 1], [2, 7, 9]]}}, numbers from 1 on. A list that has a number of an
 * earlier one goes on with that.
 *
 * @param names how many names there are
 */
record SameForm(int names) implements Form<List<List<Integer>>> {
    private static final AnswerSchema SCHEMA = new AnswerSchema(
            "same",
            "{\"type\":\"object\",\"properties\":{\"same\":{\"type\":\"array\",\"items\":"
                    + "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}},"
                    + "\"required\":[\"same\"],\"additionalProperties\":false}");

    private static final int ONE_PAIR_IN = 8;

    @Override
    public AnswerSchema schema() {
        return SCHEMA;
    }

    /** One name in four has another that means the same. */
    @Override
    public JsonNode typical(Filler filler) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("same");
        for (int name = 1; name + 1 <= names; name += ONE_PAIR_IN) {
            answer.withArray("same").addArray().add(name).add(name + 1);
        }
        return answer;
    }

    /** The places of names that mean the same, from 0 on; that of the name to keep first, two at least. */
    @Override
    public List<List<Integer>> read(JsonNode json) throws MisfitException {
        JsonNode lists = json.path("same");
        if (!lists.isArray()) {
            throw new MisfitException("same must be a list of lists of numbers");
        }
        List<List<Integer>> same = new ArrayList<>();
        Map<Integer, List<Integer>> listOf = new HashMap<>();
        for (JsonNode list : lists) {
            List<Integer> places = places(list);
            List<Integer> together = places.stream()
                    .map(listOf::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseGet(ArrayList::new);
            if (together.isEmpty()) {
                same.add(together);
            }
            for (int place : places) {
                if (listOf.putIfAbsent(place, together) == null) {
                    together.add(place);
                }
            }
        }
        same.removeIf(together -> together.size() < 2);
        return same;
    }

    private List<Integer> places(JsonNode list) throws MisfitException {
        List<Integer> places = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.canConvertToInt() || number.asInt() < 1 || number.asInt() > names) {
                throw new MisfitException("same must hold whole numbers from 1 to " + names);
            }
            places.add(number.asInt() - 1);
        }
        return places;
    }
}
