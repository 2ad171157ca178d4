package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    /** Stands in every record; must stand in no message. */
    private static final String SECRET = "Xanthippe";

    private static final String BEYOND = "JSON that is nested too deep";

    private static final String GOOD =
            "{\"id\": \"c1\", \"user_id\": \"u1\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    @TempDir
    private Path directory;

    static List<Arguments> badRecords() {
        String message = "{\"role\": \"user\", \"content\": \"Xanthippe\"}";
        String messages = "\"messages\": [" + message + "]";
        return List.of(
                bad("{\"messages\": [Xanthippe", "", "one JSON object", "broken JSON at column"),
                bad("{" + messages, "", "one JSON object", "broken JSON at column"),
                bad("{" + messages + "} \"Xanthippe\"", "", "one JSON object", "broken JSON at column"),
                bad("{" + messages + "} {" + messages + "}", "", "one JSON object", "broken JSON at column"),
                bad("{\"Xanthippe\": 1, \"Xanthippe\": 2, " + messages + "}", "", "one JSON object", "broken JSON"),
                bad("{\"Xanthippe\": " + "[".repeat(300) + "]".repeat(300) + "}", "", "one JSON object", BEYOND),
                bad("{\"Xanthippe\": " + "1".repeat(2000) + "}", "", "one JSON object", BEYOND),
                bad("{\"" + "Xanthippe".repeat(6000) + "\": 1}", "", "one JSON object", BEYOND),
                bad("\"Xanthippe\"", "", "one JSON object", "a string"),
                bad("[\"Xanthippe\"]", "", "one JSON object", "an array"),
                bad("17", "", "one JSON object", "a number"),
                bad("true", "", "one JSON object", "true or false"),
                bad("null", "", "one JSON object", "null"),
                bad("{\"id\": [\"Xanthippe\"], " + messages + "}", "/id", "a string or a whole number", "an array"),
                bad("{\"id\": 1.5, " + messages + "}", "/id", "a string or a whole number", "a number"),
                bad("{\"user_id\": true, " + messages + "}", "/user_id", "a string or a whole number", "true or false"),
                bad("{\"user_id\": {\"Xanthippe\": 1}, " + messages + "}", "/user_id", "a string", "an object"),
                bad("{\"timestamp\": \"Xanthippe\", " + messages + "}", "/timestamp", "a time such as", "another text"),
                bad("{\"timestamp\": [\"Xanthippe\"], " + messages + "}", "/timestamp", "a string or", "an array"),
                bad("{\"id\": \"Xanthippe\"}", "/messages", "an array", "nothing"),
                bad("{\"messages\": null}", "/messages", "an array", "null"),
                bad("{\"messages\": \"Xanthippe\"}", "/messages", "an array", "a string"),
                bad("{\"messages\": []}", "/messages", "at least one message", "an empty array"),
                bad("{\"messages\": [\"Xanthippe\"]}", "/messages/0", "an object", "a string"),
                bad("{\"messages\": [" + message + ", 7]}", "/messages/1", "an object", "a number"),
                bad("{\"messages\": [{\"content\": \"Xanthippe\"}]}", "/messages/0/role", "a string", "nothing"),
                bad("{\"messages\": [{\"role\": 1, \"content\": \"\"}]}", "/messages/0/role", "a string", "a number"),
                bad(
                        "{\"messages\": [{\"role\": \"Xanthippe\", \"content\": \"\"}]}",
                        "/messages/0/role",
                        "user, assistant, system or tool",
                        "another word"),
                bad("{\"messages\": [{\"role\": \"user\"}]}", "/messages/0/content", "a string", "nothing"),
                bad(
                        "{\"messages\": [{\"role\": \"user\", \"content\": [7, \"Xanthippe\"]}]}",
                        "/messages/0/content/0",
                        "an object or a string",
                        "a number"),
                bad("\u0000", "", "one JSON object", "broken JSON at column"));
    }

    private static Arguments bad(String line, String field, String expected, String found) {
        return Arguments.of(line, field, expected, found);
    }

    @ParameterizedTest
    @MethodSource("badRecords")
    void a_bad_record_is_named_by_place_and_kind_and_never_by_what_it_says(
            String line, String field, String expected, String found) throws IOException {
        Path file = write(GOOD, line, GOOD.replace("c1", "c2"));

        Collected read = Collected.from(file);

        assertThat(read.bad()).hasSize(1);
        BadRecord record = read.bad().get(0);
        assertThat(record.source()).isEqualTo("chats.jsonl");
        assertThat(record.line()).isEqualTo(2);
        assertThat(record.field()).isEqualTo(field);
        assertThat(record.expected()).startsWith(expected);
        assertThat(record.found()).startsWith(found);
        assertThat(record.toString()).startsWith("chats.jsonl:2:").doesNotContainIgnoringCase(SECRET);
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("c1", "c2");
    }

    @Test
    void a_line_over_the_limit_is_a_bad_record_and_the_next_one_arrives() throws IOException {
        String longLine = GOOD.replace("hello", SECRET.repeat(100));
        Path file = write(longLine, GOOD);

        Collected read = Collected.from(new JsonLines(file, 200));

        assertThat(read.bad())
                .containsExactly(new BadRecord("chats.jsonl", 1, "", "a line of at most 200 bytes", "a longer one"));
        assertThat(read.conversations()).hasSize(1);
    }

    @Test
    void a_file_of_lines_over_the_limit_is_not_called_empty() throws IOException {
        Path file = write(GOOD.replace("hello", "x".repeat(500)));
        assertThat(Collected.from(new JsonLines(file, 200)).bad()).hasSize(1);
    }

    @Test
    void bytes_that_are_not_utf_8_spoil_their_own_line_only() throws IOException {
        byte[] broken = GOOD.replace("hello", SECRET + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        Path file = writeBytes(joined(bytes(GOOD), broken, bytes(GOOD)));

        Collected read = Collected.from(file);

        assertThat(read.bad())
                .containsExactly(new BadRecord("chats.jsonl", 2, "", "UTF-8", "bytes that are not UTF-8"));
        assertThat(read.conversations()).hasSize(2);
    }

    @Test
    void blank_lines_are_neither_good_nor_bad_and_count_as_lines() throws IOException {
        Path file = writeText("\n  \t\n" + GOOD + "\r\n\r\n\nbroken");

        Collected read = Collected.from(file);

        assertThat(read.conversations()).hasSize(1);
        assertThat(read.bad()).extracting(BadRecord::line).containsExactly(6L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void line_ends_of_unix_and_dos_are_read_alike(String end) throws IOException {
        Path file = writeText(String.join(end, GOOD, GOOD, GOOD) + end);
        assertThat(Collected.from(file).conversations()).hasSize(3);
        assertThat(Collected.from(file).bad()).isEmpty();
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
        assertThat(Collected.from(writeText(GOOD + "\n" + GOOD)).conversations())
                .hasSize(2);
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws IOException {
        Collected read = Collected.from(writeText("\uFEFF" + GOOD + "\n"));
        assertThat(read.conversations()).hasSize(1);
        assertThat(read.bad()).isEmpty();
    }

    @Test
    void gzip_is_told_by_its_bytes_and_not_by_its_name() throws IOException {
        Collected read = Collected.from(writeBytes(gzip(GOOD + "\n" + GOOD)));
        assertThat(read.conversations()).hasSize(2);
    }

    @Test
    void several_gzip_members_are_one_stream() throws IOException {
        byte[] first = gzip(GOOD + "\n");
        byte[] second = gzip(GOOD + "\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(Collected.from(writeBytes(both)).conversations()).hasSize(2);
    }

    @Test
    void a_file_can_be_read_again() throws IOException {
        JsonLines lines = new JsonLines(write(GOOD, GOOD));
        assertThat(Collected.from(lines).conversations())
                .isEqualTo(Collected.from(lines).conversations());
    }

    @Test
    void a_missing_file_is_named() {
        Path file = directory.resolve("nowhere.jsonl");
        assertThatThrownBy(() -> Collected.from(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": expected a file of JSON lines, found nothing there");
    }

    @Test
    void a_directory_is_named() {
        assertThatThrownBy(() -> Collected.from(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessage(directory + ": expected a file of JSON lines, found a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \n\t\n\r\n", "\uFEFF", "\uFEFF\n"})
    void a_file_without_a_record_is_called_empty(String content) throws IOException {
        Path file = writeText(content);
        assertThatThrownBy(() -> Collected.from(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": expected at least one line of JSON, found an empty file");
    }

    @Test
    void a_gzip_file_that_is_cut_off_is_fatal_wherever_the_cut_is() throws IOException {
        byte[] whole = gzip(GOOD.replace("hello", SECRET) + "\n" + GOOD + "\n");
        for (int length = 2; length < whole.length; length++) {
            Path file = writeBytes(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Collected.from(file))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(file + ": expected a whole gzip stream")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void a_gzip_file_with_a_wrong_checksum_is_fatal() throws IOException {
        byte[] damaged = gzip(GOOD + "\n");
        damaged[damaged.length - 8] ^= 1;
        Path file = writeBytes(damaged);
        assertThatThrownBy(() -> Collected.from(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("expected a whole gzip stream");
    }

    @ParameterizedTest
    @CsvSource({
        "user, USER",
        "Human, USER",
        "assistant, ASSISTANT",
        "MODEL, ASSISTANT",
        "bot, ASSISTANT",
        "gpt, ASSISTANT",
        "system, SYSTEM",
        "developer, SYSTEM",
        "tool, TOOL",
        "function, TOOL"
    })
    void roles_of_common_exports_are_known_in_any_case(String written, Role role) throws IOException {
        Conversation read = only(GOOD.replace("\"user\"", "\"" + written + "\""));
        assertThat(read.messages().get(0).role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2026-01-31T12:00:00Z\"', 2026-01-31T12:00:00Z",
        "'\"2026-01-31T12:00:00+02:00\"', 2026-01-31T10:00:00Z",
        "'\"2026-01-31T12:00:00\"', 2026-01-31T12:00:00Z",
        "'\"2026-01-31T12:00:00.250Z\"', 2026-01-31T12:00:00.250Z",
        "1769860800, 2026-01-31T12:00:00Z",
        "1769860800.5, 2026-01-31T12:00:00.500Z",
        "1769860800000, 2026-01-31T12:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z"
    })
    void a_time_is_text_or_seconds_or_milliseconds(String written, Instant time) throws IOException {
        Conversation read = only("{\"timestamp\": " + written + ", " + GOOD.substring(1));
        assertThat(read.timestamp()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-1e300", "1e400", "99999999999999999999999999"})
    void a_time_beyond_all_calendars_does_not_end_the_reading(String written) throws IOException {
        Collected read = Collected.from(write("{\"timestamp\": " + written + ", " + GOOD.substring(1), GOOD));
        assertThat(read.conversations().size() + read.bad().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \""})
    void a_user_without_a_name_is_unknown(String user) throws IOException {
        assertThat(only(GOOD.replace("\"u1\"", user)).subject()).isEqualTo(Subject.unknown());
    }

    @Test
    void a_number_is_the_same_id_as_the_text_of_it() throws IOException {
        Conversation number = only(GOOD.replace("\"u1\"", "17").replace("\"c1\"", "18"));
        Conversation text = only(GOOD.replace("\"u1\"", "\"17\"").replace("\"c1\"", "\"18\""));
        assertThat(number.subject()).isEqualTo(text.subject());
        assertThat(number.id()).isEqualTo(text.id());
    }

    @Test
    void other_fields_become_metadata_and_those_that_are_known_do_not() throws IOException {
        Conversation read =
                only("{\"labels\": {\"topic\": [\"a\", null, 2, 0.5, true]}, \"none\": null, \"timestamp\": 0, "
                        + GOOD.substring(1));
        assertThat(read.metadata().at("/labels/topic")).contains(List.of("a", 2L, 0.5, true));
        assertThat(read.metadata().at("/none")).isEmpty();
        assertThat(read.metadata().at("/id")).isEmpty();
        assertThat(read.metadata().at("/user_id")).isEmpty();
        assertThat(read.metadata().at("/timestamp")).isEmpty();
        assertThat(read.metadata().at("/messages")).isEmpty();
    }

    private Conversation only(String line) throws IOException {
        Collected read = Collected.from(write(line));
        assertThat(read.bad()).isEmpty();
        assertThat(read.conversations()).hasSize(1);
        return read.conversations().get(0);
    }

    private Path write(String... lines) throws IOException {
        return writeText(String.join("\n", lines) + "\n");
    }

    private Path writeText(String text) throws IOException {
        return writeBytes(bytes(text));
    }

    private Path writeBytes(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("chats.jsonl"), bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.write(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }
}
