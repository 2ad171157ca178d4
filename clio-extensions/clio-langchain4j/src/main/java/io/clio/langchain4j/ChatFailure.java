package io.clio.langchain4j;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.clio.http.ErrorCodes;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * What an exception of LangChain4j means. Its message is what the provider answered, which may repeat texts and key: it
 * is looked at, and told nowhere. Nor is the exception a cause.
 */
final class ChatFailure {
    /** Of the providers of which it is known: LangChain4j has no exceptions for these. */
    private static final ErrorCodes CODES = new ErrorCodes(
            Set.of("insufficient_quota", "billing_error", "context_length_exceeded", "content_filter"),
            Map.of(
                    "insufficient_quota", Final.Reason.QUOTA,
                    "billing_error", Final.Reason.QUOTA,
                    "context_length_exceeded", Final.Reason.CONTEXT_TOO_LONG,
                    "content_filter", Final.Reason.REFUSED),
            Map.of(
                    "credit balance is too low", Final.Reason.QUOTA,
                    "content filtering policy", Final.Reason.REFUSED,
                    "maximum context length", Final.Reason.CONTEXT_TOO_LONG,
                    "context size", Final.Reason.CONTEXT_TOO_LONG,
                    "prompt is too long", Final.Reason.CONTEXT_TOO_LONG,
                    "exceed context limit", Final.Reason.CONTEXT_TOO_LONG));

    private ChatFailure() {}

    /**
     * Tells what happened. The innermost exception that says something decides, for those around it say less; but for a
     * filter, which some providers tell in a bad request.
     *
     * @param thrown by LangChain4j or the provider's library
     * @return whether the call may succeed later, and why it failed
     */
    static LanguageModelException of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable e = thrown; e != null && !chain.contains(e); e = e.getCause()) {
            chain.add(e);
        }
        Collections.reverse(chain);
        String kind = " (" + chain.get(0).getClass().getSimpleName() + ")";
        if (chain.stream().anyMatch(ContentFilteredException.class::isInstance)) {
            return new Final(Final.Reason.REFUSED, "the model, or a filter of the provider, refuses to answer" + kind);
        }
        return chain.stream()
                .map(e -> known(e, kind))
                .flatMap(Optional::stream)
                .findFirst()
                // What a library throws that does not understand the answer, such as a NullPointerException.
                .orElseGet(() -> retriable(
                        Retriable.Reason.MALFORMED_ANSWER, "LangChain4j did not understand the answer" + kind));
    }

    private static Optional<LanguageModelException> known(Throwable e, String kind) {
        if (e instanceof HttpException http) {
            byte[] body = String.valueOf(http.getMessage()).getBytes(StandardCharsets.UTF_8);
            return Optional.of(CODES.failure(http.statusCode(), ErrorCodes.in(body)));
        }
        Optional<LanguageModelException> passing =
                passing(e).map(reason -> retriable(reason, "the call through LangChain4j failed" + kind));
        return passing.isPresent()
                ? passing
                : lasting(e)
                        .map(reason -> new Final(reason, "the provider refuses the call through LangChain4j" + kind));
    }

    private static LanguageModelException retriable(Retriable.Reason reason, String message) {
        return new Retriable(reason, message);
    }

    private static Optional<Retriable.Reason> passing(Throwable e) {
        if (e instanceof RateLimitException) {
            return Optional.of(Retriable.Reason.RATE_LIMIT);
        }
        if (e instanceof InternalServerException) {
            // Without a cause it is LangChain4j itself that found nothing to use in an answer.
            return Optional.of(e.getCause() == null ? Retriable.Reason.MALFORMED_ANSWER : Retriable.Reason.OVERLOAD);
        }
        if (e instanceof TimeoutException || e instanceof HttpTimeoutException) {
            return Optional.of(Retriable.Reason.TIMEOUT);
        }
        if (e instanceof JacksonException) {
            return Optional.of(Retriable.Reason.MALFORMED_ANSWER);
        }
        boolean trusted = !(e instanceof SSLHandshakeException);
        return (e instanceof IOException && trusted) || e instanceof UnresolvedModelServerException
                ? Optional.of(Retriable.Reason.CONNECTION)
                : Optional.empty();
    }

    private static Optional<Final.Reason> lasting(Throwable e) {
        if (e instanceof AuthenticationException) {
            return Optional.of(Final.Reason.AUTHENTICATION);
        }
        if (e instanceof UnsupportedFeatureException) {
            return Optional.of(Final.Reason.UNSUPPORTED);
        }
        return e instanceof InvalidRequestException
                        || e instanceof ModelNotFoundException
                        || e instanceof SSLHandshakeException
                        || e instanceof IllegalArgumentException
                ? Optional.of(Final.Reason.BAD_REQUEST)
                : Optional.empty();
    }
}
