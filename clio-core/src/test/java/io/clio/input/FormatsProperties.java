package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever happens to the bytes of a file, each of its records is a conversation or a bad record, or the run ends. */
class FormatsProperties {
    private static final long RECORDS = 8;

    private Path file;

    @BeforeProperty
    void createFile() throws IOException {
        file = Files.createTempFile("mutated", ".json");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 600)
    void no_line_of_any_layout_is_lost(
            @ForAll Layout layout, @ForAll long seed, @ForAll @IntRange(max = 30) int mutations) throws IOException {
        byte[] bytes = new Mutations(seed).apply(records(layout, "\n"), mutations);
        Files.write(file, bytes);

        Collected read = Collected.from(FileSource.of(file, layout).linesOnly());

        assertThat(count(read)).isEqualTo(Mutations.nonBlankLines(bytes));
    }

    @Property(tries = 1500)
    void no_element_of_any_layout_is_lost_unless_the_reading_ends(
            @ForAll Layout layout, @ForAll long seed, @ForAll @IntRange(max = 6) int mutations) throws IOException {
        String array = "[" + new String(records(layout, ",\n"), StandardCharsets.UTF_8) + "]";
        byte[] bytes = new Mutations(seed).apply(array.getBytes(StandardCharsets.UTF_8), mutations);
        Files.write(file, bytes);

        try {
            Collected read = Collected.from(FileSource.of(file, layout));
            // Two wrong bytes can make one whole element of two, by taking away a bracket of each.
            assertThat(count(read)).isGreaterThanOrEqualTo(RECORDS - mutations / 2);
        } catch (BadInputException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }

    /** The control of the property above: whole arrays are read, and most of those with one wrong byte are. */
    @Property(tries = 300)
    void arrays_with_one_wrong_letter_inside_a_string_are_read(@ForAll Layout layout, @ForAll long seed)
            throws IOException {
        String array = "[" + new String(records(layout, ",\n"), StandardCharsets.UTF_8) + "]";
        List<Integer> letters = new ArrayList<>();
        for (int i = 1; i < array.length(); i++) {
            if (Character.isLetter(array.charAt(i)) && array.charAt(i - 1) != '\\') {
                letters.add(i);
            }
        }
        int at = letters.get(new Random(seed).nextInt(letters.size()));
        Files.writeString(file, array.substring(0, at) + "\u0007" + array.substring(at + 1));

        assertThat(count(Collected.from(FileSource.of(file, layout)))).isEqualTo(RECORDS);
    }

    @Property(tries = 600)
    void no_row_is_lost(@ForAll long seed, @ForAll @IntRange(max = 12) int mutations) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row < RECORDS; row++) {
            csv.append("c")
                    .append(row)
                    .append(",u")
                    .append(row)
                    .append(",\"what is \"\"")
                    .append(row)
                    .append("\"\"?\",2026-01-31 12:00:00\n");
        }
        String header = "id,user_id,prompt,timestamp\n";
        byte[] rows = new Mutations(seed).apply(csv.toString().getBytes(StandardCharsets.UTF_8), mutations);
        byte[] bytes = new byte[header.length() + rows.length];
        System.arraycopy(header.getBytes(StandardCharsets.UTF_8), 0, bytes, 0, header.length());
        System.arraycopy(rows, 0, bytes, header.length(), rows.length);
        Files.write(file, bytes);

        Collected read = Collected.from(FileSource.csv(file));

        // Line ends may have come or gone; each that is left inside quotes joins two lines.
        assertThat(count(read)).isBetween(mutations == 0 ? RECORDS : 1, RECORDS + mutations);
        if (Mutations.nonBlankLines(rows) == RECORDS && mutations <= 1) {
            assertThat(count(read)).isEqualTo(RECORDS);
        }
    }

    @Property(tries = 600)
    void whatever_a_file_holds_it_is_read_or_refused_with_a_message(
            @ForAll Layout layout, @ForAll long seed, @ForAll @IntRange(max = 60) int mutations) throws IOException {
        byte[] bytes = records(layout, "\n");
        Mutations mutate = new Mutations(seed);
        Files.write(file, mutate.cut(mutate.anywhere(bytes, mutations)));

        try {
            count(Collected.from(FileSource.of(file)));
        } catch (BadInputException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }

    private static long count(Collected read) {
        return read.conversations().size() + (long) read.bad().size();
    }

    private static byte[] records(Layout layout, String between) throws IOException {
        List<String> fixtures = FormatFixtures.lines(layout);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(fixtures.get(i % fixtures.size()));
        }
        return String.join(between, records).getBytes(StandardCharsets.UTF_8);
    }
}
