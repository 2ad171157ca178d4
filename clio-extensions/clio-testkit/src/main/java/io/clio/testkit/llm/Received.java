package io.clio.testkit.llm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the wire. Prints no text.
 *
 * @param method of HTTP
 * @param path with the query, as it was sent
 * @param headers under their names in lower case
 * @param body read as UTF-8
 */
public record Received(String method, String path, Map<String, List<String>> headers, String body) {
    /**
     * The first header of a name.
     *
     * @param name in any case
     * @return its value, empty if there is none
     */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Prints method and length; the path may hold a secret. */
    @Override
    public String toString() {
        return "Received[" + method + ", " + body.length() + " characters]";
    }
}
