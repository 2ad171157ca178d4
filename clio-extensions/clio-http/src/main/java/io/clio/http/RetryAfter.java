package io.clio.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long a service asks to wait. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * Reads the header {@code Retry-After}, in seconds or as a date.
     *
     * @param headers of an answer
     * @return the time from now on, not negative; nothing if the service does not say, or not in a way that is known
     */
    static Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(RetryAfter::parse);
    }

    private static Optional<Duration> parse(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
