package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    /** Stands in every record; must stand in no message. */
    private static final String SECRET = "Xanthippe";

    private static final String GOOD =
            "{\"id\": \"c1\", \"user_id\": \"u1\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    @TempDir
    private Path folder;

    @Test
    void a_bad_element_of_an_array_is_named_by_its_number_and_the_others_arrive() throws IOException {
        Collected read = read("[" + GOOD + ", {\"messages\": \"" + SECRET + "\"}, tru, " + GOOD + "]");

        assertThat(read.conversations()).hasSize(2);
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly(
                        "chats (element):2: /messages: expected an array, found a string",
                        "chats (element):3: expected one JSON object, found broken JSON at column 2");
    }

    @Test
    void an_array_in_which_elements_cannot_be_told_apart_is_fatal_and_says_where() throws IOException {
        Path file = write("[" + GOOD + ", {\"messages\": \"" + SECRET + "}, " + GOOD + "]");
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": element 2: expected well-formed JSON, found text after a string or a bracket"
                        + " where none can stand; from here on the file cannot be told apart into conversations");
    }

    @Test
    void an_array_that_is_cut_off_is_fatal() throws IOException {
        Path file = write("[" + GOOD + ",\n" + GOOD);
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("element 2: expected the end of the array, found the end of the file");
    }

    @Test
    void an_oversized_element_is_one_bad_record_in_every_container() throws IOException {
        String big = GOOD.replace("hello", SECRET.repeat(100));
        for (byte[] bytes : List.of(
                utf8(GOOD + "\n" + big + "\n" + GOOD),
                utf8("[" + GOOD + ",\n" + big + ",\n" + GOOD + "]"),
                FormatsTest.gzip(utf8("[" + GOOD + "," + big + "," + GOOD + "]")),
                FormatsTest.zip("conversations.json", utf8("[" + GOOD + "," + big + "," + GOOD + "]")))) {
            Collected read = Collected.from(
                    FileSource.of(Files.write(folder.resolve("chats"), bytes)).limitedTo(200));
            assertThat(read.conversations()).hasSize(2);
            assertThat(read.bad()).singleElement().satisfies(bad -> {
                assertThat(bad.line()).isEqualTo(2);
                assertThat(bad.expected()).endsWith("of at most 200 bytes");
            });
        }
    }

    /** A thousandth of its unpacked size; a reader that kept the element would need it all. */
    @Test
    void a_zip_bomb_of_one_element_is_bounded_by_the_limit() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("conversations.json"));
            zip.write(utf8("[{\"mapping\": {\""));
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) 'x');
            for (int megabyte = 0; megabyte < 64; megabyte++) {
                zip.write(zeros);
            }
            zip.write(utf8("\": 1}}, {\"mapping\": {}}]"));
        }
        Path file = Files.write(folder.resolve("bomb"), out.toByteArray());

        Collected read =
                Collected.from(FileSource.of(file, Layout.CHATGPT_EXPORT).limitedTo(1 << 20));

        assertThat(read.bad()).hasSize(1);
        assertThat(read.conversations()).hasSize(1);
    }

    @Test
    void an_export_in_several_files_is_read_in_their_order() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("x/conversations-001.json", "x/user.json", "x/conversations-000.json")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(utf8("[" + GOOD.replace("c1", name.replaceAll("[^0-9]", "")) + "]"));
            }
        }
        Collected read = Collected.from(FileSource.of(Files.write(folder.resolve("export"), out.toByteArray())));
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("000", "001");
    }

    @Test
    void an_archive_without_conversations_says_what_is_missed_and_names_no_file_in_it() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of(SECRET + ".txt", "user.json")) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        Path file = Files.write(folder.resolve("export"), out.toByteArray());
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .hasMessage(file + ": expected an archive with conversations.json, or of a single file, found one of 2"
                        + " files and none of that name");
    }

    @Test
    void an_archive_that_is_cut_off_is_fatal_wherever_the_cut_is() throws IOException {
        byte[] whole = FormatsTest.zip("conversations.json", utf8("[" + GOOD + "]"));
        for (int length = 4; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("export"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(BadInputException.class);
        }
    }

    static List<Arguments> unsure() {
        return List.of(
                Arguments.of(
                        "{\"message\": \"Xanthippe\", \"user_id\": 1}",
                        "of the first 1 records of JSON lines none fits; the nearest: "),
                Arguments.of("{\"messages\": \"Xanthippe\"}", "CLIO misses an array 'messages'"),
                Arguments.of(
                        "{\"id\": 1, \"conversations\": \"Xanthippe\"}", "SHAREGPT misses an array 'conversations'"),
                Arguments.of("[17, 18]", "of the first 2 records of a JSON array none fits"),
                Arguments.of(
                        "{\"messages\": []}\n{\"conversation\": [], \"conversation_id\": 1}",
                        "expected one format, found several among the first records of JSON lines: "),
                Arguments.of("Xanthippe;b;c\n1;2;3\n", "but 3 columns, of which known by name: none"),
                Arguments.of("role,content,Xanthippe\nuser,hi,1\n", "of which known by name: role, content"));
    }

    @ParameterizedTest
    @MethodSource("unsure")
    void a_format_that_cannot_be_told_is_fatal_and_says_what_came_near(String text, String near) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file + ": expected ")
                .hasMessageContaining(near)
                .hasMessageEndingWith("Name the format if you know it: Conversations.file(path, Format.…), or"
                        + " --format; docs/input.md describes all")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF \n", "[]", "[\n]"})
    void a_file_without_a_record_is_called_empty(String text) throws IOException {
        Path file = write(text);
        for (FileSource source :
                List.of(FileSource.of(file, Layout.CLIO), FileSource.of(file, Layout.CHATGPT_EXPORT))) {
            assertThatThrownBy(() -> Collected.from(source))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("found an empty file");
        }
    }

    @Test
    void an_array_of_nothing_is_not_called_unreadable() throws IOException {
        Path file = write("[]");
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": expected conversations, found a JSON array without any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void a_file_in_utf_16_is_told_with_or_without_a_mark(String charset) throws IOException {
        Path file = Files.write(folder.resolve("chats"), GOOD.getBytes(Charset.forName(charset)));
        assertThatThrownBy(() -> Collected.from(FileSource.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": expected UTF-8, found UTF-16; save the file as UTF-8");
    }

    @Test
    void a_missing_file_and_a_directory_are_named() {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> Collected.from(FileSource.of(missing)))
                .hasMessage(missing + ": expected a file of conversations, found nothing there");
        assertThatThrownBy(() -> Collected.from(FileSource.of(folder)))
                .hasMessage(folder + ": expected a file of conversations, found a directory");
    }

    @Test
    void other_kinds_of_files_are_named() throws IOException {
        assertThatThrownBy(() -> read("PAR1…")).hasMessageContaining("found a Parquet file, which clio-parquet reads");
        assertThatThrownBy(() -> read("BZh91AY"))
                .hasMessageContaining("expected a file that is plain, gzip or zip, found another compression");
        Path utf16 = Files.write(folder.resolve("chats"), ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> Collected.from(FileSource.of(utf16)))
                .hasMessageContaining("expected UTF-8, found UTF-16");
    }

    @Test
    void a_first_record_longer_than_what_is_looked_at_is_told_by_its_start() throws IOException {
        String big = GOOD.replace("hello", "x".repeat(3 << 20));
        assertThat(read("[" + big + "]").conversations()).hasSize(1);
        assertThat(read(big + "\n" + GOOD).conversations()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"messages\": [", "{\"messages\": [],", "{"})
    void a_first_line_that_is_cut_off_spoils_no_other(String cut) throws IOException {
        Collected read = read(cut + "\n" + GOOD + "\n" + GOOD);
        assertThat(read.conversations()).hasSize(2);
        assertThat(read.bad()).extracting(BadRecord::line).containsExactly(1L);
    }

    @Test
    void a_format_that_was_named_makes_what_does_not_fit_bad_records() throws IOException {
        Collected read = Collected.from(FileSource.of(write(GOOD + "\n" + GOOD), Layout.SHAREGPT));
        assertThat(read.bad())
                .hasSize(2)
                .first()
                .satisfies(bad -> assertThat(bad.field()).isEqualTo("/conversations"));
    }

    @Test
    void bytes_that_are_not_utf_8_spoil_their_own_element_only() throws IOException {
        String broken = GOOD.replace("hello", SECRET + "\u00ff");
        Path file = Files.write(
                folder.resolve("chats"),
                ("[" + GOOD + "," + broken + "," + GOOD + "]").getBytes(StandardCharsets.ISO_8859_1));
        Collected read = Collected.from(FileSource.of(file));
        assertThat(read.conversations()).hasSize(2);
        assertThat(read.bad()).extracting(BadRecord::found).containsExactly("bytes that are not UTF-8");
    }

    @Test
    void a_tree_of_messages_that_leads_back_to_itself_is_a_bad_record() throws IOException {
        String loop = "{\"mapping\": {\"Xanthippe\": {\"parent\": \"b\"}, \"b\": {\"parent\": \"Xanthippe\"}},"
                + " \"current_node\": \"b\"}";
        Collected read = read("[" + loop + ", {\"mapping\": {}, \"current_node\": \"Xanthippe\"}]");
        assertThat(read.conversations()).hasSize(1);
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly("chats (element):1: /mapping: expected a branch that ends at a root, found one that"
                        + " leads back to itself");
    }

    private Collected read(String text) throws IOException {
        return Collected.from(FileSource.of(write(text)));
    }

    private Path write(String text) throws IOException {
        return Files.write(folder.resolve("chats"), utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
