package io.clio.testkit.population;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** The JSON form of planted conversations: one object a line, UTF-8, line feeds, fields in a fixed order. */
final class JsonLines {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JsonLines() {}

    static String line(PlantedConversation conversation) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(conversation, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes every conversation and flushes; the stream stays open. */
    static void write(Iterator<PlantedConversation> conversations, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            while (conversations.hasNext()) {
                write(conversations.next(), json);
                json.writeRaw('\n');
            }
        }
    }

    private static void write(PlantedConversation conversation, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", conversation.id());
        json.writeStringField("user_id", conversation.userId());
        json.writeStringField("timestamp", conversation.timestamp().toString());
        json.writeStringField("language", conversation.language());
        json.writeArrayFieldStart("messages");
        for (PlantedConversation.Message message : conversation.messages()) {
            json.writeStartObject();
            json.writeStringField("role", message.role());
            json.writeStringField("content", message.content());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("labels");
        json.writeStringField("topic", conversation.labels().topic());
        json.writeStringField("parent", conversation.labels().parent());
        json.writeArrayFieldStart("pii");
        for (String planted : conversation.labels().pii()) {
            json.writeString(planted);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }
}
