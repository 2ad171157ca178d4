package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more: another process, whose files the operating system lets grow to 100 KB and no further. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int VALUE_BYTES = 4000;

    @TempDir
    private Path directory;

    private static Workspace workspace(Path directory) {
        return Workspace.at(directory).key(new SecretKeySpec(new byte[32], "AES"));
    }

    private static Optional<byte[]> find(WorkspaceSession session, int number) {
        return session.get(session.key(Artefact.ANSWERS, "answer " + number));
    }

    @Test
    void what_was_committed_outlasts_a_disk_that_is_full() throws Exception {
        Process writer = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(writer.waitFor()).as("%s", said).isZero();
        assertThat(said).last().asString().matches("DISK after \\d+, all there, .*make room.*");
        int committed = Integer.parseInt(said.get(said.size() - 1).replaceAll("\\D+(\\d+).*", "$1"));
        assertThat(committed).isBetween(15, 25);
        try (WorkspaceSession session = workspace(directory).resuming().begin()) {
            for (int number = 0; number < committed; number++) {
                assertThat(find(session, number).orElseThrow()).hasSize(VALUE_BYTES);
            }
            assertThat(find(session, committed)).isEmpty();
        }
    }

    /** Writes until it cannot, and looks whether what it committed is there. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            int number = 0;
            try (WorkspaceSession session = workspace(Path.of(arguments[0])).begin()) {
                try {
                    for (; number < 1000; number++) {
                        session.put(
                                Artefact.ANSWERS,
                                session.key(Artefact.ANSWERS, "answer " + number),
                                List.of(session.owner(Subject.unknown())),
                                new byte[VALUE_BYTES]);
                        session.commit();
                    }
                } catch (WorkspaceException e) {
                    boolean all = find(session, number).isEmpty();
                    for (int i = 0; i < number; i++) {
                        all &= find(session, i).isPresent();
                    }
                    System.out.println(
                            e.reason() + " after " + number + (all ? ", all there, " : ", lost, ") + e.getMessage());
                }
            }
        }
    }
}
