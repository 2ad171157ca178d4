package io.clio.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.Completion;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers of a batch as they come, a line of JSON each. Confined to one thread at a time. */
public final class BatchAnswers {

    /** Reads what a line holds. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a line.
         *
         * @param line an object with a key
         * @return the answer to the request of that key
         * @throws LanguageModelException if there is none
         */
        Completion read(JsonNode line) throws LanguageModelException;
    }

    private final Reader reader;
    private final Map<String, BatchAnswer> answers = new LinkedHashMap<>();

    /**
     * Starts without answers.
     *
     * @param reader of a line
     */
    public BatchAnswers(Reader reader) {
        this.reader = reader;
    }

    /**
     * Checks that answers can be had.
     *
     * @param state of the batch, nothing if the service does not know it
     * @throws Final if they cannot
     */
    public static void requireEnded(Optional<BatchState> state) throws Final {
        if (state.isEmpty()) {
            throw new Final(Final.Reason.BAD_REQUEST, "the service does not know the batch");
        }
        if (state.get() != BatchState.ENDED) {
            throw new Final(Final.Reason.BAD_REQUEST, "the batch cannot be collected, it is " + state.get());
        }
    }

    /**
     * Takes a line. Of several with the same key the first counts, for an answer that was taken stays as it is.
     *
     * @param text of the line
     * @throws Retriable if it is no JSON object, or has no key
     */
    public void add(String text) throws Retriable {
        JsonNode line = Json.read(text.getBytes(StandardCharsets.UTF_8));
        String key = line.path("custom_id").asText();
        if (key.isEmpty()) {
            throw Json.malformed("custom_id", "a key");
        }
        if (!answers.containsKey(key)) {
            answers.put(key, answer(line));
        }
    }

    private BatchAnswer answer(JsonNode line) {
        try {
            return new BatchAnswer.Answered(reader.read(line));
        } catch (LanguageModelException e) {
            return new BatchAnswer.Failed(e);
        }
    }

    /**
     * What came.
     *
     * @return under each key what became of its request
     */
    public Map<String, BatchAnswer> all() {
        return Collections.unmodifiableMap(answers);
    }
}
