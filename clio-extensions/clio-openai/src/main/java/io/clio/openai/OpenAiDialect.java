package io.clio.openai;

import io.clio.http.Dialect;
import io.clio.http.ErrorCodes;
import io.clio.llm.LanguageModelException.Final;
import java.util.Map;
import java.util.Set;

/** How OpenAI and the services that follow it want their key and tell their errors. */
final class OpenAiDialect {
    static final ErrorCodes ERRORS = new ErrorCodes(
            Set.of(
                    "insufficient_quota",
                    "invalid_api_key",
                    "rate_limit_exceeded",
                    "model_not_found",
                    "context_length_exceeded",
                    "exceed_context_size_error",
                    "string_above_max_length",
                    "array_above_max_length",
                    "content_filter",
                    "content_policy_violation",
                    "invalid_request_error",
                    "server_error"),
            Map.of(
                    "insufficient_quota", Final.Reason.QUOTA,
                    "context_length_exceeded", Final.Reason.CONTEXT_TOO_LONG,
                    "exceed_context_size_error", Final.Reason.CONTEXT_TOO_LONG,
                    "string_above_max_length", Final.Reason.CONTEXT_TOO_LONG,
                    "content_filter", Final.Reason.REFUSED,
                    "content_policy_violation", Final.Reason.REFUSED),
            Map.of(
                    "maximum context length", Final.Reason.CONTEXT_TOO_LONG,
                    "context size", Final.Reason.CONTEXT_TOO_LONG));

    /** The key as a bearer token. */
    static final Dialect DIALECT = new Dialect("Authorization", "Bearer ", Map.of(), ERRORS);

    private OpenAiDialect() {}
}
