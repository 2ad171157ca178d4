package io.clio.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;
import java.util.List;

/**
 * What an answer with an error status means. Of its body only codes that are known are told, for it may repeat the text
 * that was sent, or the key.
 */
final class ApiError {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NO_QUOTA = "insufficient_quota";
    private static final List<String> CODES = List.of(
            NO_QUOTA,
            "invalid_api_key",
            "rate_limit_exceeded",
            "model_not_found",
            "context_length_exceeded",
            "string_above_max_length",
            "array_above_max_length",
            "invalid_request_error",
            "server_error");

    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private ApiError() {}

    /**
     * Reads an answer.
     *
     * @param status of the answer, not 200
     * @param body of the answer
     * @return whether the call may succeed later, and why it failed
     */
    static LanguageModelException of(int status, byte[] body) {
        String code = code(body);
        String message = "the service answered with status " + status + (code.isEmpty() ? "" : " (" + code + ")");
        if (code.equals(NO_QUOTA)) {
            return new Final(Final.Reason.QUOTA, message + ": the quota is used up");
        }
        if (status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY || status >= FIRST_SERVER_ERROR) {
            return new Retriable(reason(status), message);
        }
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
                            case 400, 413, 422 ->
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

    private static String code(byte[] body) {
        try {
            JsonNode error = MAPPER.readTree(body).path("error");
            for (JsonNode candidate : List.of(error.path("code"), error.path("type"))) {
                if (CODES.contains(candidate.asText())) {
                    return candidate.asText();
                }
            }
            return "";
        } catch (JacksonException e) {
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
