package io.clio.benchmarks;

import io.clio.workspace.WorkspaceSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a process that writes to a workspace, again and again, and looks at what is left: {@code DIRECTORY KILLS
 * sealed|plain}. Counts records that were said to be on the disk and are not there or are wrong, records of a forgotten
 * user that are there, and files in which something can be read.
 */
final class WorkspaceCrash {
    private static final int KILLS_PER_DIRECTORY = 20;
    private static final int LONGEST_DELAY_MILLIS = 500;
    private static final long SEED = 20260301;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final String mode;
    private final Map<String, Integer> killedWhile = new TreeMap<>();
    private Path directory;
    private int next;
    private int lastCommit;
    private int forgottenUntil;
    private int perhapsForgottenUntil;
    private final BitSet safe = new BitSet();
    private final Set<String> lost = new HashSet<>();
    private int checked;
    private int canaries;

    private WorkspaceCrash(Path directory, String mode) {
        this.directory = directory;
        this.mode = mode;
    }

    /** Prints how many were lost and how many files could be read. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        int kills = Integer.parseInt(arguments[1]);
        WorkspaceCrash crash = new WorkspaceCrash(root, arguments[2]);
        for (int kill = 0; kill < kills; kill++) {
            if (kill % KILLS_PER_DIRECTORY == 0) {
                crash.beginIn(root.resolve("w" + kill));
            }
            crash.kill();
            crash.look();
        }
        System.out.println("killed while (by the last thing it said): " + crash.killedWhile);
        System.out.printf(Locale.ROOT, "records looked at: %d%n", crash.checked);
        System.out.printf(Locale.ROOT, "lost=%d%ncanaries=%d%n", crash.lost.size(), crash.canaries);
    }

    private void beginIn(Path fresh) throws IOException {
        directory = Files.createDirectories(fresh);
        next = 1;
        lastCommit = 1;
        forgottenUntil = 0;
        perhapsForgottenUntil = 0;
        safe.clear();
    }

    /** Starts a writer, kills it at a random time, and takes down what it said was safe. */
    private void kill() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkspaceCrashWriter.class.getName(),
                        directory.toString(),
                        Integer.toString(next),
                        mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            int delay = random.nextInt(LONGEST_DELAY_MILLIS);
            Thread killer = new Thread(() -> killLater(writer, delay));
            // One in four may die while it opens what the one before has left.
            String from = mode.equals("plain") || random.nextInt(4) == 0 ? "begun" : "opened";
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.equals(from) && killer.getState() == Thread.State.NEW) {
                    killer.start();
                }
            }
            killer.join();
        }
        if (writer.waitFor() == 0 || said.isEmpty()) {
            throw new IllegalStateException("the writer ended by itself");
        }
        said.forEach(this::takeDown);
        String last = said.get(said.size() - 1);
        killedWhile.merge(last.substring(0, (last + " ").indexOf(' ')), 1, Integer::sum);
    }

    private static void killLater(Process writer, int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Through its handle, for a Process closes what is still to be read.
        writer.toHandle().destroyForcibly();
    }

    private void takeDown(String said) {
        String[] words = said.split(" ", -1);
        int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
        switch (words[0]) {
            case "putting" -> next = number;
            case "committed" -> safe.set(firstOfCommit(number), number);
            case "forgetting" -> perhapsForgottenUntil = number;
            case "forgot" -> forgottenUntil = number;
            default -> {
                // begun or opened: nothing to take down
            }
        }
    }

    /** A writer says where a commit ends; it began where the last one ended, or where the writer began. */
    private int firstOfCommit(int end) {
        int first = lastCommit;
        lastCommit = end;
        return first;
    }

    private void look() throws IOException {
        checkNoCanary();
        if (mode.equals("plain")) {
            checkPlain();
        } else {
            checkSealed();
        }
        checkNoCanary();
        lastCommit = next;
    }

    private void checkSealed() {
        try (WorkspaceSession session = CrashRecords.workspace(directory).begin()) {
            for (int number = safe.nextSetBit(0); number >= 0; number = safe.nextSetBit(number + 1)) {
                String found = CrashRecords.find(session, number);
                boolean right = found.equals(CrashRecords.value(number));
                boolean victims = CrashRecords.isVictims(number);
                boolean fine = right;
                if (victims && number < forgottenUntil) {
                    fine = found.isEmpty();
                } else if (victims && number < perhapsForgottenUntil) {
                    fine = right || found.isEmpty();
                }
                checked++;
                if (!fine) {
                    lost.add(directory + " " + number);
                }
            }
        }
    }

    private void checkPlain() throws IOException {
        Path file = directory.resolve("plain.txt");
        Set<String> lines = Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
        safe.stream()
                .filter(number -> !lines.contains(CrashRecords.value(number)))
                .forEach(number -> {
                    checked++;
                    lost.add(directory + " " + number);
                });
    }

    /** No byte of any file may hold something of a value, a key or a user id, as one or two bytes per character. */
    private void checkNoCanary() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes =
                        Files.readString(file, StandardCharsets.ISO_8859_1).replace("\0", "");
                if (Stream.of("canary", "quick", "sings", "user-", "victim").anyMatch(bytes::contains)) {
                    canaries++;
                }
            }
        }
    }
}
