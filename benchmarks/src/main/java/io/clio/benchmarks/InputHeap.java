package io.clio.benchmarks;

import io.clio.Format;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.input.FileSource;
import io.clio.input.Layout;
import io.clio.spi.ConversationSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a file of conversations of a given size, or reads one and says how much of the heap was alive at most: what is
 * left after a full collection, which is asked for at even distances over the file.
 */
final class InputHeap {
    private static final int LOOKS = 20;

    private InputHeap() {}

    /**
     * Runs it: {@code write FILE MEGABYTES lines|array|csv} or {@code read FILE FORMAT [keep]}.
     *
     * @param arguments what to do
     * @throws IOException if the file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(file, Long.parseLong(arguments[2]) * 1_000_000, arguments[3]);
        } else {
            read(file, Format.valueOf(arguments[2]), arguments.length > 3);
        }
    }

    private static void write(Path file, long size, String kind) throws IOException {
        boolean array = kind.equals("array");
        boolean csv = kind.equals("csv");
        String words = "how do I keep bees warm in winter and what do they eat ".repeat(20);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            String start = array ? "[" : csv ? "conversation_id,user_id,role,content\n" : "";
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            long written = start.length();
            for (long i = 0; written < size; i++) {
                String record = (array && i > 0 ? ",\n" : "")
                        + (csv
                                ? "c" + i + ",u" + i % 1000 + ",user,\"" + words + "\"\n"
                                : "{\"id\":\"c" + i + "\",\"user_id\":\"u" + i % 1000
                                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + words
                                        + "\"},{\"role\":\"assistant\",\"content\":\"" + words + "\"}]}"
                                        + (array ? "" : "\n"));
                out.write(record.getBytes(StandardCharsets.US_ASCII));
                written += record.length();
            }
            out.write((array ? "]\n" : "").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void read(Path file, Format format, boolean keep) throws IOException {
        FileSource source =
                format == Format.CSV ? FileSource.csv(file) : FileSource.of(file, Layout.valueOf(format.name()));
        long perRecord = format == Format.CSV ? 1130 : 2280;
        Watch watch = new Watch(Math.max(1, Files.size(file) / perRecord / LOOKS), keep);
        source.read(watch);
        System.out.println("conversations: " + watch.conversations + ", bad records: " + watch.bad);
        System.out.println(String.format(Locale.ROOT, "live MB: %.3f", watch.most / 1e6));
    }

    private static final class Watch implements ConversationSource.Sink {
        private final long every;
        private final boolean keep;
        private final List<Conversation> kept = new ArrayList<>();
        private long conversations;
        private long bad;
        private long most;

        Watch(long every, boolean keep) {
            this.every = every;
            this.keep = keep;
        }

        @Override
        public void conversation(Conversation conversation) {
            // The control: a reader that keeps what it read.
            if (keep) {
                kept.add(conversation);
            }
            if (++conversations % every == 0) {
                look();
            }
        }

        @Override
        public void badRecord(BadRecord record) {
            bad++;
        }

        private void look() {
            System.gc();
            long live = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
            most = Math.max(most, live);
        }
    }
}
