package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clio.conversation.Subject;
import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A workspace in a folder of its own, and what tests put there and ask of it. */
abstract class InWorkspace {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final Subject ANNA = Subject.ofUser("anna");
    static final Subject BORIS = Subject.ofUser("boris");

    @TempDir
    Path directory;

    static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new SecretKeySpec(bytes, "AES");
    }

    Workspace workspace() {
        return Workspace.at(directory).key(key(1)).clock(InstantSource.fixed(NOW));
    }

    Path log() {
        return directory.resolve("clio-workspace.log");
    }

    static void keep(WorkspaceSession session, Artefact kind, Subject owner, String name, String value) {
        session.put(
                kind, session.key(kind, name), List.of(session.owner(owner)), value.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> find(WorkspaceSession session, Artefact kind, String name) {
        return session.get(session.key(kind, name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** A workspace in which a run that has no end kept a few things. */
    void keepSome() {
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips of anna");
            session.commit();
            keep(session, Artefact.EMBEDDINGS, BORIS, "b", "tractors of boris");
            session.commit();
        }
    }

    static WorkspaceException refused(ThrowingCallable opening) {
        return catchThrowableOfType(WorkspaceException.class, opening);
    }

    void assertRefused(Workspace workspace, Reason reason, String... says) throws IOException {
        byte[] before = Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0];
        WorkspaceException told = refused(workspace::begin);
        assertThat(told).as("a refusal").isNotNull();
        assertThat(told.reason()).isEqualTo(reason);
        assertThat(told).hasMessageContaining(directory.toString()).hasMessageContainingAll(says);
        assertThat(Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0])
                .isEqualTo(before);
    }

    Workspace later(Duration time) {
        return workspace().clock(InstantSource.fixed(NOW.plus(time)));
    }

    void what_can_be_found_is_still_there() {
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips of anna");
            assertThat(find(session, Artefact.EMBEDDINGS, "b")).contains("tractors of boris");
        }
    }

    static AccessGrant grant() {
        return new AccessGrant("Rosa", "incident 7", NOW.plus(Duration.ofHours(1)));
    }
}
