package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.clio.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each format has a fixture, and beside it what a reader of it expects, in {@code src/test/resources}. */
class FormatsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    /** One way in which the same records can stand in a file. */
    private interface Wrapping {
        byte[] apply(List<String> lines) throws IOException;
    }

    @Test
    void every_layout_has_a_name_that_users_can_give() {
        List<String> json = Arrays.stream(Layout.values()).map(Enum::name).toList();
        assertThat(Stream.of(Format.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(json.stream(), Stream.of("CSV")).toList());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_fixture_gives_what_its_reader_expects(Layout layout) throws IOException {
        Path file = Files.write(folder.resolve("chats"), FormatFixtures.bytes(layout));

        Collected read = Collected.from(FileSource.of(file, layout));

        assertThat(read.bad()).isEmpty();
        assertThat(Rendered.of(read.conversations())).isEqualTo(FormatFixtures.expected(layout));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_format_is_told_however_its_records_stand_in_a_file(Layout layout) throws IOException {
        List<Wrapping> wrappings = List.of(
                FormatsTest::lines,
                FormatsTest::array,
                FormatsTest::indentedArray,
                FormatsTest::indentedValues,
                lines -> gzip(lines(lines)),
                lines -> gzip(array(lines)),
                lines -> zip("conversations.json", array(lines)),
                lines -> zip("deep/export-1.jsonl", lines(lines)));
        for (Wrapping wrapping : wrappings) {
            Path file = Files.write(folder.resolve("chats"), wrapping.apply(FormatFixtures.lines(layout)));

            Collected read = Collected.from(FileSource.of(file));

            assertThat(read.bad()).isEmpty();
            assertThat(Rendered.of(read.conversations()))
                    .as("wrapping %d", wrappings.indexOf(wrapping))
                    .isEqualTo(FormatFixtures.expected(layout));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_single_record_of_a_format_is_a_file(Layout layout) throws IOException {
        String first = FormatFixtures.lines(layout).get(0);
        for (String text :
                List.of(first, "[" + first + "]", MAPPER.readTree(first).toPrettyString())) {
            Path file = Files.writeString(folder.resolve("chats"), text);
            assertThat(Rendered.of(Collected.from(FileSource.of(file)).conversations()))
                    .isEqualTo(FormatFixtures.expectedFirst(layout));
        }
    }

    @Test
    void csv_gives_what_its_reader_expects() throws IOException {
        Path file = Files.write(folder.resolve("chats"), FormatFixtures.csv());

        for (FileSource source : List.of(FileSource.of(file), FileSource.csv(file))) {
            Collected read = Collected.from(source);
            assertThat(read.bad()).isEmpty();
            assertThat(Rendered.of(read.conversations())).isEqualTo(FormatFixtures.expected("CSV"));
        }
    }

    private static byte[] lines(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] array(List<String> lines) {
        return ("\uFEFF [" + String.join(",", lines) + "]\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] indentedArray(List<String> lines) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (String line : lines) {
            array.add(MAPPER.readTree(line));
        }
        return array.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] indentedValues(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            JsonNode record = MAPPER.readTree(line);
            text.append(record.toPrettyString()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] zip(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
