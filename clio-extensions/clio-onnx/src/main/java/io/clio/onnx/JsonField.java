package io.clio.onnx;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A place in one of the JSON files of a model, which knows its file and its name, for errors. Immutable. */
final class JsonField {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SHOWN = 60;

    private final String file;
    private final String name;
    private final JsonNode node;

    private JsonField(String file, String name, JsonNode node) {
        this.file = file;
        this.name = name;
        this.node = node;
    }

    /**
     * Reads a file; one that is not there has no fields.
     *
     * @param file the file
     * @return its outermost value
     * @throws IllegalArgumentException if it is not JSON
     */
    static JsonField read(Path file) {
        try {
            return parse(file.toString(), Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads a text; a blank one has no fields.
     *
     * @param file what errors call it
     * @param json the text
     * @return its outermost value
     * @throws IllegalArgumentException if it is not JSON
     */
    static JsonField parse(String file, String json) {
        try {
            return new JsonField(file, "", MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ", line " + e.getLocation().getLineNr() + ": expected JSON, found something else", e);
        }
    }

    JsonField at(String field) {
        return new JsonField(file, name.isEmpty() ? field : name + "." + field, node.path(field));
    }

    JsonField at(int index) {
        return new JsonField(file, name + "[" + index + "]", node.path(index));
    }

    /** Whether there is a value here; null is none. */
    boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** How many elements an array or fields an object has. */
    int size() {
        return node.size();
    }

    boolean isText() {
        return node.isTextual();
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("a string");
        }
        return node.textValue();
    }

    String text(String absent) {
        return isPresent() ? text() : absent;
    }

    int number() {
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
            throw wrong("a whole number from 0 on");
        }
        return node.intValue();
    }

    boolean flag(boolean absent) {
        if (isPresent() && !node.isBoolean()) {
            throw wrong("true or false");
        }
        return isPresent() ? node.booleanValue() : absent;
    }

    /** The names of an object's fields. */
    List<String> names() {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The error that the value is another than expected: it names file, field, what was found and what expected. */
    IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                file + (name.isEmpty() ? "" : ", field " + name) + ": found " + found() + ", expected " + expected);
    }

    private String found() {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.isContainerNode()) {
            return node.isArray() ? "an array" : "an object";
        }
        String value = node.toString();
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
