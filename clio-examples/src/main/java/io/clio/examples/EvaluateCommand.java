package io.clio.examples;

import io.clio.spi.Embedder;
import io.clio.testkit.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clio evaluate}: scores base clusters against labels that are known. */
@Command(
        name = "evaluate",
        description = "Score the clustering against true labels, and write evaluation.json (not a release).",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "/json/pointer",
            description = "where the true label stands")
    private String truth = "";

    @Option(names = "--out", description = "folder for evaluation.json (default ${DEFAULT-VALUE})")
    private Path out = Path.of("clio-out");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Embedder embedder = options.newEmbedder();
        try {
            write(evaluate(embedder));
            return 0;
        } finally {
            if (embedder instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private Evaluation evaluate(Embedder embedder) {
        try (Bars bars = new Bars()) {
            return Evaluation.of(options.pipeline(embedder, bars), truth);
        }
    }

    private void write(Evaluation evaluation) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("evaluation.json"), evaluation.toJson());
        if (spec != null) {
            var console = spec.commandLine().getOut();
            evaluation
                    .metrics()
                    .forEach((name, value) -> console.println(String.format(Locale.ROOT, "%-20s %12.4f", name, value)));
            console.println("Written: " + out.resolve("evaluation.json") + " (not a release)");
        }
    }
}
