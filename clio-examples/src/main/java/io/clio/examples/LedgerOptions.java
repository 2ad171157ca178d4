package io.clio.examples;

import io.clio.Pipeline;
import io.clio.release.ReleaseLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where what was shown is kept from one release to the next, if it is. */
final class LedgerOptions {
    private static final int KEY_BYTES = 32;

    @ArgGroup(exclusive = false)
    private @Nullable Paths files;

    /** Both or none. */
    static final class Paths {
        @Option(
                names = "--ledger",
                paramLabel = "FILE",
                required = true,
                description = "keeps what was shown, so that the next release of the same data tells nothing of a few")
        private Path ledger = Path.of("");

        @Option(
                names = "--ledger-key-file",
                paramLabel = "FILE",
                required = true,
                description = "the key of the ledger: 32 bytes, or 64 hexadecimal digits")
        private Path key = Path.of("");
    }

    /** Runs a pipeline with the ledger, if there is one, and closes it. */
    <T> T with(Pipeline pipeline, Function<Pipeline, T> run) throws IOException {
        if (files == null) {
            return run.apply(pipeline);
        }
        try (ReleaseLedger ledger = ReleaseLedger.at(files.ledger, key(files.key))) {
            return run.apply(pipeline.ledger(ledger));
        }
    }

    private static SecretKey key(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String digits = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (bytes.length != KEY_BYTES && digits.matches("[0-9a-fA-F]{64}")) {
            bytes = HexFormat.of().parseHex(digits);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key file " + file + " should hold " + KEY_BYTES
                    + " bytes or 64 hexadecimal digits, it holds " + bytes.length + " bytes");
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
