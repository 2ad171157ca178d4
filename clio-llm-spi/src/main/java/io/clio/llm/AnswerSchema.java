package io.clio.llm;

import java.util.Objects;

/**
 * The shape that an answer must have: a JSON object as a JSON Schema describes it.
 *
 * @param name what providers call it: 1 to 64 ASCII letters, digits, {@code _} and {@code -}
 * @param json the schema itself, as JSON text; of type {@code object}, every property required and
 *     {@code additionalProperties} false, for that is what all providers can keep
 */
public record AnswerSchema(String name, String json) {
    // Checks the name; the schema is the provider's to judge.
    public AnswerSchema {
        Objects.requireNonNull(json, "json");
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "the name of a schema must be 1 to 64 ASCII letters, digits, _ and -, got " + name);
        }
    }
}
