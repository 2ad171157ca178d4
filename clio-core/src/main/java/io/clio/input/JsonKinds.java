package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;

/** Names what kind of JSON value stands somewhere, and never the value. */
final class JsonKinds {
    private JsonKinds() {}

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "true or false";
            case MISSING -> "nothing";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, POJO -> "something else";
        };
    }
}
