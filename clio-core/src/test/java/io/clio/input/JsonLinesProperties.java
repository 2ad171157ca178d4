package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class JsonLinesProperties {
    private static final int LINES = 12;
    /** Bytes that are likelier than others to break something. */
    private static final byte[] TELLING = "{}[]\",:\\\n\r\t 0-eu\0\u001f".getBytes(StandardCharsets.ISO_8859_1);

    private Path file;

    @BeforeProperty
    void createFile() throws IOException {
        file = Files.createTempFile("mutated", ".jsonl");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1000)
    void whatever_happens_to_its_bytes_each_line_of_a_file_is_good_or_bad_or_blank(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int mutations) throws IOException {
        byte[] bytes = mutated(seed, mutations);
        Files.write(file, bytes);

        Collected read = collect();

        assertThat(read.conversations().size() + read.bad().size()).isEqualTo(nonBlankLines(bytes));
        assertThat(read.bad())
                .extracting(BadRecord::line)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Property(tries = 300)
    void lines_that_were_not_touched_all_arrive(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = LINES - 1) int touched) throws IOException {
        List<String> lines = IntStream.range(0, LINES)
                .mapToObj(JsonLinesProperties::line)
                .collect(Collectors.toCollection(ArrayList::new));
        Random random = new Random(seed);
        byte[] broken = lines.get(touched).getBytes(StandardCharsets.UTF_8);
        broken[random.nextInt(broken.length)] = (byte) (0x80 + random.nextInt(0x40));
        lines.set(touched, new String(broken, StandardCharsets.ISO_8859_1));
        Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));

        Collected read = collect();

        assertThat(read.bad()).extracting(BadRecord::line).containsExactly(touched + 1L);
        assertThat(read.conversations())
                .extracting(conversation -> conversation.id())
                .containsExactlyElementsOf(IntStream.range(0, LINES)
                        .filter(line -> line != touched)
                        .mapToObj(line -> "c" + line)
                        .toList());
    }

    /** A file of which nothing is left is empty, and says so. */
    private Collected collect() throws IOException {
        try {
            return Collected.from(file);
        } catch (BadInputException e) {
            assertThat(e).hasMessageEndingWith("found an empty file");
            return new Collected(List.of(), List.of());
        }
    }

    private static byte[] mutated(long seed, int mutations) {
        Random random = new Random(seed);
        byte[] bytes = IntStream.range(0, LINES)
                .mapToObj(JsonLinesProperties::line)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < mutations; i++) {
            // The first byte stays, so that the file does not turn into a gzip file or gain a byte order mark.
            int at = 1 + random.nextInt(bytes.length - 1);
            bytes[at] = random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String line(int number) {
        return "{\"id\": \"c" + number + "\", \"user_id\": " + number + ", \"timestamp\": 17698608" + number
                + ", \"labels\": {\"a\": [1, 2.5, true, null]}, \"messages\": [{\"role\": \"user\", \"content\":"
                + " \"h\\u00e9llo\"}, {\"role\": \"assistant\", \"content\": \"\"}]}";
    }

    private static int nonBlankLines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (String line : text.split("\n", -1)) {
            String withoutEnd = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!withoutEnd.replace("\t", "").replace(" ", "").isEmpty()) {
                count++;
            }
        }
        return count;
    }
}
