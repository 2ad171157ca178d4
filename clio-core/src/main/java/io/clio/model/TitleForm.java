package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clio.cluster.Draft;
import io.clio.llm.AnswerSchema;
import java.util.regex.Pattern;

/** A title and a summary: {@code {"title": "...", "summary": "..."}}. Stateless. */
final class TitleForm implements Form<Draft> {
    static final TitleForm TITLE = new TitleForm();

    private static final AnswerSchema SCHEMA = new AnswerSchema(
            "title",
            "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},\"summary\":{\"type\":\"string\"}},"
                    + "\"required\":[\"title\",\"summary\"],\"additionalProperties\":false}");
    static final int MOST_WORDS = 10;
    /** What the gate looks at, and no more. */
    private static final int LONGEST_TITLE = 100;

    private static final int LONGEST_SUMMARY = 600;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private TitleForm() {}

    @Override
    public AnswerSchema schema() {
        return SCHEMA;
    }

    @Override
    public JsonNode typical(Filler filler) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", filler.title())
                .put("summary", filler.summary());
    }

    @Override
    public Draft read(JsonNode json) throws MisfitException {
        String title = text(json, "title", LONGEST_TITLE);
        int words = SPACE.split(title).length;
        if (words > MOST_WORDS) {
            throw new MisfitException("title has " + words + " words, and may have " + MOST_WORDS);
        }
        return Draft.of(
                title.endsWith(".") ? title.substring(0, title.length() - 1) : title,
                text(json, "summary", LONGEST_SUMMARY));
    }

    private static String text(JsonNode json, String name, int longest) throws MisfitException {
        JsonNode value = json.path(name);
        String text = SPACE.matcher(value.asText()).replaceAll(" ").strip();
        if (!value.isTextual() || text.codePoints().noneMatch(Character::isLetter)) {
            throw new MisfitException(name + " must be words");
        }
        if (text.length() > longest) {
            throw new MisfitException(
                    name + " has " + text.length() + " characters, and may have " + longest + "; be brief");
        }
        return text;
    }
}
