package io.clio.examples;

import io.clio.explorer.Explorer;
import io.clio.explorer.ExplorerServer;
import io.clio.explorer.RunStore;
import io.clio.explorer.ServerOptions;
import io.clio.explorer.access.Authenticator;
import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clio serve}: the runs in a directory, to readers who are known by tokens. */
@Command(
        name = "serve",
        description = "Serve a directory of released runs on the loopback address, until the process is ended.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "the directory, into which analyze --store puts runs")
    private Path store = Path.of("");

    @Option(names = "--add", paramLabel = "INSIGHTS", description = "an insights.json to put into the store first")
    private List<Path> added = List.of();

    @Option(names = "--keep", paramLabel = "RUNS", description = "how many runs are kept (default: all)")
    private int keep = Integer.MAX_VALUE;

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            description = "for how many days runs are kept (default: for good)")
    private int keepDays;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "who may look: on each line a name, a role (viewer, analyst, safety), when the token ends"
                    + " (2027-01-01T00:00:00Z), and the SHA-256 of the token; without it, a token that opens everything is"
                    + " made and printed")
    private @Nullable Path tokenFile;

    @Option(names = "--port", description = "where to listen (default: any free port)")
    private int port;

    @ArgGroup(exclusive = false)
    private @Nullable Log log;

    /** Both or none. */
    static final class Log {
        @Option(names = "--access-log", paramLabel = "FILE", required = true, description = "who saw what, and when")
        private Path file = Path.of("");

        @Option(
                names = "--access-log-key-file",
                paramLabel = "FILE",
                required = true,
                description = "the key of the log: 32 bytes, or 64 hexadecimal digits")
        private Path key = Path.of("");
    }

    @Override
    public Integer call() throws Exception {
        ServerOptions options = new ServerOptions();
        options.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        if (log != null) {
            options.accessLog(log.file, KeyFile.read(log.key));
        }
        RunStore runs = RunStore.at(store).keep(keep);
        if (keepDays != 0) {
            runs = runs.keepFor(Duration.ofDays(keepDays));
        }
        for (Path insights : added) {
            runs.add(InsightsFile.read(insights));
        }
        String token = BearerTokens.newToken();
        try (ExplorerServer server = Explorer.serve(runs, readers(token), options)) {
            say("serving at " + server.address());
            if (tokenFile == null) {
                say("token: " + token);
            }
            Thread end = new Thread(() -> closed(server));
            Runtime.getRuntime().addShutdownHook(end);
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Authenticator readers(String token) throws IOException {
        Clock clock = Clock.systemUTC();
        return tokenFile == null
                ? BearerTokens.none(clock)
                        .with(new Reader("whoever has the token", Role.SAFETY), BearerTokens.sha256(token))
                : BearerTokens.watching(tokenFile, clock);
    }

    /**
     * So that the log's lines are on the disk and its head is said when the process is ended; on the console, because
     * what the process logs by then may be lost.
     */
    private void closed(ExplorerServer server) {
        try {
            server.close();
            server.accessLogHead().ifPresent(head -> say("the head of the access log is " + head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }
}
