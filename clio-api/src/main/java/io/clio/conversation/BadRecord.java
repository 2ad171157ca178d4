package io.clio.conversation;

import java.util.Objects;

/**
 * A record of a source that is no conversation, and why. Holds places and kinds, never what the record says.
 *
 * @param source what was read, such as the name of a file
 * @param line which line, row or element of it, from 1
 * @param field which field, as a JSON pointer; empty if it is the record as a whole
 * @param expected what should have stood there
 * @param found what kind of thing stood there
 */
public record BadRecord(String source, long line, String field, String expected, String found) {
    // Checks that all parts are there.
    public BadRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
    }

    /** Such as {@code chats.jsonl:17: /messages/0/content: expected a string, found a number}. */
    @Override
    public String toString() {
        String place = field.isEmpty() ? "" : " " + field + ":";
        return source + ":" + line + ":" + place + " expected " + expected + ", found " + found;
    }
}
