package io.clio.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.Subject;
import io.clio.spi.ConversationSource.Sink;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Reads CSV with a header: a row for each message, those of one conversation next to each other, or a row for each
 * conversation with its messages as JSON or as a prompt and a response. Delimiters are commas, semicolons or tabs.
 */
final class CsvConversations {
    private static final String HEADER = "a header with conversation_id, role and content (a row per message), with"
            + " messages (a row per conversation, as JSON), or with prompt and response (a row per conversation)";
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final String source;
    private final int limit;
    private final UnknownParts unknown = new UnknownParts();

    CsvConversations(Path file, String source, int limit) {
        this.file = file;
        this.source = source;
        this.limit = limit;
    }

    private record Header(char delimiter, CsvColumns columns) {}

    void readAll(Head head, Sink sink) throws IOException {
        Header header = header(head);
        CsvColumns columns = header.columns();
        if (columns.kind() == CsvColumns.Kind.UNKNOWN) {
            throw new BadInputException(file + ": expected JSON, or CSV with " + HEADER + "; found neither JSON nor a"
                    + " known header, but " + columns.found() + ". " + Recognition.remedy());
        }
        InputStream in = head.stream();
        CsvRecords rows = new CsvRecords(in, limit, header.delimiter(), columns.size());
        rows.next();
        Nameless nameless = new Nameless(columns.hasUser() ? "/user_id" : "");
        CsvThread thread = new CsvThread(file, source, columns, limit, sink, nameless);
        boolean any = false;
        while (advance(rows)) {
            any = true;
            if (rows.fault() != CsvRecords.Fault.NONE) {
                sink.badRecord(bad(rows));
            } else if (columns.kind() == CsvColumns.Kind.MESSAGE_A_ROW) {
                thread.add(rows.fields(), rows.line());
            } else {
                readRow(columns, rows, sink, nameless);
            }
        }
        thread.finish();
        if (!any) {
            throw new BadInputException(file + ": expected rows under the header, found none");
        }
        nameless.report(source);
        unknown.report(source, sink);
    }

    private Header header(Head head) throws IOException {
        List<Header> candidates = new ArrayList<>();
        for (char delimiter : DELIMITERS) {
            CsvRecords rows = new CsvRecords(new ByteArrayInputStream(head.text()), limit, delimiter, 0);
            boolean readable = rows.next() && rows.fault() == CsvRecords.Fault.NONE;
            candidates.add(new Header(delimiter, new CsvColumns(readable ? rows.fields() : List.of(""))));
        }
        return candidates.stream()
                .max(Comparator.comparing((Header header) -> header.columns().kind() != CsvColumns.Kind.UNKNOWN)
                        .thenComparing(header -> header.columns().known())
                        .thenComparing(header -> header.columns().size()))
                .orElseThrow();
    }

    private boolean advance(CsvRecords rows) {
        try {
            return rows.next();
        } catch (LostTrackException e) {
            throw new BadInputException(file + ": line " + rows.line() + ": expected " + e.expected() + ", found "
                    + e.found() + "; from here on the file cannot be told apart into rows");
        } catch (EOFException | ZipException e) {
            throw Unpacked.damaged(file, "after line " + rows.line());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read after line " + rows.line());
        }
    }

    private BadRecord bad(CsvRecords rows) {
        String expected = switch (rows.fault()) {
            case OVER_LIMIT -> "a row of at most " + limit + " bytes";
            case ENCODING -> "UTF-8";
            case COLUMNS -> "as many fields as the header has";
            default -> "a row of CSV";
        };
        return new BadRecord(source, rows.line(), "", expected, rows.fault().found());
    }

    private void readRow(CsvColumns columns, CsvRecords rows, Sink sink, Nameless nameless) {
        List<String> row = rows.fields();
        try {
            unknown.at(rows.line());
            Conversation conversation = conversation(
                    columns,
                    row,
                    columns.kind() == CsvColumns.Kind.JSON_A_ROW ? json(columns, row) : pair(columns, row));
            nameless.look(conversation, rows.line());
            sink.conversation(conversation);
        } catch (FieldException e) {
            sink.badRecord(new BadRecord(source, rows.line(), e.field(), e.expected(), e.found()));
        }
    }

    /** What stands in a row beside its messages. */
    static Conversation conversation(CsvColumns columns, List<String> row, List<Message> messages)
            throws FieldException {
        String id = columns.conversation(row);
        String user = columns.user(row);
        String time = columns.time(row);
        return new Conversation(
                id.isBlank() ? null : id,
                user.isBlank() ? Subject.unknown() : Subject.ofUser(user),
                time.isBlank() ? null : Fields.timestamp("/timestamp", timeNode(time)),
                messages,
                Metadata.of(columns.metadata(row)));
    }

    /** A time in CSV is text even if it is a number of seconds. */
    private static JsonNode timeNode(String time) {
        return time.strip().matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")
                ? MAPPER.getNodeFactory().numberNode(Double.parseDouble(time.strip()))
                : TextNode.valueOf(time);
    }

    private List<Message> json(CsvColumns columns, List<String> row) throws FieldException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(columns.messages(row));
        } catch (JacksonException e) {
            throw new FieldException("/messages", "an array of messages as JSON", "broken JSON");
        }
        return new ShareGptTurns(unknown).all("/messages", tree);
    }

    private static List<Message> pair(CsvColumns columns, List<String> row) throws FieldException {
        String prompt = columns.prompt(row);
        if (prompt.isBlank()) {
            throw new FieldException("/prompt", "what the user says", "nothing");
        }
        return Stream.of(
                        message(Role.SYSTEM, columns.system(row)),
                        message(Role.USER, prompt),
                        message(Role.ASSISTANT, columns.response(row)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Message> message(Role role, String text) {
        Part part = ContentParts.text(text);
        return text.isBlank() ? List.of() : List.of(new Message(role, List.of(part)));
    }
}
