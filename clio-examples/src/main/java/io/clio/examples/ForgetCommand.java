package io.clio.examples;

import io.clio.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clio forget}: removes all that a workspace holds of users. */
@Command(
        name = "forget",
        description = "Remove all that a workspace holds of users. Insights that were written are not touched.",
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "USER",
            description =
                    "the user id; left out, ids are read from standard input, one a line, and stand in no history")
    private @Nullable String user;

    @Option(names = "--users", paramLabel = "FILE", description = "a file of user ids, one a line")
    private @Nullable Path users;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = options.required();
        List<String> ids = ids();
        int records = 0;
        int known = 0;
        for (String id : ids) {
            int gone = workspace.forget(id);
            records += gone;
            known += gone > 0 ? 1 : 0;
        }
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println("Forgotten: " + known + " of " + ids.size() + " users, " + records + " records");
        }
        return 0;
    }

    private List<String> ids() throws IOException {
        if (user != null) {
            if (users != null) {
                throw new IllegalArgumentException("give USER or --users FILE, not both");
            }
            return List.of(user);
        }
        List<String> lines = users == null ? standardInput() : Files.readAllLines(users);
        List<String> ids = lines.stream()
                .map(line -> line.replace("\uFEFF", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("expected user ids, one a line, found none");
        }
        return ids;
    }

    private static List<String> standardInput() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
