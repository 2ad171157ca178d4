package io.clio.examples;

import io.clio.testkit.population.Population;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clio generate}: a planted population of any size. */
@Command(
        name = "generate",
        description = "Write invented conversations with a known topic hierarchy and planted personal data.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "1", paramLabel = "FILE", description = "where to; gzip if the name ends in .gz")
    private @Nullable Path file;

    @Option(names = "--size", description = "how many conversations (default ${DEFAULT-VALUE})")
    private long size = 4000;

    @Option(names = "--mean-tokens", description = "mean length of a conversation (default ${DEFAULT-VALUE})")
    private double meanTokens = 60;

    @Option(names = "--seed", description = "where all randomness comes from (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Override
    public Integer call() throws Exception {
        if (file == null) {
            throw new IllegalArgumentException("FILE is missing");
        }
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
        try (OutputStream to = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            Population.of(seed).size(size).meanTokens(meanTokens).writeTo(to);
        }
        return 0;
    }
}
