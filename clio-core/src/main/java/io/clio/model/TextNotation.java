package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.model.Form.MisfitException;
import java.util.Optional;

/** A text; what is too long is cut off. */
final class TextNotation extends Notation<SensitiveText> {
    private static final int TOKENS = 150;

    @Override
    ObjectNode schema() {
        return type("string");
    }

    @Override
    String words() {
        return "";
    }

    @Override
    String expected() {
        return "a text";
    }

    @Override
    int tokens() {
        return TOKENS;
    }

    @Override
    Optional<SensitiveText> read(JsonNode json) throws MisfitException {
        String text = plain(json);
        return isNothing(text) ? Optional.empty() : Optional.of(SensitiveText.of(cut(text, LONGEST_TEXT)));
    }
}
