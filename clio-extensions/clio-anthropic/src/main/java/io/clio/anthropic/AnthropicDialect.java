package io.clio.anthropic;

import io.clio.http.Dialect;
import io.clio.http.ErrorCodes;
import io.clio.llm.LanguageModelException.Final;
import java.util.Map;

/** How Anthropic wants its key and tells its errors. */
final class AnthropicDialect {
    /** Types of errors and the status of each, for batches tell the type alone. */
    static final Map<String, Integer> STATUS = Map.of(
            "invalid_request_error", 400,
            "authentication_error", 401,
            "billing_error", 402,
            "permission_error", 403,
            "not_found_error", 404,
            "request_too_large", 413,
            "rate_limit_error", 429,
            "api_error", 500,
            "timeout_error", 504,
            "overloaded_error", 529);

    static final ErrorCodes ERRORS = new ErrorCodes(
            STATUS.keySet(),
            Map.of("billing_error", Final.Reason.QUOTA),
            // All of these are an invalid_request_error of status 400.
            Map.of(
                    "credit balance is too low", Final.Reason.QUOTA,
                    "content filtering policy", Final.Reason.REFUSED,
                    "prompt is too long", Final.Reason.CONTEXT_TOO_LONG,
                    "exceed context limit", Final.Reason.CONTEXT_TOO_LONG));

    /** The key as it is, and the version of the protocol; there is none after it. */
    static final Dialect DIALECT = new Dialect("x-api-key", "", Map.of("anthropic-version", "2023-06-01"), ERRORS);

    private AnthropicDialect() {}
}
