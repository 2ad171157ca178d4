package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.AnswerSchema;
import java.util.Optional;

/**
 * The form of an answer: a JSON object.
 *
 * @param <A> what is read from it
 */
interface Form<A> {

    /** The form as providers know it, for models that keep to one. The prompt says the same in words. */
    AnswerSchema schema();

    /** An answer as it may be expected, with words that mean nothing. */
    JsonNode typical(Filler filler);

    /**
     * Reads an answer.
     *
     * @param json an object
     * @throws MisfitException if it is not of this form
     */
    A read(JsonNode json) throws MisfitException;

    /**
     * What can be used of an answer that is not of this form, when nobody is asked again.
     *
     * @param json an object
     * @return the usable part; nothing, unless a form says otherwise
     */
    default Optional<A> salvage(JsonNode json) {
        return Optional.empty();
    }

    /** An answer is not of the form that was asked for. The message goes back to the model, and nowhere else. */
    final class MisfitException extends Exception {
        private static final long serialVersionUID = 1L;

        MisfitException(String message) {
            super(message);
        }
    }
}
