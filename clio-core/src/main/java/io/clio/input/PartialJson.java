package io.clio.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads as much JSON as there is of a text that may be cut off anywhere, for a look at what it is. */
final class PartialJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 100;

    private final JsonParser parser;
    private boolean cut;

    private PartialJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The first values of a text.
     *
     * @param text the text
     * @param inArray whether they are elements of the array that the text begins with
     * @param most how many are read at most
     */
    static List<JsonNode> first(byte[] text, boolean inArray, int most) {
        List<JsonNode> values = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            PartialJson partial = new PartialJson(parser);
            if (inArray && partial.next() != JsonToken.START_ARRAY) {
                return values;
            }
            while (values.size() < most && !partial.cut) {
                JsonToken token = partial.next();
                if (token == null || token == JsonToken.END_ARRAY) {
                    break;
                }
                values.add(partial.value(token, 0));
            }
        } catch (IOException e) {
            // What was read until here is what there is to look at.
            return values;
        }
        return values;
    }

    private @Nullable JsonToken next() {
        try {
            JsonToken token = parser.nextToken();
            cut |= token == null;
            return token;
        } catch (IOException e) {
            cut = true;
            return null;
        }
    }

    private JsonNode value(JsonToken token, int depth) {
        if (depth > DEEPEST) {
            cut = true;
            return NODES.nullNode();
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> NODES.textNode(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(0);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        while (!cut) {
            JsonToken token = next();
            if (token != JsonToken.FIELD_NAME) {
                break;
            }
            String name = text();
            JsonToken value = next();
            if (value != null) {
                object.set(name, value(value, depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        while (!cut) {
            JsonToken token = next();
            if (token == null || token == JsonToken.END_ARRAY) {
                break;
            }
            array.add(value(token, depth + 1));
        }
        return array;
    }

    private String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            cut = true;
            return "";
        }
    }
}
