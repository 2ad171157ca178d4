package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceForgetTest extends InWorkspace {
    @Test
    void forgetting_a_user_removes_what_he_owns_alone_or_with_others_and_nothing_else() {
        try (WorkspaceSession session = workspace().begin()) {
            for (Artefact kind : Artefact.values()) {
                keep(session, kind, ANNA, "a", "anna");
                keep(session, kind, BORIS, "b", "boris");
                keep(session, kind, Subject.unknown(), "n", "nobody");
                session.put(
                        kind,
                        session.key(kind, "ab"),
                        List.of(session.owner(BORIS), session.owner(ANNA)),
                        "anna".getBytes(StandardCharsets.UTF_8));
            }
            session.commit();
        }
        assertThat(workspace().forget("anna")).isEqualTo(2 * Artefact.values().length);
        assertThat(workspace().forget("anna")).isZero();
        try (WorkspaceReader reader = workspace().read(grant())) {
            for (Artefact kind : Artefact.values()) {
                List<String> left = new ArrayList<>();
                reader.read(kind, value -> left.add(new String(value, StandardCharsets.UTF_8)));
                assertThat(left).containsExactly("boris", "nobody");
            }
        }
    }

    /** Not even whoever has the key and the old blocks of the disk can read what was forgotten. */
    @Test
    void the_file_of_before_is_shredded_when_a_user_is_forgotten() throws IOException {
        keepSome();
        Path link = directory.resolve("still-the-old-blocks");
        Files.createLink(link, log());
        workspace().forget("anna");
        assertThat(Files.size(link)).isGreaterThan(12_288);
        assertThat(Arrays.copyOf(Files.readAllBytes(link), 12_288)).containsOnly(0);
    }

    @Test
    void the_file_is_shredded_at_the_end_of_an_ephemeral_run() throws IOException {
        Path link = directory.resolve("still-the-old-blocks");
        try (WorkspaceSession session = Workspace.at(directory).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            Files.createLink(link, log());
        }
        assertThat(log()).doesNotExist();
        assertThat(Arrays.copyOf(Files.readAllBytes(link), 12_288)).containsOnly(0);
    }

    @Test
    void wiping_leaves_nothing() {
        keepSome();
        workspace().wipe();
        assertThat(log()).doesNotExist();
    }
}
