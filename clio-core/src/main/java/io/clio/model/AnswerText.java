package io.clio.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.llm.Completion;
import io.clio.model.Form.MisfitException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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

    /** Of what is longer the end is looked at: each brace may begin an object, so the work is quadratic. */
    private static final int LONGEST = 50_000;

    private AnswerText() {}

    /**
     * The last object that can be read: a model that repeats what it was shown before it answers is not to have said
     * what stands in there.
     *
     * @throws MisfitException if there is none
     */
    static JsonNode object(Completion completion) throws MisfitException {
        String all = completion.text().reveal();
        String text = all.substring(Math.max(0, all.length() - LONGEST));
        @Nullable JsonNode last = null;
        int from = text.indexOf('{');
        while (from >= 0) {
            int end = from + 1;
            try (JsonParser parser = LENIENT.createParser(text.substring(from))) {
                last = LENIENT.readTree(parser);
                end = from + (int) parser.currentLocation().getCharOffset();
            } catch (IOException e) {
                // Something else in braces, within which an object may begin.
            }
            from = text.indexOf('{', end);
        }
        if (last == null) {
            throw new MisfitException("it holds no JSON object");
        }
        return last;
    }
}
