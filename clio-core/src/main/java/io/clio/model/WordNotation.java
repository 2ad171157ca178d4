package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.language.LanguageCodes;
import io.clio.model.Form.MisfitException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of a vocabulary, in any case; a language also by its name. */
final class WordNotation extends Notation<String> {
    private static final int TOKENS = 16;

    private final List<String> values;
    private final boolean isLanguage;

    WordNotation(List<String> values) {
        this.values = values;
        this.isLanguage = values.equals(LanguageCodes.all());
    }

    private boolean isListed() {
        return values.size() <= LONGEST_LIST;
    }

    @Override
    ObjectNode schema() {
        ObjectNode schema = type("string");
        if (isListed()) {
            ArrayNode listed = schema.putArray("enum");
            values.forEach(listed::add);
            if (!values.contains("")) {
                listed.add("");
            }
        }
        return schema;
    }

    @Override
    String words() {
        return isListed()
                ? values.stream()
                        .map(value -> JSON.textNode(value).toString())
                        .collect(Collectors.joining(", ", "one of ", ""))
                : "";
    }

    @Override
    String expected() {
        return (isListed() ? words() : "one of the values that its question means") + ", or \"\"";
    }

    @Override
    int tokens() {
        return TOKENS
                + (isListed() ? values.stream().mapToInt(String::length).max().orElse(0) : 0);
    }

    @Override
    Optional<String> read(JsonNode json) throws MisfitException {
        String text = plain(json);
        Optional<String> value = values.contains(text)
                ? Optional.of(text)
                : values.stream()
                        .filter(known -> collapsed(known).equalsIgnoreCase(text))
                        .findFirst();
        if (value.isEmpty() && isLanguage) {
            value = LanguageCodes.of(text);
        }
        if (value.isEmpty() && !isNothing(text)) {
            throw misfit();
        }
        return value;
    }
}
