package io.clio.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.llm.AnswerSchema;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;

/** Reads and writes JSON. No error holds any of it, for it is what was asked or answered. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = "[A-Za-z0-9_-]{1,200}";
    private static final String AN_ID = "1 to 200 ASCII letters, digits, _ and -";

    private Json() {}

    /**
     * Writes JSON.
     *
     * @param json whose texts are well-formed
     * @return its bytes
     */
    public static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JacksonException e) {
            // Its message may hold the text.
            throw new IllegalStateException("a request cannot be written as JSON");
        }
    }

    /**
     * Reads a JSON object.
     *
     * @param body what was answered
     * @return the object
     * @throws Retriable if it is anything else
     */
    public static JsonNode read(byte[] body) throws Retriable {
        JsonNode answer = readAny(body);
        if (!answer.isObject()) {
            throw new Retriable(
                    Retriable.Reason.MALFORMED_ANSWER,
                    "the service answered with " + body.length + " bytes that are not a JSON object");
        }
        return answer;
    }

    /** Anything that is no JSON is missing. */
    static JsonNode readAny(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            // Its message may hold the body.
            return MAPPER.missingNode();
        }
    }

    /**
     * Reads a schema.
     *
     * @param schema of a request
     * @return the schema itself
     * @throws Final if it is no JSON object
     */
    public static JsonNode read(AnswerSchema schema) throws Final {
        try {
            JsonNode json = MAPPER.readTree(schema.json());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Told below; its message repeats the schema.
        }
        throw new Final(Final.Reason.BAD_REQUEST, "the schema " + schema.name() + " is not a JSON object");
    }

    /**
     * Reads a number of tokens.
     *
     * @param usage the object in which it stands
     * @param field its name
     * @return the number, 0 if it is missing or null
     * @throws Retriable if it is no whole number of at least 0
     */
    public static long tokens(JsonNode usage, String field) throws Retriable {
        JsonNode number = usage.path(field);
        if (number.isMissingNode() || number.isNull()) {
            return 0;
        }
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw malformed("usage." + field, "a whole number of at least 0");
        }
        return number.longValue();
    }

    /**
     * Reads an id that the service gave.
     *
     * @param answer the object in which it stands
     * @param field its name
     * @return the id, which leads nowhere when it is put into a path
     * @throws Retriable if it is none
     */
    public static String id(JsonNode answer, String field) throws Retriable {
        String id = answer.path(field).asText();
        if (!id.matches(ID)) {
            throw malformed(field, AN_ID);
        }
        return id;
    }

    /**
     * Checks an id that a caller gives, for it goes into a path and must not lead out of it.
     *
     * @param batch the id of a batch
     * @return the same
     * @throws IllegalArgumentException if it is none
     */
    public static String requireId(String batch) {
        if (!batch.matches(ID)) {
            throw new IllegalArgumentException(
                    "the id of a batch must be " + AN_ID + ", got " + batch.length() + " other characters");
        }
        return batch;
    }

    /**
     * An answer that is not what the protocol says.
     *
     * @param field where
     * @param expected what should stand there
     * @return the failure, to be thrown
     */
    public static Retriable malformed(String field, String expected) {
        return new Retriable(
                Retriable.Reason.MALFORMED_ANSWER,
                "field " + field + " of the answer: found something else, expected " + expected);
    }
}
