package io.clio.explorer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.explorer.access.AccessLog.Head;
import io.clio.explorer.access.AccessLog.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.UTC);
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final View VIEW = new View("127.0.0.1", "ana", "viewer", "run", "r1", 200, 0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file() {
        file = folder.resolve("access.log");
    }

    @Test
    void a_line_says_who_saw_what_and_when() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
            log.append(new View("127.0.0.1", "", "", "none", "", 401, 7));
        }

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("{\"n\":1,\"time\":\"2026-11-23T01:00:00Z\",\"peer\":\"127.0.0.1\",\"who\":\"ana\","
                                + "\"role\":\"viewer\",\"view\":\"run\",\"run\":\"r1\",\"outcome\":200,\"mac\":\""))
                .satisfies(lines -> assertThat(lines.get(1)).contains("\"outcome\":401,\"limited\":7,"));
    }

    @Test
    void a_hostile_name_stays_on_its_line_and_in_its_field() throws IOException {
        try (AccessLog log = open()) {
            log.append(new View("127.0.0.1", "a\"}\n{\"n\":2,\u202e\u2028", "viewer", "run", "r1", 200, 0));
        }

        assertThat(Files.readString(file)).hasLineCount(1).contains("a\\\"}\\n{\\\"n\\\":2,\\u202E\\u2028");
        assertThat(AccessLog.verify(file, KEY).isSound()).isTrue();
    }

    @Test
    void a_log_goes_on_after_a_restart() throws IOException {
        Head before;
        try (AccessLog log = open()) {
            before = log.append(VIEW);
        }
        try (AccessLog log = open()) {
            assertThat(log.head()).isEqualTo(before);
            log.append(VIEW);
            assertThat(log.check().isSound()).isTrue();
            assertThat(log.check().last()).hasSize(2);
        }

        assertThat(AccessLog.verify(file, KEY, Head.parse(before.toString())).isSound())
                .isTrue();
        assertThat(AccessLog.verify(file, KEY).head().lines()).isEqualTo(2);
    }

    @Test
    void a_log_that_was_changed_is_not_added_to() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
            log.append(VIEW);
        }
        Files.writeString(file, Files.readString(file).replaceFirst("ana", "eve"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 or the one before it was changed")
                .hasMessageContaining("is not added to")
                .hasMessageNotContaining("eve");
        // And nothing holds it: once mended, it opens.
        Files.writeString(file, Files.readString(file).replaceFirst("eve", "ana"));
        open().close();
    }

    @Test
    void what_a_crash_left_of_a_line_is_taken_away() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
        }
        Files.writeString(file, "{\"n\":2,\"ti", StandardOpenOption.APPEND);
        assertThat(AccessLog.verify(file, KEY).problems()).containsExactly("line 2 was not written to its end");

        try (AccessLog log = open()) {
            log.append(VIEW);
        }

        assertThat(AccessLog.verify(file, KEY).isSound()).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void a_change_while_the_log_is_open_is_found() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
            log.append(VIEW);
            Files.writeString(file, Files.readAllLines(file).get(0) + "\n");

            assertThat(log.check().problems())
                    .containsExactly("the end was cut off: expected 2 lines or more, found 1");
        }
    }

    @Test
    void another_key_does_not_fit() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
        }
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(AccessLog.verify(file, new SecretKeySpec(other, "AES")).problems())
                .hasSize(1);
    }

    @Test
    void the_head_of_another_log_does_not_fit() throws IOException {
        try (AccessLog log = open()) {
            log.append(VIEW);
        }

        assertThat(AccessLog.verify(file, KEY, new Head(1, "a".repeat(64))).problems())
                .containsExactly("line 1 is not the one that the head names: another log");
    }

    @Test
    void two_openers_and_lines_after_the_end_are_refused() throws IOException {
        AccessLog log = open();
        assertThatThrownBy(this::open).hasMessageContaining("another server writes to this log");
        log.close();
        log.close();

        assertThatThrownBy(() -> log.append(VIEW)).hasMessageContaining("the log is closed");
        assertThat(List.of(AccessLog.verify(file, KEY).head().lines())).containsExactly(0L);
    }

    @Test
    void a_log_that_is_not_there_is_not_sound() {
        assertThatThrownBy(() -> AccessLog.verify(file, KEY)).hasMessageContaining("found none that can be read");
    }

    private AccessLog open() throws IOException {
        return AccessLog.open(file, KEY, CLOCK);
    }
}
