package io.clio.llm;

/** A call to a language model that gave no answer. Messages hold no text of a prompt or an answer. */
public abstract sealed class LanguageModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private LanguageModelException(String message) {
        super(message);
    }

    /** The same request may succeed later: rate limit, overload, time-out, lost connection. */
    public static final class Retriable extends LanguageModelException {
        private static final long serialVersionUID = 1L;

        /**
         * A failure that may pass.
         *
         * @param message what happened, without any text of a prompt or an answer
         */
        public Retriable(String message) {
            super(message);
        }
    }

    /** The same request will fail again: authentication, quota, bad request, refusal, context too long. */
    public static final class Final extends LanguageModelException {
        private static final long serialVersionUID = 1L;

        /**
         * A failure that will not pass.
         *
         * @param message what happened, without any text of a prompt or an answer
         */
        public Final(String message) {
            super(message);
        }
    }
}
