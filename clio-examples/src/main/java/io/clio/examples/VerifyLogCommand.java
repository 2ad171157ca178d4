package io.clio.examples;

import io.clio.explorer.access.AccessLog;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clio verify-log}: says whether the access log of a served explorer is as it was written. */
@Command(
        name = "verify-log",
        description = "Check an access log of serve: exit status 0 if it is as it was written, 1 if not.",
        mixinStandardHelpOptions = true)
final class VerifyLogCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "1", paramLabel = "LOG", description = "the access log")
    private Path log = Path.of("");

    @Option(
            names = "--access-log-key-file",
            paramLabel = "FILE",
            required = true,
            description = "the key of the log: 32 bytes, or 64 hexadecimal digits")
    private Path key = Path.of("");

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description =
                    "a head that the server said, such as 12:5e88…; without it, lines that were cut off at the end are"
                            + " not missed")
    private @Nullable String head;

    @Override
    public Integer call() throws Exception {
        AccessLog.Report report = head == null
                ? AccessLog.verify(log, KeyFile.read(key))
                : AccessLog.verify(log, KeyFile.read(key), AccessLog.Head.parse(head));
        say(
                report.isSound()
                        ? "as it was written, up to the head " + report.head()
                        : "not as it was written: " + String.join("; ", report.problems()));
        return report.isSound() ? 0 : 1;
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
        }
    }
}
