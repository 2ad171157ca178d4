package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.LanguageModelException;

/** Reads the vectors out of an answer, and refuses one that does not fit what was asked. */
final class EmbeddingAnswer {

    private EmbeddingAnswer() {}

    /**
     * Reads an answer.
     *
     * @param answer of the service
     * @param texts how many vectors were asked for
     * @param dimensions how long they have to be; 0 if the first decides
     * @return the vectors in the order of the texts
     * @throws LanguageModelException.Final if their number, their indices, their length or a number is wrong
     */
    static float[][] read(JsonNode answer, int texts, int dimensions) throws LanguageModelException.Final {
        JsonNode data = answer.path("data");
        if (!data.isArray() || data.size() != texts) {
            throw refused("data", data.isArray() ? data.size() + " vectors" : "no array", texts + " vectors");
        }
        float[][] vectors = new float[texts][];
        int expected = dimensions;
        for (int i = 0; i < texts; i++) {
            JsonNode item = data.path(i);
            int index = index(item.path("index"), i, texts);
            if (vectors[index] != null) {
                throw refused("data[" + i + "].index", index + " a second time", "each index once");
            }
            JsonNode numbers = item.path("embedding");
            expected = expected == 0 ? Math.max(1, numbers.size()) : expected;
            vectors[index] = vector(numbers, i, expected);
        }
        return vectors;
    }

    private static int index(JsonNode index, int place, int texts) throws LanguageModelException.Final {
        if (!index.isInt() || index.intValue() < 0 || index.intValue() >= texts) {
            throw refused("data[" + place + "].index", "another value", "a whole number from 0 to " + (texts - 1));
        }
        return index.intValue();
    }

    private static float[] vector(JsonNode numbers, int place, int dimensions) throws LanguageModelException.Final {
        String field = "data[" + place + "].embedding";
        if (!numbers.isArray() || numbers.size() != dimensions) {
            throw refused(field, numbers.isArray() ? numbers.size() + " numbers" : "no array", dimensions + " numbers");
        }
        float[] vector = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            JsonNode number = numbers.path(d);
            vector[d] = (float) number.asDouble();
            if (!number.isNumber() || !Float.isFinite(vector[d])) {
                throw refused(field + "[" + d + "]", "another value", "a finite number");
            }
        }
        return vector;
    }

    /** The error names a place and never a value. */
    static LanguageModelException.Final refused(String field, String found, String expected) {
        return new LanguageModelException.Final(
                LanguageModelException.Final.Reason.BAD_REQUEST,
                "the answer of the service is refused: field " + field + ": found " + found + ", expected " + expected);
    }
}
