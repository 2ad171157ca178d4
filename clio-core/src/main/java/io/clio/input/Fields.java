package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Reads single values, and says of a value that is not as it should be where it stands and what was expected. */
final class Fields {
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private Fields() {}

    /** Says whether something stands there; null counts as nothing. */
    static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    static String string(String place, JsonNode node) throws FieldException {
        if (!node.isTextual()) {
            throw new FieldException(place, "a string", JsonKinds.of(node));
        }
        return node.textValue();
    }

    static JsonNode array(String place, JsonNode node) throws FieldException {
        if (!node.isArray()) {
            throw new FieldException(place, "an array", JsonKinds.of(node));
        }
        return node;
    }

    static JsonNode object(String place, JsonNode node) throws FieldException {
        if (!node.isObject()) {
            throw new FieldException(place, "an object", JsonKinds.of(node));
        }
        return node;
    }

    /** An id that may be missing, null or blank. */
    static @Nullable String identifier(String place, JsonNode node) throws FieldException {
        if (!isGiven(node)) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        if (!node.isTextual()) {
            throw new FieldException(place, "a string or a whole number", JsonKinds.of(node));
        }
        return node.textValue().isBlank() ? null : node.textValue();
    }

    /**
     * A time that may be missing or null: ISO 8601 with T or a space between date and time (UTC if it names no offset),
     * or a number of seconds, or of milliseconds from 10¹¹ on, since 1970.
     */
    static @Nullable Instant timestamp(String place, JsonNode node) throws FieldException {
        if (!isGiven(node)) {
            return null;
        }
        try {
            if (node.isNumber()) {
                double number = node.doubleValue();
                return Instant.ofEpochMilli((long) (number >= FIRST_MILLISECONDS ? number : number * 1000));
            }
            if (node.isTextual()) {
                return parsed(node.textValue().strip());
            }
        } catch (DateTimeException e) {
            throw new FieldException(place, "a time such as 2026-01-31T12:00:00Z", "another text");
        }
        throw new FieldException(place, "a string or a number", JsonKinds.of(node));
    }

    private static Instant parsed(String text) {
        boolean spaced = text.length() > 10 && text.charAt(10) == ' ';
        String iso = spaced ? text.substring(0, 10) + "T" + text.substring(11).replace(" ", "") : text;
        if (iso.endsWith("UTC")) {
            iso = iso.substring(0, iso.length() - 3) + "Z";
        }
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
