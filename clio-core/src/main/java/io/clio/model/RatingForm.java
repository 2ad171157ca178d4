package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clio.llm.AnswerSchema;
import java.util.Iterator;
import java.util.regex.Pattern;

/**
 * A reason and then a number from 1 to 5: {@code {"reason": "...", "rating": 4}}. The reason must come first, for a
 * number that was given before it is not one that was thought about. Stateless.
 */
final class RatingForm implements Form<Integer> {
    static final RatingForm RATING = new RatingForm();

    private static final AnswerSchema SCHEMA = new AnswerSchema(
            "rating",
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"},"
                    + "\"rating\":{\"type\":\"integer\",\"enum\":[1,2,3,4,5]}},"
                    + "\"required\":[\"reason\",\"rating\"],\"additionalProperties\":false}");
    private static final Pattern DIGIT = Pattern.compile("[1-5]");

    private RatingForm() {}

    @Override
    public AnswerSchema schema() {
        return SCHEMA;
    }

    @Override
    public JsonNode typical(Filler filler) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", filler.reason())
                .put("rating", 5);
    }

    @Override
    public Integer read(JsonNode json) throws MisfitException {
        Iterator<String> names = json.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.equals("rating")) {
                throw new MisfitException("reason must come before rating");
            }
            if (name.equals("reason")) {
                break;
            }
        }
        JsonNode reason = json.path("reason");
        if (!reason.isTextual() || reason.asText().codePoints().noneMatch(Character::isLetter)) {
            throw new MisfitException("reason must be words");
        }
        String rating = json.path("rating").asText();
        if (!DIGIT.matcher(rating).matches()) {
            throw new MisfitException("rating must be a whole number from 1 to 5");
        }
        return Integer.valueOf(rating);
    }
}
