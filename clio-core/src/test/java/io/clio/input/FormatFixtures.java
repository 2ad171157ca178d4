package io.clio.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One invented file of each format, as JSON lines, and what a reader of it expects. */
final class FormatFixtures {
    private FormatFixtures() {}

    static byte[] bytes(Layout layout) throws IOException {
        return resource(layout + ".jsonl");
    }

    static List<String> lines(Layout layout) throws IOException {
        return new String(bytes(layout), StandardCharsets.UTF_8).lines().toList();
    }

    static byte[] csv() throws IOException {
        return resource("CSV.csv");
    }

    static String expected(Layout layout) throws IOException {
        return expected(layout.name());
    }

    /** What a reader expects of the first record alone. */
    static String expectedFirst(Layout layout) throws IOException {
        String all = expected(layout);
        int end = all.indexOf("\n\nid ");
        return end < 0 ? all : all.substring(0, end + 1);
    }

    static String expected(String format) throws IOException {
        return new String(resource(format + ".expected.txt"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FormatFixtures.class.getResourceAsStream("formats/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
