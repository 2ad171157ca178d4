package io.clio.testkit.llm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;

/**
 * JSON of which the kit knows no format: it looks for texts and numbers, wherever they stand.
 *
 * @param root the whole
 */
record Body(JsonNode root) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A place in JSON.
     *
     * @param at where
     * @param node what stands there; no object and no array
     */
    record Leaf(JsonPointer at, JsonNode node) {}

    static Body of(String json) {
        try {
            return new Body(MAPPER.readTree(json));
        } catch (JacksonException e) {
            return Assertions.fail("the body of a request or a reply must be JSON");
        }
    }

    /** All leaves in document order. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        collect(JsonPointer.empty(), root, leaves);
        return leaves;
    }

    private static void collect(JsonPointer at, JsonNode node, List<Leaf> leaves) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at.appendIndex(i), node.get(i), leaves);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(at.appendProperty(field.getKey()), field.getValue(), leaves);
            }
        } else {
            leaves.add(new Leaf(at, node));
        }
    }

    /** Where the texts stand that hold a text. */
    List<JsonPointer> placesOf(String text) {
        return leaves().stream()
                .filter(leaf ->
                        leaf.node().isTextual() && leaf.node().textValue().contains(text))
                .map(Leaf::at)
                .toList();
    }

    boolean holdsNumber(double number) {
        return leaves().stream()
                .anyMatch(leaf -> leaf.node().isNumber() && leaf.node().doubleValue() == number);
    }

    /** Whether a word stands in it at all, be it as a name or within a text. */
    boolean mentions(String word) {
        return root.toString().contains(word);
    }

    /** Where a text stands that must stand there once. */
    JsonPointer placeOf(String text, String what) {
        List<JsonPointer> places = placesOf(text);
        Assertions.assertEquals(1, places.size(), what + " must stand in the request once");
        return places.get(0);
    }

    /** The same JSON with every leaf changed. */
    String changed(UnaryOperator<JsonNode> change) {
        return copy(root, change, UnaryOperator.identity()).toString();
    }

    /** The same JSON with every name changed. */
    String renamed(UnaryOperator<String> change) {
        return copy(root, UnaryOperator.identity(), change).toString();
    }

    private static JsonNode copy(JsonNode node, UnaryOperator<JsonNode> change, UnaryOperator<String> rename) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
                array.add(copy(items.next(), change, rename));
            }
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(rename.apply(field.getKey()), copy(field.getValue(), change, rename));
            }
            return object;
        }
        return change.apply(node);
    }
}
