package io.clio.examples;

import io.clio.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command keeps what took long to make, and the key of that. */
final class WorkspaceOptions {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,6})([mhd])");

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "keep vectors and answers here, sealed, so that a run that is killed can be run again")
    private @Nullable Path directory;

    @Option(
            names = "--workspace-key-file",
            paramLabel = "FILE",
            description = "a file with the key: 32 bytes, or 64 hexadecimal digits; without it nothing can be resumed")
    private @Nullable Path keyFile;

    Optional<Workspace> workspace(@Nullable String retain) throws IOException {
        if (directory == null) {
            if (keyFile != null || retain != null) {
                throw new IllegalArgumentException("--workspace-key-file and --retain need --workspace DIR");
            }
            return Optional.empty();
        }
        Workspace workspace = Workspace.at(directory);
        if (keyFile != null) {
            workspace = workspace.key(KeyFile.read(keyFile));
        }
        return Optional.of(retain == null ? workspace : workspace.retain(duration(retain)));
    }

    Workspace required() throws IOException {
        if (directory == null || keyFile == null) {
            throw new IllegalArgumentException("--workspace DIR and --workspace-key-file FILE are needed");
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("--workspace " + directory + ": expected a workspace, found no folder");
        }
        return workspace(null).orElseThrow();
    }

    private static Duration duration(String text) {
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--retain: expected a time such as 30m, 12h, 7d or P7D, got '" + text + "'");
        }
    }
}
