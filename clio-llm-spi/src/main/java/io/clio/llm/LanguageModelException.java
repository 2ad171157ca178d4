package io.clio.llm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a language model that gave no answer. Messages hold no text of a prompt or an answer, no key and no
 * address.
 */
public abstract sealed class LanguageModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private LanguageModelException(String message) {
        super(message);
    }

    /** The same request may succeed later. */
    public static final class Retriable extends LanguageModelException {
        private static final long serialVersionUID = 1L;

        /** Why there is no answer now. */
        public enum Reason {
            /** Too many requests or tokens in a time. */
            RATE_LIMIT,
            /** The provider has too much to do, or an error of its own. */
            OVERLOAD,
            /** No answer came in time. */
            TIMEOUT,
            /** No connection, or one that broke. */
            CONNECTION,
            /** What came is not what the provider's protocol says: cut off, or something else. */
            MALFORMED_ANSWER
        }

        private final Retriable.Reason reason;
        private final @Nullable Duration retryAfter;

        /**
         * A failure that may pass.
         *
         * @param reason why
         * @param message what happened, without any text of a prompt or an answer
         */
        public Retriable(Retriable.Reason reason, String message) {
            super(message);
            this.reason = Objects.requireNonNull(reason, "reason");
            this.retryAfter = null;
        }

        /**
         * A failure of which the provider says when it will have passed.
         *
         * @param reason why
         * @param message what happened, without any text of a prompt or an answer
         * @param retryAfter how long the provider asks to wait; not negative
         */
        public Retriable(Retriable.Reason reason, String message, Duration retryAfter) {
            super(message);
            this.reason = Objects.requireNonNull(reason, "reason");
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter must be >= 0, got " + retryAfter);
            }
            this.retryAfter = retryAfter;
        }

        /**
         * Why there is no answer now.
         *
         * @return the reason
         */
        public Retriable.Reason reason() {
            return reason;
        }

        /**
         * How long the provider asks to wait.
         *
         * @return the time from now on, or nothing if it does not say
         */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** The same request will fail again. */
    public static final class Final extends LanguageModelException {
        private static final long serialVersionUID = 1L;

        /** Why there will be no answer. */
        public enum Reason {
            /** The key is missing, wrong, or not allowed to do this. */
            AUTHENTICATION,
            /** The account has nothing left to spend. */
            QUOTA,
            /** The provider does not understand the request, or does not know the model. */
            BAD_REQUEST,
            /** The model, or a filter of the provider's, will not answer this. */
            REFUSED,
            /** Prompt and answer do not fit into the model. */
            CONTEXT_TOO_LONG,
            /** The request asks for what the model cannot do, see {@link Capabilities}. */
            UNSUPPORTED,
            /** The adapter gave null or threw what it may not. Said of an adapter, and never by one. */
            BROKEN_ADAPTER
        }

        private final Final.Reason reason;

        /**
         * A failure that will not pass.
         *
         * @param reason why
         * @param message what happened, without any text of a prompt or an answer
         */
        public Final(Final.Reason reason, String message) {
            super(message);
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        /**
         * Why there will be no answer.
         *
         * @return the reason
         */
        public Final.Reason reason() {
            return reason;
        }
    }
}
