package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the messages of a record: where its id, its user and its time are, each the first of several JSON
 * pointers that leads to something. All other fields become metadata, but for those that are left out: they are ids,
 * exact times, or say again what the messages say.
 */
@Immutable
record Envelope(
        ImmutableList<String> ids,
        ImmutableList<String> users,
        ImmutableList<String> times,
        ImmutableSet<String> leftOut) {

    Conversation around(List<Message> messages, JsonNode record) throws FieldException {
        String user = identifier(record, users);
        return new Conversation(
                identifier(record, ids),
                user == null ? Subject.unknown() : Subject.ofUser(user),
                time(record),
                messages,
                metadata(record));
    }

    /** Where a user's id should stand; empty if files of this shape name none. */
    String userField() {
        return users.isEmpty() ? "" : users.get(0);
    }

    private static @Nullable String identifier(JsonNode record, List<String> pointers) throws FieldException {
        for (String pointer : pointers) {
            String id = Fields.identifier(pointer, record.at(pointer));
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private @Nullable Instant time(JsonNode record) throws FieldException {
        for (String pointer : times) {
            Instant time = Fields.timestamp(pointer, record.at(pointer));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** Ids and exact times are left out, so that no facet can be made of them. */
    private Metadata metadata(JsonNode record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            String pointer = "/" + field.getKey();
            Object value = knows(pointer) ? null : PlainValues.of(pointer, field.getValue(), this::knows);
            if (value != null) {
                fields.put(field.getKey(), value);
            }
        }
        return Metadata.of(fields);
    }

    /** Says whether a field has a meaning here, so that it is no metadata. */
    boolean knows(String pointer) {
        return leftOut.contains(pointer) || ids.contains(pointer) || users.contains(pointer) || times.contains(pointer);
    }
}
