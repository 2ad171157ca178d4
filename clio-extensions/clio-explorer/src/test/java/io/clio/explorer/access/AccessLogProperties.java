package io.clio.explorer.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.explorer.access.AccessLog.Head;
import io.clio.explorer.access.AccessLog.Report;
import io.clio.explorer.access.AccessLog.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to a log by somebody who has no key is found, and the place is named. */
class AccessLogProperties {
    private static final int LINES = 12;
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    private static Path folder;
    private static Path file;
    private static List<String> lines;
    private static Head head;

    @BeforeContainer
    static void a_log() throws IOException {
        folder = Files.createTempDirectory("access-log");
        file = folder.resolve("access.log");
        try (AccessLog log =
                AccessLog.open(file, KEY, Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.UTC))) {
            for (int i = 0; i < LINES; i++) {
                log.append(new View(
                        "127.0.0.1",
                        i % 3 == 0 ? "\",\"mac\":\"\n\u202e" : "ana",
                        "viewer",
                        "run",
                        "r" + i % 2,
                        200,
                        i % 2));
            }
            head = log.head();
        }
        lines = Files.readAllLines(file);
    }

    @AfterContainer
    static void is_gone() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling("access.log.lock"));
        Files.deleteIfExists(folder);
    }

    @Example
    void a_log_that_nobody_touched_is_sound() throws IOException {
        Files.write(file, bytes(lines));

        Report report = AccessLog.verify(file, KEY, head);

        assertThat(report.problems()).isEmpty();
        assertThat(report.head()).isEqualTo(head);
        assertThat(report.last()).isEqualTo(lines);
    }

    @Property(tries = 1000)
    void one_changed_byte_is_found_on_its_line(@ForAll @IntRange(max = 1 << 20) int place, @ForAll byte other)
            throws IOException {
        byte[] changed = bytes(lines);
        int at = place % changed.length;
        if (changed[at] == other) {
            return;
        }
        changed[at] = other;

        assertThat(problemOf(changed)).startsWith("line " + lineOf(at) + " ");
    }

    @Property(tries = 200)
    void one_byte_more_or_less_is_found_on_its_line(
            @ForAll @IntRange(max = 1 << 20) int place, @ForAll byte other, @ForAll boolean more) throws IOException {
        byte[] whole = bytes(lines);
        int at = place % whole.length;
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(whole, 0, at);
        if (more) {
            changed.write(other);
        }
        int rest = more ? at : at + 1;
        changed.write(whole, rest, whole.length - rest);
        if (Arrays.equals(changed.toByteArray(), whole)) {
            return;
        }

        assertThat(problemOf(changed.toByteArray())).startsWith("line ");
    }

    @Property(tries = 100)
    void a_removed_line_is_found_where_it_was(@ForAll @IntRange(max = LINES - 2) int at) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);

        assertThat(problemOf(bytes(changed)))
                .startsWith("line " + (at + 1) + " ")
                .contains("lines before it were removed: it says that it is line " + (at + 2));
    }

    @Property(tries = 100)
    void two_lines_that_changed_places_are_found(
            @ForAll @IntRange(max = LINES - 1) int a, @ForAll @IntRange(max = LINES - 1) int b) throws IOException {
        if (a == b) {
            return;
        }
        List<String> changed = new ArrayList<>(lines);
        changed.set(a, lines.get(b));
        changed.set(b, lines.get(a));

        assertThat(problemOf(bytes(changed))).startsWith("line " + (Math.min(a, b) + 1) + " ");
    }

    @Property(tries = 100)
    void a_line_put_in_is_found(@ForAll @IntRange(max = LINES) int at, @ForAll @IntRange(max = LINES - 1) int copy)
            throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.add(at, lines.get(copy));

        // The same line twice is found at the second of the two.
        assertThat(problemOf(bytes(changed))).startsWith("line " + (at == copy ? at + 2 : at + 1) + " ");
    }

    @Property(tries = 20)
    void an_end_that_was_cut_off_is_found_by_the_head_alone(@ForAll @IntRange(max = LINES - 1) int left)
            throws IOException {
        Files.write(file, bytes(lines.subList(0, left)));

        assertThat(AccessLog.verify(file, KEY, head).problems())
                .containsExactly("the end was cut off: expected " + LINES + " lines or more, found " + left);
        assertThat(AccessLog.verify(file, KEY).isSound()).isTrue();
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines.stream().map(line -> line + "\n").toList()).getBytes(StandardCharsets.UTF_8);
    }

    private static int lineOf(int at) {
        int number = 1;
        for (int end = lines.get(0).length(); at > end; end += lines.get(number).length() + 1, number++) {}
        return number;
    }

    private static String problemOf(byte[] log) throws IOException {
        Files.write(file, log);
        Report report = AccessLog.verify(file, KEY);
        assertThat(report.isSound()).isFalse();
        return report.problems().get(0);
    }
}
