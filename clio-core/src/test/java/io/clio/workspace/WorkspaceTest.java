package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceTest extends InWorkspace {
    @Test
    void what_a_run_without_an_end_kept_is_there_for_the_next() {
        keepSome();
        try (WorkspaceSession session = workspace().resuming().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips of anna");
            assertThat(find(session, Artefact.EMBEDDINGS, "b")).contains("tractors of boris");
            assertThat(find(session, Artefact.EMBEDDINGS, "a")).isEmpty();
        }
    }

    @Test
    void the_last_value_of_a_key_counts() {
        keepSome();
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "roses");
            session.commit();
            assertThat(find(session, Artefact.FACETS, "a")).contains("roses");
        }
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("roses");
        }
    }

    @Test
    void what_was_not_committed_is_not_there() {
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_run_that_came_to_its_end_leaves_nothing_unless_it_is_to_be_retained() {
        keepSome();
        try (WorkspaceSession session = workspace().begin()) {
            session.finish();
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void what_is_retained_outlasts_the_end_of_a_run() {
        try (WorkspaceSession session = workspace().retain(Duration.ofDays(3)).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
            session.finish();
        }
        try (WorkspaceSession session = later(Duration.ofDays(2)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
        try (WorkspaceSession session = later(Duration.ofDays(3)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
        assertThat(log()).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("forEver")
    void what_is_kept_for_ever_is_there_ever_after(Duration forEver) {
        try (WorkspaceSession session = workspace().retain(forEver).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session =
                later(Duration.ofDays(40_000)).retain(forEver).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
    }

    static List<Duration> forEver() {
        return List.of(Duration.ofMillis(Long.MAX_VALUE), ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void each_kind_can_be_kept_for_a_time_of_its_own() {
        Workspace some = workspace().retain(Artefact.EMBEDDINGS, Duration.ofDays(3));
        try (WorkspaceSession session = some.begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            keep(session, Artefact.EMBEDDINGS, ANNA, "a", "vector");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session = some.begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
            assertThat(find(session, Artefact.EMBEDDINGS, "a")).contains("vector");
        }
    }

    @Test
    void a_shorter_time_holds_for_what_is_there_already() {
        try (WorkspaceSession session = workspace().retain(Duration.ofDays(30)).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session =
                later(Duration.ofDays(2)).retain(Duration.ofDays(1)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void what_a_dead_run_left_waits_for_a_week() {
        keepSome();
        try (WorkspaceSession session = later(Duration.ofDays(6)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isPresent();
        }
        try (WorkspaceSession session = later(Duration.ofDays(7)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void nothing_readable_stands_on_the_disk() throws IOException {
        keepSome();
        String bytes = Files.readString(log(), StandardCharsets.ISO_8859_1);
        assertThat(bytes).hasSizeGreaterThan(12_000).doesNotContain("tulips", "tractors", "anna", "boris");
        assertThat(new String("tulips of anna".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1))
                .contains("tulips");
    }

    @Test
    void without_a_key_nothing_is_left_at_the_end_and_nothing_can_be_retained_or_resumed() throws IOException {
        Workspace ephemeral = Workspace.at(directory);
        try (WorkspaceSession session = ephemeral.begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
        assertThat(log()).doesNotExist();
        assertRefused(ephemeral.resuming(), Reason.NO_KEY, "key(…)");
        assertRefused(ephemeral.retain(Duration.ofDays(1)), Reason.NO_KEY, "key(…)");
    }

    /** What a killed run without a key has left has a key that is gone. */
    @Test
    void the_rest_of_an_ephemeral_run_is_replaced() throws IOException {
        byte[] left;
        try (WorkspaceSession session = Workspace.at(directory).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            left = Files.readAllBytes(log());
        }
        Files.write(log(), left);
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void nothing_to_resume_is_told_before_the_start() throws IOException {
        assertRefused(workspace().resuming(), Reason.NOTHING_TO_RESUME, "nothing of an earlier run");
    }

    @ParameterizedTest
    @EnumSource(Artefact.class)
    void keys_of_two_kinds_or_of_parts_that_run_into_one_differ(Artefact kind) {
        try (WorkspaceSession session = workspace().begin()) {
            List<Fingerprint> keys = List.of(
                    session.key(kind, "ab", "c"),
                    session.key(kind, "a", "bc"),
                    session.key(kind, "abc"),
                    session.key(kind, "abc", ""),
                    session.key(kind == Artefact.FACETS ? Artefact.ANSWERS : Artefact.FACETS, "ab", "c"));
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    void setting_a_thing_twice_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> workspace().key(key(2)));
        Workspace retained = workspace().retain(Duration.ofDays(1)).retain(Artefact.FACETS, Duration.ofDays(2));
        assertThatIllegalStateException().isThrownBy(() -> retained.retain(Duration.ofDays(2)));
        assertThatIllegalStateException().isThrownBy(() -> retained.retain(Artefact.FACETS, Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> workspace().retain(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workspace.at(directory).key(new SecretKeySpec(new byte[16], "AES")));
    }

    @Test
    void nothing_of_the_key_or_of_a_user_prints() {
        try (WorkspaceSession session = workspace().begin()) {
            assertThat((workspace() + " " + session.owner(ANNA)).replace(directory.toString(), ""))
                    .doesNotContain("anna")
                    .doesNotContainPattern("[0-9a-f]{12}");
        }
    }

    @Test
    void what_is_closed_says_that_it_is_closed() throws IOException {
        WorkspaceSession session = workspace().begin();
        Fingerprint key = session.key(Artefact.FACETS, "a");
        session.close();
        session.close();

        assertThatThrownBy(() -> session.get(key)).hasMessage("the session of the workspace is closed");
        assertThatThrownBy(() -> session.put(Artefact.FACETS, key, List.of(), new byte[1]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
    }
}
