package io.clio.examples;

import io.clio.explorer.Explorer;
import io.clio.release.InsightsFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clio explore}: a result that was written earlier as a page to look at. */
@Command(name = "explore", description = "Make a page to look at of an insights.json.", mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "1", paramLabel = "INSIGHTS", description = "an insights.json")
    private @Nullable Path insights;

    @Option(names = "--html", description = "where to write the page (default ${DEFAULT-VALUE})")
    private Path html = Path.of("clio.html");

    @Override
    public Integer call() throws Exception {
        if (insights == null) {
            throw new IllegalArgumentException("INSIGHTS is missing");
        }
        InsightsFile.read(insights).export(Explorer.html(html));
        return 0;
    }
}
