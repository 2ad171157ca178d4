package io.clio.examples;

import io.clio.Pipeline;
import io.clio.release.ReleaseLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where what was shown is kept from one release to the next, if it is. */
final class LedgerOptions {
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

    boolean areGiven() {
        return files != null;
    }

    /** Runs a pipeline with the ledger, if there is one, and closes it. */
    <T> T with(Pipeline pipeline, Function<Pipeline, T> run) throws IOException {
        if (files == null) {
            return run.apply(pipeline);
        }
        Path folder = files.ledger.toAbsolutePath().getParent();
        if (Files.isDirectory(files.ledger) || folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--ledger " + files.ledger + ": expected a file in a folder that is there");
        }
        try (ReleaseLedger ledger = ReleaseLedger.at(files.ledger, KeyFile.read(files.key))) {
            return run.apply(pipeline.ledger(ledger));
        }
    }
}
