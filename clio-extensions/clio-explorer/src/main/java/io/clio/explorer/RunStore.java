package io.clio.explorer;

import io.clio.release.Insights;
import io.clio.release.InsightsExport;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of released runs, one {@code insights.json} each, and how long they are kept.
 *
 * <p>A file is named by when its run was released and by a hash of its bytes, is written whole or not at all, and is
 * read only if the hash still holds; the hash has no key, and finds accidents, not whoever may write in the directory.
 * What is in the directory and is no such file is counted and named by {@link #problems()}. Thread-safe; several
 * processes may use one directory.
 */
public final class RunStore implements Runs, InsightsExport {
    private static final Pattern NAME = Pattern.compile("(\\d{8}T\\d{9}Z)-[0-9a-f]{32}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String END = ".json";
    private static final String UNFINISHED = ".writing-";

    private final Path directory;
    private final int most;
    private final Duration longest;
    private final Clock clock;

    private RunStore(Path directory, int most, Duration longest, Clock clock) {
        this.directory = directory;
        this.most = most;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * The store in a directory, which is made if it is not there. It keeps everything until told otherwise.
     *
     * @param directory where the files are
     * @return the store
     * @throws IOException if the directory cannot be made
     */
    public static RunStore at(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new RunStore(directory, Integer.MAX_VALUE, ChronoUnit.FOREVER.getDuration(), Clock.systemUTC());
    }

    /**
     * The same store, which keeps only the newest runs.
     *
     * @param runs how many; 1 or more
     * @return the store; older runs are neither listed nor read, and go at the next {@link #sweep}
     */
    public RunStore keep(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("expected to keep 1 run or more, found " + runs);
        }
        return new RunStore(directory, runs, longest, clock);
    }

    /**
     * The same store, which keeps runs for some time.
     *
     * @param time how long; more than nothing
     * @return the store; older runs are neither listed nor read, and go at the next {@link #sweep}
     */
    public RunStore keepFor(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("expected to keep runs for some time, found " + time);
        }
        return new RunStore(directory, most, time, clock);
    }

    RunStore by(Clock other) {
        return new RunStore(directory, most, longest, other);
    }

    /** Puts a result into the store, as {@link #add} does. */
    @Override
    public void write(Insights insights) throws IOException {
        add(insights);
    }

    /**
     * Puts a result into the store, and removes what is kept no longer.
     *
     * @param insights the result
     * @return the run, now first in the list
     * @throws IOException if it cannot be written; then it is not there
     */
    public Run add(Insights insights) throws IOException {
        byte[] bytes = InsightsFile.toJson(insights).getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Run run = new Run(TIME.format(now) + "-" + hash(bytes), now);
        Path unfinished = Files.createTempFile(directory, UNFINISHED, END);
        try {
            Files.write(unfinished, bytes);
            try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(unfinished, directory.resolve(run.id() + END), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sweep();
        return run;
    }

    /**
     * The runs that are kept.
     *
     * @return newest first
     * @throws IOException if the directory cannot be read
     */
    @Override
    public List<Run> list() throws IOException {
        Instant oldest = oldest();
        return all().stream()
                .limit(most)
                .filter(run -> run.released().isAfter(oldest))
                .toList();
    }

    /**
     * Reads a run.
     *
     * @param id its name; any text will do, for only a name that is listed is looked for on the disk
     * @return the result, marked as imported; nothing if no run of that name is kept
     * @throws IOException if its file cannot be read, or holds something else than was written
     */
    @Override
    public Optional<Insights> read(String id) throws IOException {
        if (list().stream().noneMatch(run -> run.id().equals(id))) {
            return Optional.empty();
        }
        Path file = directory.resolve(id + END);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!id.endsWith("-" + hash(bytes))) {
            throw new IOException(file + ": its bytes are not those that were written");
        }
        try {
            return Optional.of(InsightsFile.fromJson(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes the runs that are kept no longer. {@link #add} does that too, and a server whenever it lists the runs.
     *
     * @return how many were removed
     * @throws IOException if one cannot be removed
     */
    @Override
    public int sweep() throws IOException {
        List<Run> kept = list();
        int removed = 0;
        for (Run run : all()) {
            if (!kept.contains(run) && Files.deleteIfExists(directory.resolve(run.id() + END))) {
                removed++;
            }
        }
        return removed;
    }

    /**
     * Looks at every file: what is in the directory and is no run, is unfinished, or does not hold what its name says.
     *
     * @return what is wrong, one sentence for each file, with its name
     * @throws IOException if the directory cannot be read
     */
    public List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>(strangers());
        for (Run run : list()) {
            try {
                read(run.id());
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        return List.copyOf(problems);
    }

    /**
     * How many entries of the directory are not named like a run, or were not written to their end. {@link #problems}
     * names them, and opens every run as well.
     *
     * @return their number
     * @throws IOException if the directory cannot be read
     */
    @Override
    public int unreadable() throws IOException {
        return strangers().size();
    }

    /** Every run that is there, kept or not, newest first. */
    private List<Run> all() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> runOf(file).ifPresent(runs::add));
        }
        runs.sort(Comparator.comparing(Run::released).thenComparing(Run::id).reversed());
        return runs;
    }

    private List<String> strangers() throws IOException {
        List<String> strangers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (runOf(file).isEmpty()) {
                    boolean unfinished = String.valueOf(file.getFileName()).startsWith(UNFINISHED);
                    strangers.add(file + (unfinished ? ": was not written to its end" : ": is not named like a run"));
                }
            }
        }
        strangers.sort(Comparator.naturalOrder());
        return strangers;
    }

    private static Optional<Run> runOf(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(END) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String id = name.substring(0, name.length() - END.length());
        Matcher named = NAME.matcher(id);
        if (!named.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Run(id, TIME.parse(named.group(1), Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant oldest() {
        try {
            return clock.instant().minus(longest);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MIN;
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RunStore[" + directory + "]";
    }
}
