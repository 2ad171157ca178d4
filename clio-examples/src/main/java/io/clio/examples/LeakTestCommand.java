package io.clio.examples;

import io.clio.Conversations;
import io.clio.spi.Embedder;
import io.clio.spi.Progress;
import io.clio.testkit.leak.Attack;
import io.clio.testkit.leak.LeakReport;
import io.clio.testkit.leak.LeakTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clio leaktest}: attacks the pipeline that {@code analyze} would run, among the conversations of the input. */
@Command(
        name = "leaktest",
        description = {
            "Attack the pipeline that analyze would run, among the conversations of INPUT, and say what got out.",
            "Exit status 0: nothing leaked; 3: something leaked, or an attack was too weak to tell; 1: it cannot be done."
        },
        mixinStandardHelpOptions = true)
final class LeakTestCommand implements Callable<Integer> {
    private static final int LEAKED = 3;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Option(
            names = "--only",
            paramLabel = "ATTACK",
            description = "${COMPLETION-CANDIDATES}; repeatable (default: all)")
    private List<Attack> only = new ArrayList<>();

    @Option(
            names = "--canaries",
            description = "secrets to plant, in as many runs as it takes (default ${DEFAULT-VALUE})")
    private int canaries = 2_000;

    @Option(names = "--per-conversation", description = "secrets in one conversation (default ${DEFAULT-VALUE})")
    private int perConversation = 1;

    @Option(names = "--trials", description = "trials of echo and guess for each setting (default ${DEFAULT-VALUE})")
    private int trials = 100;

    @Option(
            names = "--accounts",
            split = ",",
            paramLabel = "N",
            description = "accounts planted near a target (default 10,50)")
    private int[] accounts = {10, 50};

    @Option(
            names = "--accounts-per-guess",
            split = ",",
            paramLabel = "N",
            description = "accounts that claim each guess (default: one less than users that support a word)")
    private int[] accountsPerGuess = {};

    @Option(names = "--pairs", description = "pairs of runs of the membership attack (default ${DEFAULT-VALUE})")
    private int pairs = 100;

    @Option(names = "--out", description = "folder for leaks.json (default ${DEFAULT-VALUE})")
    private Path out = Path.of("clio-out");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Embedder embedder = options.newEmbedder();
        try {
            LeakReport report = report(embedder);
            write(report);
            return report.leaks() || report.isUnproven() ? LEAKED : 0;
        } finally {
            if (embedder instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private LeakReport report(Embedder embedder) {
        Conversations background = options.conversations();
        try (Bar bar = new Bar()) {
            LeakTest test = LeakTest.of(options.pipeline(embedder, Progress.none()))
                    .background(background)
                    .canaries(canaries, perConversation)
                    .trials(trials)
                    .accounts(accounts)
                    .accountsPerGuess(accountsPerGuess)
                    .pairs(pairs)
                    .seed(options.seed())
                    .watcher(bar);
            return (only.isEmpty() ? test : test.only(only.get(0), only.toArray(Attack[]::new))).run();
        }
    }

    private void write(LeakReport report) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("leaks.json"), report.toJson());
        if (spec != null) {
            var console = spec.commandLine().getOut();
            console.println(report);
            console.println("Written: " + out.resolve("leaks.json"));
        }
    }

    /** A progress bar for each setting of an attack, on standard error. */
    private static final class Bar implements LeakTest.Watcher, AutoCloseable {
        private @Nullable Attack attack;
        private @Nullable ProgressBar bar;

        @Override
        public void update(Attack now, long done, long total) {
            if (bar == null || attack != now) {
                close();
                attack = now;
                bar = new ProgressBarBuilder()
                        .setTaskName(now.name().toLowerCase(Locale.ROOT))
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
            bar.maxHint(total);
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
