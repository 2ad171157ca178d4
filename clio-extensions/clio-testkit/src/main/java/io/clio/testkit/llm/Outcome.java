package io.clio.testkit.llm;

import io.clio.llm.Completion.Finish;
import io.clio.llm.TokenUsage;

/**
 * What the kit has the provider say, in no provider's words. Prints no text.
 *
 * @param kind what it is
 * @param text of an answer what the model wrote, of anything else the message that explains it; must stand in the reply
 *     word for word, for models may not pass it on
 * @param finish why an answer ends
 * @param usage what an answer took; a provider that does not tell tokens of a cache counts them as input
 */
public record Outcome(Kind kind, String text, Finish finish, TokenUsage usage) {
    private static final TokenUsage SOME = TokenUsage.of(11, 7);

    /** Kinds of things that providers say, each with the status that most of them send along. */
    public enum Kind {
        /** The model answers. */
        ANSWER(200),
        /** The model will not answer. */
        REFUSAL(200),
        /** Too many requests or tokens in a time. */
        RATE_LIMIT(429),
        /** The account has nothing left to spend. */
        QUOTA(402),
        /** Something broke at the provider. */
        SERVER_ERROR(500),
        /** The provider is not to be had. */
        UNAVAILABLE(503),
        /** The provider has too much to do. */
        OVERLOADED(529),
        /** The key is wrong. */
        UNAUTHORIZED(401),
        /** The key may not do this. */
        FORBIDDEN(403),
        /** There is no model of that name. */
        UNKNOWN_MODEL(404),
        /** The request is not understood. */
        BAD_REQUEST(400),
        /** Prompt and answer do not fit into the model. */
        CONTEXT_TOO_LONG(400);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /**
         * The HTTP status that most providers send; a reply may have another.
         *
         * @return the status
         */
        public int status() {
            return status;
        }
    }

    /**
     * An answer that ends by itself.
     *
     * @param text what the model wrote
     * @return the outcome
     */
    public static Outcome answer(String text) {
        return answer(text, Finish.STOP, SOME);
    }

    /**
     * An answer.
     *
     * @param text what the model wrote
     * @param finish why it ends
     * @param usage what it took
     * @return the outcome
     */
    public static Outcome answer(String text, Finish finish, TokenUsage usage) {
        return new Outcome(Kind.ANSWER, text, finish, usage);
    }

    /**
     * No answer.
     *
     * @param kind why, not {@link Kind#ANSWER}
     * @param text how the provider explains it
     * @return the outcome
     */
    public static Outcome failure(Kind kind, String text) {
        return new Outcome(kind, text, Finish.STOP, SOME);
    }

    /** Prints the kind and the length of the text. */
    @Override
    public String toString() {
        return "Outcome[" + kind + ", " + text.length() + " characters]";
    }
}
