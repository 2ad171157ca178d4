package io.clio.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.llm.Completion;
import io.clio.model.Form.MisfitException;
import java.io.IOException;

/** Finds the JSON object in an answer: behind words or a code fence, with commas and quotes as people set them. */
final class AnswerText {
    private static final ObjectReader LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build()
            .reader();

    private AnswerText() {}

    /**
     * The first object that can be read.
     *
     * @throws MisfitException if there is none
     */
    static JsonNode object(Completion completion) throws MisfitException {
        String text = completion.text().reveal();
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            try (JsonParser parser = LENIENT.createParser(text.substring(brace))) {
                JsonNode read = LENIENT.readTree(parser);
                if (read != null && read.isObject()) {
                    return read;
                }
            } catch (IOException e) {
                // Something else in braces; its end decides whether there is more to look at.
            }
        }
        throw new MisfitException("it holds no JSON object");
    }
}
