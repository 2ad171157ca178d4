package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** How records stand in a file. */
enum Container {
    /** One a line. */
    LINES("JSON lines"),
    /** As elements of one array. */
    ARRAY("a JSON array"),
    /** One after the other, over several lines each. */
    VALUES("JSON"),
    /** As rows under a header. */
    ROWS("CSV");

    private final String label;

    Container(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Tells it from the first bytes, which are not all white space. */
    static Container of(Head head) {
        return switch (head.first()) {
            case '{' -> isSpread(head) ? VALUES : LINES;
            case '[' -> ofArrays(head);
            default -> ROWS;
        };
    }

    /** A first line that ends so is no JSON of its own: the value goes on, unless the second line begins another. */
    private static boolean isSpread(Head head) {
        byte end = head.endOfFirstLine();
        byte next = head.startOfSecondLine();
        return (end == '{' || end == '[' || end == ',') && next != 0 && next != '{';
    }

    /** An array of messages is a conversation, and one of anything else holds the conversations. */
    private static Container ofArrays(Head head) {
        if (head.second() == '{' && head.startOfSecondLine() == '[') {
            return LINES;
        }
        List<JsonNode> elements = PartialJson.first(head.text(), true, 1);
        boolean messages = !elements.isEmpty()
                && elements.get(0).has("role")
                && (elements.get(0).has("content") || elements.get(0).has("tool_calls"));
        return messages ? head.endOfFirstLine() == ']' ? LINES : VALUES : ARRAY;
    }

    Records open(InputStream in, int limit) {
        return switch (this) {
            case ARRAY -> JsonElements.ofArray(in, limit);
            case VALUES -> JsonElements.ofValues(in, limit);
            default -> new ByteLines(in, limit);
        };
    }

    /** The first records, as far as they are there. */
    List<JsonNode> peek(Head head, int most) {
        if (this != LINES) {
            return PartialJson.first(head.text(), this == ARRAY, most);
        }
        List<JsonNode> records = new ArrayList<>();
        ByteLines lines = new ByteLines(new ByteArrayInputStream(head.text()), Integer.MAX_VALUE);
        try {
            while (records.size() < most && lines.next()) {
                records.addAll(PartialJson.first(lines.bytes(), false, 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
