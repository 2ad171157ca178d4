package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.release.Insights;
import io.clio.release.ReleaseLedger;
import io.clio.spi.Progress;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final List<Conversation> USUAL = Population.usual();

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name_a_file() {
        file = folder.resolve("ledger");
    }

    private ReleaseLedger ledger() throws IOException {
        return ReleaseLedger.at(file, new SecretKeySpec(new byte[32], "AES"));
    }

    private static List<Conversation> withoutFirstUser() {
        return USUAL.stream()
                .filter(conversation ->
                        !conversation.subject().equals(USUAL.get(0).subject()))
                .toList();
    }

    private static Pipeline over(List<Conversation> conversations) {
        return Runs.exactlyOver(Conversations.of(conversations));
    }

    @Test
    void a_user_who_is_erased_alone_still_counts() throws IOException {
        try (ReleaseLedger ledger = ledger()) {
            Insights first = over(USUAL).ledger(ledger).run();
            Insights second = over(withoutFirstUser()).ledger(ledger).run();

            assertThat(second.users()).isEqualTo(first.users());
            assertThat(second.conversations()).isEqualTo(first.conversations());
            assertThat(second.input()).isEqualTo(first.input());
        }
    }

    @Test
    void without_a_ledger_the_erasure_shows_and_the_guarantee_says_that_it_can() {
        Insights first = over(USUAL).run();

        assertThat(over(withoutFirstUser()).run().users()).isEqualTo(first.users() - 1);
        assertThat(first.guarantee().limits())
                .anyMatch(limit -> limit.startsWith("Two releases over overlapping data"));
    }

    @Test
    void the_same_run_again_is_equal_whatever_the_order_of_the_input() throws IOException {
        try (ReleaseLedger ledger = ledger()) {
            Insights first = over(USUAL).ledger(ledger).run();
            byte[] recorded = Files.readAllBytes(file);

            assertThat(over(Population.shuffled(USUAL, 5)).ledger(ledger).run()).isEqualTo(first);
            assertThat(Files.readAllBytes(file)).isEqualTo(recorded);
        }
    }

    @Test
    void a_ledger_among_trees_of_one_run_is_refused_as_one_of_runs() {
        Pipeline pipeline = over(USUAL);

        assertThatThrownBy(() -> pipeline.ledger(ReleaseLedger.amongTrees()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger must be one that compares runs");
    }

    @Test
    void a_run_whose_workspace_fails_at_its_end_is_not_recorded() throws IOException {
        Path work = folder.resolve("work");
        Workspace workspace = Workspace.at(work).key(new SecretKeySpec(new byte[32], "AES"));
        try (ReleaseLedger ledger = ledger()) {
            Pipeline sound = over(USUAL).ledger(ledger).workspace(workspace);
            Pipeline failing = sound.progress((stage, done, total) -> {
                if (stage == Progress.Stage.RELEASE && done == total) {
                    putInTheWay(work.resolve("clio-workspace.log"));
                }
            });

            assertThatThrownBy(failing::run).isInstanceOf(WorkspaceException.class);
            assertThat(file).doesNotExist();

            Workspace other = Workspace.at(folder.resolve("other")).key(new SecretKeySpec(new byte[32], "AES"));
            assertThat(over(USUAL).ledger(ledger).workspace(other).run().roots())
                    .isNotEmpty();
            assertThat(file).exists();
        }
    }

    /** A folder that is not empty can be neither removed nor replaced as a file. */
    private static void putInTheWay(Path log) {
        try {
            Files.deleteIfExists(log);
            Files.createFile(Files.createDirectory(log).resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_run_that_fails_after_the_gate_is_not_recorded() throws IOException {
        try (ReleaseLedger ledger = ledger()) {
            Pipeline failing = over(USUAL).ledger(ledger).progress((stage, done, total) -> {
                if (stage == Progress.Stage.RELEASE && done == total) {
                    throw new IllegalStateException("the console is gone");
                }
            });

            assertThatThrownBy(failing::run).hasMessage("the console is gone");
            assertThat(file).doesNotExist();
        }
    }
}
