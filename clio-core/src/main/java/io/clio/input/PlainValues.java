package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns JSON into maps, lists and scalars without its nulls, and without what stands where nothing is taken from. */
final class PlainValues {
    private PlainValues() {}

    static @Nullable Object of(String place, JsonNode node, Predicate<String> leftOut) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? (Object) node.longValue()
                        : (Object) node.doubleValue();
            case ARRAY -> list(place, node, leftOut);
            case OBJECT -> map(place, node, leftOut);
            default -> null;
        };
    }

    private static List<Object> list(String place, JsonNode node, Predicate<String> leftOut) {
        List<Object> list = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            Object value = of(place + "/-", element, leftOut);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private static Map<String, Object> map(String place, JsonNode node, Predicate<String> leftOut) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String inner = place + "/" + field.getKey();
            Object value = leftOut.test(inner) ? null : of(inner, field.getValue(), leftOut);
            if (value != null) {
                map.put(field.getKey(), value);
            }
        }
        return map;
    }
}
