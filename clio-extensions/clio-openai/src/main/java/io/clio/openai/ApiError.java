package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an answer with an error status means. Of its body only codes that are known are told, for it may repeat the text
 * that was sent, or the key.
 */
final class ApiError {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NO_QUOTA = "insufficient_quota";
    private static final List<String> TOO_LONG =
            List.of("context_length_exceeded", "exceed_context_size_error", "string_above_max_length");
    private static final List<String> FILTERED = List.of("content_filter", "content_policy_violation");
    private static final List<String> CODES = List.of(
            NO_QUOTA,
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
            "server_error");

    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private ApiError() {}

    /**
     * Reads an answer.
     *
     * @param status of the answer, not 200
     * @param body of the answer
     * @param retryAfter how long the service asks to wait
     * @return whether the call may succeed later, and why it failed
     */
    static LanguageModelException of(int status, byte[] body, Optional<Duration> retryAfter) {
        return of(status, error(body), retryAfter);
    }

    /**
     * Reads an error.
     *
     * @param status of the answer, not 200
     * @param error what stands in its body under {@code error}
     * @param retryAfter how long the service asks to wait
     * @return whether the call may succeed later, and why it failed
     */
    static LanguageModelException of(int status, JsonNode error, Optional<Duration> retryAfter) {
        String code = code(error);
        String message = "the service answered with status " + status + (code.isEmpty() ? "" : " (" + code + ")");
        if (code.equals(NO_QUOTA)) {
            return new Final(Final.Reason.QUOTA, message + ": the quota is used up");
        }
        if (status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY || status >= FIRST_SERVER_ERROR) {
            Retriable.Reason reason = reason(status);
            return retryAfter
                    .map(wait -> new Retriable(reason, message, wait))
                    .orElseGet(() -> new Retriable(reason, message));
        }
        if (status == TOO_LARGE || TOO_LONG.contains(code) || saysTooLong(error)) {
            return new Final(Final.Reason.CONTEXT_TOO_LONG, message + ": the texts are too long for the model");
        }
        if (FILTERED.contains(code)) {
            return new Final(Final.Reason.REFUSED, message + ": a filter refuses the texts");
        }
        return refused(status, message);
    }

    private static Final refused(int status, String message) {
        Final.Reason reason = switch (status) {
            case 401, 403 -> Final.Reason.AUTHENTICATION;
            case 402 -> Final.Reason.QUOTA;
            default -> Final.Reason.BAD_REQUEST;
        };
        return new Final(
                reason,
                message
                        + switch (status) {
                            case 401, 403 -> ": it does not accept the API key";
                            case 402 -> ": it wants to be paid";
                            case 404 -> ": it does not know the path or the model";
                            case 400, 422 ->
                                ": it refuses the request, perhaps a text or a batch is too long for the"
                                        + " model, or it does not know a setting";
                            default ->
                                status / 100 == 3 ? ": redirects are not followed, for texts would go elsewhere" : "";
                        });
    }

    private static Retriable.Reason reason(int status) {
        return switch (status) {
            case TIMEOUT -> Retriable.Reason.TIMEOUT;
            case TOO_MANY -> Retriable.Reason.RATE_LIMIT;
            default -> Retriable.Reason.OVERLOAD;
        };
    }

    /** Other servers than OpenAI's have no code for it, and say it in words. */
    private static boolean saysTooLong(JsonNode error) {
        String words = error.path("message").asText().toLowerCase(Locale.ROOT);
        return words.contains("maximum context length") || words.contains("context size");
    }

    private static String code(JsonNode error) {
        for (JsonNode candidate : List.of(error.path("code"), error.path("type"))) {
            if (CODES.contains(candidate.asText())) {
                return candidate.asText();
            }
        }
        return "";
    }

    private static JsonNode error(byte[] body) {
        try {
            return MAPPER.readTree(body).path("error");
        } catch (IOException e) {
            // Its message may hold the body.
            return MAPPER.missingNode();
        }
    }
}
