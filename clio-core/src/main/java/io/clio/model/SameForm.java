package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.AnswerSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which names mean the same: {@code {"same": [[4, 1], [2, 7, 9]]}}, numbers from 1 on. A number that comes again is
 * passed over.
 *
 * @param names how many names there are
 */
record SameForm(int names) implements Form<List<List<Integer>>> {
    private static final AnswerSchema SCHEMA = new AnswerSchema(
            "same",
            "{\"type\":\"object\",\"properties\":{\"same\":{\"type\":\"array\",\"items\":"
                    + "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}},"
                    + "\"required\":[\"same\"],\"additionalProperties\":false}");

    @Override
    public AnswerSchema schema() {
        return SCHEMA;
    }

    /** The places of names that mean the same, from 0 on; that of the name to keep first, two at least. */
    @Override
    public List<List<Integer>> read(JsonNode json) throws MisfitException {
        JsonNode lists = json.path("same");
        if (!lists.isArray()) {
            throw new MisfitException("same must be a list of lists of numbers");
        }
        List<List<Integer>> same = new ArrayList<>();
        BitSet seen = new BitSet();
        for (JsonNode list : lists) {
            List<Integer> together = new ArrayList<>();
            for (JsonNode number : list) {
                if (!number.canConvertToInt() || number.asInt() < 1 || number.asInt() > names) {
                    throw new MisfitException("same must hold whole numbers from 1 to " + names);
                }
                if (!seen.get(number.asInt())) {
                    seen.set(number.asInt());
                    together.add(number.asInt() - 1);
                }
            }
            if (together.size() > 1) {
                same.add(together);
            }
        }
        return same;
    }
}
