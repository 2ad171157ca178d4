package io.clio.explorer.access;

import io.clio.explorer.access.AccessLog.Head;
import io.clio.explorer.access.AccessLog.Report;
import io.clio.privacy.seal.Seal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an access log up to the first line that is not as it was written. A line is {@code {"n":1,…,"mac":"…"}}; its
 * fingerprint is over the fingerprint before it and all that stands before the comma of {@code mac}.
 */
final class LogReader {
    private static final Pattern LINE = Pattern.compile("(\\{\"n\":(\\d{1,18}),.*),\"mac\":\"([0-9a-f]{64})\"\\}");
    private static final int LONGEST = 1 << 16;
    private static final int LAST = 100;

    private final Seal seal;
    private final long wanted;
    private final Deque<String> last = new ArrayDeque<>();
    private Head head = Head.START;
    private Head atWanted = Head.START;
    private long soundBytes;
    private @Nullable String problem;
    private boolean cutShort;

    private LogReader(Seal seal, long wanted) {
        this.seal = seal;
        this.wanted = wanted;
    }

    static LogReader of(Path path, Seal seal, long bytes) throws IOException {
        return of(path, seal, bytes, Long.MAX_VALUE);
    }

    /** Reads at most so many bytes, and remembers the head that the log had at a number of lines. */
    static LogReader of(Path path, Seal seal, long bytes, long wanted) throws IOException {
        LogReader reader = new LogReader(seal, wanted);
        if (Files.exists(path)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
                reader.read(in, bytes);
            }
        }
        return reader;
    }

    private void read(InputStream in, long bytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long left = bytes;
        for (int b = left-- > 0 ? in.read() : -1; b >= 0; b = left-- > 0 ? in.read() : -1) {
            if (b != '\n') {
                line.write(b);
                if (line.size() > LONGEST) {
                    problem = place() + "is longer than any that is written";
                    return;
                }
                continue;
            }
            problem = problemOf(line.toString(StandardCharsets.ISO_8859_1));
            if (problem != null) {
                return;
            }
            soundBytes += line.size() + 1;
            line.reset();
        }
        if (line.size() > 0) {
            problem = place() + "was not written to its end";
            cutShort = true;
        }
    }

    private @Nullable String problemOf(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return place() + "was changed or inserted: it is no line of this log";
        }
        String fingerprint = fingerprint(seal, head.fingerprint(), matcher.group(1));
        long number = Long.parseLong(matcher.group(2));
        if (!fingerprint.equals(matcher.group(3))) {
            return place()
                    + (number == head.lines() + 1
                            ? "or the one before it was changed or inserted"
                            : "was moved or inserted, or lines before it were removed: it says that it is line "
                                    + number);
        }
        head = new Head(head.lines() + 1, fingerprint);
        if (head.lines() == wanted) {
            atWanted = head;
        }
        last.add(line);
        if (last.size() > LAST) {
            last.remove();
        }
        return null;
    }

    private String place() {
        return String.format(Locale.ROOT, "line %d ", head.lines() + 1);
    }

    Head head() {
        return head;
    }

    long soundBytes() {
        return soundBytes;
    }

    @Nullable
    String problem() {
        return problem;
    }

    /** Says whether all that is wrong is a last line without an end. */
    boolean isCutShort() {
        return cutShort;
    }

    Report report(Head expected) {
        List<String> lines = List.copyOf(last);
        if (problem != null) {
            return new Report(head, List.of(problem), lines);
        }
        if (head.lines() < expected.lines()) {
            String missing =
                    "the end was cut off: expected " + expected.lines() + " lines or more, found " + head.lines();
            return new Report(head, List.of(missing), lines);
        }
        Head then = head.lines() == expected.lines() ? head : atWanted;
        if (expected.lines() > 0 && !then.equals(expected)) {
            return new Report(
                    head,
                    List.of("line " + expected.lines() + " is not the one that the head names: another log"),
                    lines);
        }
        return new Report(head, List.of(), lines);
    }

    /** What stands on a line: its content, which is an object without its last brace, and the fingerprint. */
    static String line(String content, String fingerprint) {
        return content + ",\"mac\":\"" + fingerprint + "\"}\n";
    }

    static String fingerprint(Seal seal, String before, String content) {
        return HexFormat.of().formatHex(seal.fingerprint((before + content).getBytes(StandardCharsets.ISO_8859_1)));
    }
}
