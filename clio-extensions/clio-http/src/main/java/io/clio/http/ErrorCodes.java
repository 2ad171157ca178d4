package io.clio.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the errors of a service mean. Of an error only its status is told, and a code if it is known, for it may repeat
 * the text that was sent, or the key.
 *
 * @param codes which codes and types of errors may be told
 * @param meanings what some of these mean, whatever the status
 * @param words what words in the message of an error mean, in lower case, where there is no code for it
 */
public record ErrorCodes(Set<String> codes, Map<String, Final.Reason> meanings, Map<String, Final.Reason> words) {
    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    // Copies what can be changed.
    public ErrorCodes {
        codes = Set.copyOf(codes);
        meanings = Map.copyOf(meanings);
        words = Map.copyOf(words);
    }

    /**
     * Finds an error in an answer.
     *
     * @param body of the answer
     * @return what stands there under {@code error}; missing if it is not JSON, or nothing stands there
     */
    public static JsonNode in(byte[] body) {
        return Json.readAny(body).path("error");
    }

    /**
     * Reads an error.
     *
     * @param status of the answer, not 200
     * @param error what stands in its body under {@code error}
     * @return whether the call may succeed later, and why it failed
     */
    public LanguageModelException failure(int status, JsonNode error) {
        return failure(status, error, Optional.empty());
    }

    /** The same, where the service says how long to wait. */
    LanguageModelException failure(int status, JsonNode error, Optional<Duration> retryAfter) {
        String code = code(error);
        String message = "the service answered with status " + status + (code.isEmpty() ? "" : " (" + code + ")");
        Final.Reason reason = reason(status, error, code);
        if (reason != Final.Reason.QUOTA && mayPass(status)) {
            Retriable.Reason why = passing(status);
            return retryAfter
                    .map(wait -> new Retriable(why, message, wait))
                    .orElseGet(() -> new Retriable(why, message));
        }
        return new Final(reason, message + explanation(status, reason));
    }

    private static boolean mayPass(int status) {
        return status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY || status >= FIRST_SERVER_ERROR;
    }

    private static Retriable.Reason passing(int status) {
        return switch (status) {
            case TIMEOUT -> Retriable.Reason.TIMEOUT;
            case TOO_MANY -> Retriable.Reason.RATE_LIMIT;
            default -> Retriable.Reason.OVERLOAD;
        };
    }

    private Final.Reason reason(int status, JsonNode error, String code) {
        Final.Reason meaning = meanings.get(code);
        if (meaning != null) {
            return meaning;
        }
        return switch (status) {
            case 401, 403 -> Final.Reason.AUTHENTICATION;
            case 402 -> Final.Reason.QUOTA;
            case TOO_LARGE -> Final.Reason.CONTEXT_TOO_LONG;
            default -> mayPass(status) ? Final.Reason.BAD_REQUEST : inWords(error);
        };
    }

    /** Where there is no code for it, services say it in words. */
    private Final.Reason inWords(JsonNode error) {
        String message = error.path("message").asText().toLowerCase(Locale.ROOT);
        return words.entrySet().stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Final.Reason::compareTo)
                .orElse(Final.Reason.BAD_REQUEST);
    }

    private static String explanation(int status, Final.Reason reason) {
        return switch (reason) {
            case AUTHENTICATION -> ": it does not accept the API key";
            case QUOTA -> ": the quota is used up, or it wants to be paid";
            case CONTEXT_TOO_LONG -> ": the texts are too long for the model";
            case REFUSED -> ": a filter refuses the texts";
            default ->
                switch (status) {
                    case 404 -> ": it does not know the path or the model";
                    case 400, 422 ->
                        ": it refuses the request, perhaps a text or a batch is too long for the model, or it does not"
                                + " know a setting";
                    default -> status / 100 == 3 ? ": redirects are not followed, for texts would go elsewhere" : "";
                };
        };
    }

    private String code(JsonNode error) {
        for (JsonNode candidate : List.of(error.path("code"), error.path("type"))) {
            if (codes.contains(candidate.asText())) {
                return candidate.asText();
            }
        }
        return "";
    }
}
