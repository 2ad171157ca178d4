package io.clio.benchmarks;

import io.clio.Format;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.input.FileSource;
import io.clio.input.Layout;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Reads files of records with wrong bytes in them, of every format, and compares how many records went in with how many
 * conversations and bad records came out.
 *
 * <p>A file holds {@value #RECORDS} records, one a line (CSV under a header). Its bytes are mutated, and its line ends
 * are put back, so that the number of records is known. Every third file of a JSON format is one array instead, of
 * which only the inside of records is mutated; such a file may also be refused as a whole, with a message, since its
 * elements may not be told apart any more.
 */
final class InputFuzz {
    private static final int RECORDS = 50;
    private static final long HANG_SECONDS = 20;
    private static final byte[] TELLING = "{}[]\",:\\\r\t 0-eu\0\u001f".getBytes(StandardCharsets.ISO_8859_1);

    private final Path folder;
    private final Random random;
    private long records;
    private long conversations;
    private long bad;
    private long refused;
    private long refusedLines;
    private long lost;
    private long unexpected;
    private long hangs;
    private final TreeMap<String, Long> perFormat = new TreeMap<>();

    private InputFuzz(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /**
     * Runs it.
     *
     * @param arguments a folder with a fixture of each format, a folder to write to, how many records, and {@code drop}
     *     to leave records out on purpose, which must be found
     * @throws IOException if a folder cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        InputFuzz fuzz = new InputFuzz(Path.of(arguments[1]), 1);
        boolean drop = arguments.length > 3 && arguments[3].equals("drop");
        List<Format> formats = List.of(Format.values());
        long wanted = Long.parseLong(arguments[2]);
        for (long file = 0; fuzz.records < wanted; file++) {
            Format format = formats.get((int) (file % formats.size()));
            boolean array = format != Format.CSV && file / formats.size() % 3 == 2;
            fuzz.one(format, fixture(Path.of(arguments[0]), format), array, drop);
        }
        System.out.println("records " + fuzz.records + " " + fuzz.perFormat);
        System.out.println("conversations " + fuzz.conversations + ", bad records " + fuzz.bad
                + ", refused as a whole: in arrays "
                + fuzz.refused + ", in other files " + fuzz.refusedLines);
        System.out.println("unexpected exceptions: " + fuzz.unexpected);
        System.out.println("hangs: " + fuzz.hangs);
        System.out.println("lost: " + fuzz.lost);
    }

    private static List<String> fixture(Path folder, Format format) throws IOException {
        if (format == Format.CSV) {
            return List.of(
                    "c1,u1,\"What is \"\"it\"\"?\",2026-01-31 12:00:00", "c2,u2,Hello,1769860800", "c3,,\"a, b\",");
        }
        return Files.readAllLines(folder.resolve(format + ".jsonl"));
    }

    private void one(Format format, List<String> fixture, boolean array, boolean drop) throws IOException {
        StringBuilder text =
                new StringBuilder(array ? "[" : format == Format.CSV ? "id,user_id,prompt,timestamp\n" : "");
        int fixed = text.length();
        for (int i = 0; i < RECORDS; i++) {
            text.append(fixture.get(i % fixture.size())).append(i == RECORDS - 1 ? "" : array ? ",\n" : "\n");
        }
        text.append(array ? "]" : "");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        mutate(bytes, fixed, array);
        Path file = Files.write(folder.resolve("mutated"), bytes);
        Count count = new Count(drop);
        long start = System.nanoTime();
        boolean whole = true;
        try {
            source(format, file).read(count);
        } catch (BadInputException e) {
            whole = false;
        } catch (RuntimeException | StackOverflowError e) {
            whole = false;
            unexpected++;
            System.out.println("unexpected " + e.getClass().getName() + " in a file of " + format);
        }
        hangs += System.nanoTime() - start > HANG_SECONDS * 1_000_000_000L ? 1 : 0;
        add(format, count, whole, array);
    }

    private static FileSource source(Format format, Path file) {
        return format == Format.CSV ? FileSource.csv(file) : FileSource.of(file, Layout.valueOf(format.name()));
    }

    private void add(Format format, Count count, boolean whole, boolean array) {
        records += RECORDS;
        perFormat.merge(format + (array ? " array" : ""), (long) RECORDS, Long::sum);
        conversations += count.conversations;
        bad += count.bad;
        if (!whole) {
            refused += array ? RECORDS - count.all() : 0;
            refusedLines += array ? 0 : RECORDS - count.all();
        } else if (count.all() != RECORDS) {
            lost += Math.abs(RECORDS - count.all());
            System.out.println(format + (array ? " array: " : ": ") + count.all() + " of " + RECORDS);
        }
    }

    /** Between none and eight bytes; what tells records apart stays. */
    private void mutate(byte[] bytes, int from, boolean array) {
        int times = random.nextInt(array ? 3 : 9);
        for (int i = 0; i < times; i++) {
            int at = from + 1 + random.nextInt(bytes.length - from - 2);
            boolean keep = bytes[at] == '\n' || (array && (bytes[at + 1] == '\n' || bytes[at - 1] == '\n'));
            byte another = random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256);
            if (!keep && another != '\n') {
                bytes[at] = another;
            }
        }
    }

    private static final class Count implements ConversationSource.Sink {
        private final boolean drop;
        private long conversations;
        private long bad;

        Count(boolean drop) {
            this.drop = drop;
        }

        long all() {
            return conversations + bad;
        }

        @Override
        public void conversation(Conversation conversation) {
            conversations++;
        }

        @Override
        public void badRecord(BadRecord record) {
            // The control: a reader that swallows bad records.
            bad += drop ? 0 : 1;
        }
    }
}
