package io.clio.examples;

import io.clio.Embedders;
import io.clio.Pipeline;
import io.clio.explorer.Explorer;
import io.clio.explorer.RunStore;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.spi.Embedder;
import io.clio.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clio analyze}: conversations in, insights out, as a tree on the console and as files. */
@Command(
        name = "analyze",
        description = "Find out what people ask, and write insights.json, tree.txt and clio.html, a page to look at.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(
            names = "--retain",
            paramLabel = "TIME",
            description = "how long the workspace keeps things after the run: 30m, 12h, 7d (default: not at all)")
    private @Nullable String retain;

    @Option(
            names = "--out",
            description = "folder for insights.json, tree.txt and clio.html (default ${DEFAULT-VALUE})")
    private Path out = Path.of("clio-out");

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "also put the result into a directory that serve serves")
    private @Nullable Path store;

    @Option(
            names = "--dry-run",
            description =
                    "only read: counts, languages, lengths, users, and what the thresholds would leave; not to be passed on"
                            + " beside a release, for no ledger compares it")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (dryRun) {
            if (ledger.areGiven()) {
                throw new IllegalArgumentException("--dry-run would be a release of its own, with which the next one is"
                        + " compared: leave --ledger out");
            }
            try (Bars bars = new Bars()) {
                print(OverviewTable.of(
                        options.pipeline(Embedders.hashing(), bars).overview()));
            }
            return 0;
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new IllegalArgumentException("--out " + out + ": expected a folder, found a file");
        }
        Files.createDirectories(out);
        Optional<Workspace> kept = workspace.workspace(retain);
        Embedder embedder = options.newEmbedder();
        try {
            write(analyze(embedder, kept));
            return 0;
        } finally {
            if (embedder instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private Insights analyze(Embedder embedder, Optional<Workspace> kept) throws IOException {
        try (Bars bars = new Bars()) {
            Pipeline pipeline = options.pipeline(embedder, bars);
            return ledger.with(kept.map(pipeline::workspace).orElse(pipeline), Pipeline::run);
        }
    }

    private void write(Insights insights) throws IOException {
        InsightsFile.write(insights, out.resolve("insights.json"));
        Files.writeString(out.resolve("tree.txt"), insights.toTree());
        print(insights.toTree());
        print(SummaryTable.of(insights));
        insights.export(Explorer.html(out.resolve("clio.html")));
        if (store != null) {
            insights.export(RunStore.at(store));
        }
        print("Written: " + out.resolve("insights.json") + "; to look at: " + out.resolve("clio.html"));
    }

    private void print(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
