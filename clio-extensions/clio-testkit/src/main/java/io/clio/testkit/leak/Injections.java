package io.clio.testkit.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Instructions that an attacker would write into a conversation for the models that read it; all of them invented. */
public final class Injections {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<Injection> ALL = read();

    private Injections() {}

    /**
     * An instruction.
     *
     * @param language the ISO 639-1 code of the language it is written in
     * @param kind by what trick it works, such as {@code delimiters}
     * @param text what it says
     */
    public record Injection(String language, String kind, String text) {
        // Checks that all parts are there.
        public Injection {
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * All of them: at least 200, in at least 10 languages.
     *
     * @return the injections, in the order of their file
     */
    public static List<Injection> all() {
        return ALL;
    }

    /**
     * Those of one language.
     *
     * @param language an ISO 639-1 code
     * @return its injections; empty if there are none
     */
    public static List<Injection> in(String language) {
        return ALL.stream()
                .filter(injection -> injection.language().equals(language))
                .toList();
    }

    private static List<Injection> read() {
        List<Injection> all = new ArrayList<>();
        try {
            for (String line : Resource.lines("injections.jsonl")) {
                JsonNode node = MAPPER.readTree(line);
                all.add(new Injection(
                        node.get("language").textValue(),
                        node.get("kind").textValue(),
                        node.get("text").textValue()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("injections.jsonl is not JSON lines", e);
        }
        return List.copyOf(all);
    }
}
