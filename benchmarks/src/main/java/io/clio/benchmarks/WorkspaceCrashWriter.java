package io.clio.benchmarks;

import io.clio.workspace.WorkspaceSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes numbered records until it is killed, and says on standard output what is on the disk: {@code DIRECTORY FIRST
 * sealed|plain}. After every few commits it has a user forgotten, which writes the whole file anew.
 */
final class WorkspaceCrashWriter {
    private static final int MOST_AT_ONCE = 12;
    private static final int COMMITS_BETWEEN = 6;

    private WorkspaceCrashWriter() {}

    /** Never ends by itself. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int next = Integer.parseInt(arguments[1]);
        say("begun");
        if (arguments[2].equals("plain")) {
            writePlain(directory.resolve("plain.txt"), next);
        }
        while (true) {
            try (WorkspaceSession session = CrashRecords.workspace(directory).begin()) {
                say("opened");
                for (int commit = 0; commit < COMMITS_BETWEEN; commit++) {
                    int until = next + 1 + next * 31 % MOST_AT_ONCE;
                    say("putting " + until);
                    for (int number = next; number < until; number++) {
                        CrashRecords.put(session, number);
                    }
                    session.commit();
                    say("committed " + until);
                    next = until;
                }
            }
            say("forgetting " + next);
            CrashRecords.workspace(directory).forget(CrashRecords.victim());
            say("forgot " + next);
        }
    }

    /** The control: a store that says a record is safe while it still stands in memory, and seals nothing. */
    private static void writePlain(Path file, int first) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 20)) {
            for (int number = first; ; number++) {
                say("putting " + (number + 1));
                out.write((CrashRecords.value(number) + "\n").getBytes(StandardCharsets.UTF_8));
                say("committed " + (number + 1));
            }
        }
    }

    private static void say(String what) {
        System.out.println(what);
        if (System.out.checkError()) {
            // Whoever listened is gone.
            System.exit(1);
        }
    }
}
