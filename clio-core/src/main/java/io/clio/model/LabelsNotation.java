package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.model.Form.MisfitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of short texts, each once. */
final class LabelsNotation extends Notation<List<String>> {
    private static final int TOKENS = 120;
    /** Those after are left out. */
    private static final int MOST = 10;

    @Override
    ObjectNode schema() {
        ObjectNode schema = type("array");
        schema.set("items", type("string"));
        return schema;
    }

    @Override
    String words() {
        return "list of at most " + MOST + " short texts";
    }

    @Override
    String expected() {
        return "a list of short texts";
    }

    @Override
    int tokens() {
        return TOKENS;
    }

    @Override
    Optional<List<String>> read(JsonNode json) throws MisfitException {
        List<String> labels = new ArrayList<>();
        for (JsonNode item : json.isArray() ? json : JSON.arrayNode().add(json)) {
            String label = cut(plain(item), LONGEST_LABEL);
            if (!isNothing(label) && !labels.contains(label) && labels.size() < MOST) {
                labels.add(label);
            }
        }
        return labels.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(labels));
    }
}
