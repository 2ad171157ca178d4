package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of groups: {@code {"groups": ["...", "..."]}}. What is no name, or is there twice, is passed over. Twice as
 * many as may be are taken too, for what is too many is gathered afterwards.
 *
 * @param range how many names there should be
 */
record GroupsForm(Range range) implements Form<List<SensitiveText>> {
    private static final AnswerSchema SCHEMA = new AnswerSchema(
            "groups",
            "{\"type\":\"object\",\"properties\":{\"groups\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                    + "\"required\":[\"groups\"],\"additionalProperties\":false}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 100;

    @Override
    public AnswerSchema schema() {
        return SCHEMA;
    }

    @Override
    public JsonNode typical(Filler filler) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (int name = 0; name < range.wanted(); name++) {
            answer.withArray("groups").add(filler.name());
        }
        return answer;
    }

    @Override
    public List<SensitiveText> read(JsonNode json) throws MisfitException {
        Map<String, SensitiveText> names = new LinkedHashMap<>();
        for (JsonNode value : json.path("groups")) {
            String name = SPACE.matcher(value.asText()).replaceAll(" ").strip();
            if (value.isTextual()
                    && name.length() <= LONGEST
                    && name.codePoints().anyMatch(Character::isLetter)) {
                SensitiveText text = SensitiveText.of(name);
                names.putIfAbsent(Titles.key(text), text);
            }
        }
        if (names.size() < range.least() || names.size() > 2 * range.most()) {
            throw new MisfitException("groups must hold " + range.least() + " to " + range.most()
                    + " different names of up to 10 words, and holds " + names.size());
        }
        return List.copyOf(names.values());
    }
}
