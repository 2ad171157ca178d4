package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest extends InWorkspace {
    @Test
    void opening_and_every_reading_stand_in_the_access_log() throws IOException {
        keepSome();
        List<String> read = new ArrayList<>();
        try (WorkspaceReader reader = workspace().read(grant())) {
            assertThat(reader.count(Artefact.FACETS)).isEqualTo(1);
            reader.read(Artefact.FACETS, value -> read.add(new String(value, StandardCharsets.UTF_8)));
        }
        assertThat(read).containsExactly("tulips of anna");
        assertThat(Files.readAllLines(directory.resolve(AccessLog.NAME)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("open", "Rosa", "incident 7", "2026-03-01T01:00:00Z"),
                        line -> assertThat(line).contains("count FACETS", "Rosa"),
                        line -> assertThat(line).contains("read FACETS", "Rosa"));
        assertThat(workspace().verifyAccessLog().lines()).isEqualTo(3);
    }

    @Test
    void a_grant_that_has_ended_opens_nothing() {
        keepSome();
        WorkspaceException told = refused(() -> workspace().read(new AccessGrant("Rosa", "late", NOW)));
        assertThat(told.reason()).isEqualTo(Reason.EXPIRED_GRANT);
        what_can_be_found_is_still_there();
    }

    @Test
    void a_grant_says_who_and_why_in_one_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant(" ", "why", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant("who", "a\tb", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant("who", "a\nb", NOW));
    }

    private List<String> threeLines() throws IOException {
        keepSome();
        try (WorkspaceReader reader = workspace().read(grant())) {
            reader.count(Artefact.FACETS);
            reader.count(Artefact.EMBEDDINGS);
        }
        return Files.readAllLines(directory.resolve(AccessLog.NAME));
    }

    private void assertLogRefused(List<String> lines, String says) throws IOException {
        Path log = directory.resolve(AccessLog.NAME);
        Files.write(log, lines);
        WorkspaceException told = refused(() -> AccessLog.verify(log));
        assertThat(told).hasMessageContaining(says);
        assertThat(told.reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void a_line_of_the_access_log_that_was_changed_removed_or_moved_is_found() throws IOException {
        List<String> lines = threeLines();
        assertThat(AccessLog.verify(directory.resolve(AccessLog.NAME)).lines()).isEqualTo(3);
        assertLogRefused(List.of(lines.get(0).replace("Rosa", "Rita"), lines.get(1), lines.get(2)), "line 1");
        assertLogRefused(List.of(lines.get(0), lines.get(2)), "line 2");
        assertLogRefused(List.of(lines.get(1), lines.get(2)), "line 1");
        assertLogRefused(List.of(lines.get(0), lines.get(2), lines.get(1)), "line 2");
    }

    @Test
    void an_access_log_that_was_cut_off_or_removed_is_found_by_its_sealed_head() throws IOException {
        List<String> lines = threeLines();
        Path log = directory.resolve(AccessLog.NAME);
        Files.write(log, lines.subList(0, 2));
        assertThat(AccessLog.verify(log).lines()).isEqualTo(2);
        assertThat(refused(() -> workspace().verifyAccessLog())).hasMessageContaining("at least the 3 lines");
        Files.delete(log);
        assertThat(refused(() -> workspace().verifyAccessLog())).hasMessageContaining("at least the 3 lines");
    }

    @Test
    void the_head_of_the_access_log_outlasts_a_wipe() throws IOException {
        threeLines();
        workspace().wipe();
        assertThat(workspace().verifyAccessLog().lines()).isEqualTo(3);
        Files.delete(directory.resolve(AccessLog.NAME));
        assertThat(refused(() -> workspace().verifyAccessLog())).isNotNull();
    }
}
