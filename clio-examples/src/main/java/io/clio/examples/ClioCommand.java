package io.clio.examples;

import io.clio.conversation.BadInputException;
import io.clio.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code clio}: exit status 0 when the work is done, 1 when it cannot be done, 2 when it was asked for
 * wrongly; 3 when {@code leaktest} found a leak.
 */
@Command(
        name = "clio",
        description = "Learn how people use an AI assistant without reading anybody's conversations.",
        mixinStandardHelpOptions = true,
        version = "Clio 0.1.0",
        subcommands = {
            AnalyzeCommand.class,
            EvaluateCommand.class,
            ExploreCommand.class,
            ForgetCommand.class,
            GenerateCommand.class,
            LeakTestCommand.class,
            ServeCommand.class,
            VerifyLogCommand.class
        })
public final class ClioCommand {

    /** The command; made by the command line library. */
    public ClioCommand() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param arguments the arguments
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs a command.
     *
     * @param arguments the arguments
     * @return the exit status
     */
    static int run(String... arguments) {
        return new CommandLine(new ClioCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(messageOf(e));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .setExitCodeExceptionMapper(e -> e instanceof ParameterException ? 2 : 1)
                .execute(arguments);
    }

    /** What a user can act on needs no stack trace. */
    private static String messageOf(Exception e) {
        boolean expected = e instanceof BadInputException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof CancellationException
                || e instanceof WorkspaceException
                || e instanceof IOException
                || e instanceof UncheckedIOException;
        return expected
                ? "clio: " + e.getMessage()
                : "clio: unexpected " + e.getClass().getName();
    }
}
