package io.clio.examples;

import io.clio.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command keeps what took long to make, and the key of that. */
final class WorkspaceOptions {
    private static final int KEY_BYTES = 32;
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,6})([mhd])");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

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
            workspace = workspace.key(new SecretKeySpec(key(keyFile), "AES"));
        }
        return Optional.of(retain == null ? workspace : workspace.retain(duration(retain)));
    }

    Workspace required() throws IOException {
        if (directory == null || keyFile == null) {
            throw new IllegalArgumentException("--workspace DIR and --workspace-key-file FILE are needed");
        }
        return workspace(null).orElseThrow();
    }

    private static byte[] key(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == KEY_BYTES) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException(file + ": expected a key of " + KEY_BYTES
                    + " bytes or of 64 hexadecimal digits, found " + bytes.length + " bytes of something else");
        }
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
        }
        return key;
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
