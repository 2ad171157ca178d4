package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words by which files name who wrote a message. An unknown one makes its record bad: guessing could mix roles. */
final class Roles {
    private Roles() {}

    static Role of(String place, JsonNode node) throws FieldException {
        Role role = of(Fields.string(place, node));
        if (role == null) {
            throw new FieldException(place, "user, assistant, system or tool", "another word");
        }
        return role;
    }

    static @Nullable Role of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "user", "human", "prompter" -> Role.USER;
            case "assistant", "model", "bot", "gpt", "chatgpt", "ai", "function_call" -> Role.ASSISTANT;
            case "system", "developer" -> Role.SYSTEM;
            case "tool", "function", "observation", "function_response", "tool_response" -> Role.TOOL;
            default -> null;
        };
    }
}
