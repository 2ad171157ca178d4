package io.clio.benchmarks;

import io.clio.openai.OpenAiModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A local model that is served by {@code benchmarks/lib/local-model} until it is closed. */
final class LocalModelServer implements AutoCloseable {
    private final Process server;
    private final String address;

    private LocalModelServer(Process server, String address) {
        this.server = server;
        this.address = address;
    }

    /** Starts it; with the weights of the environment variable {@code CLIO_LOCAL_MODEL_FILE} if that is set. */
    static LocalModelServer start(Path command, int context) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(command.toString(), "serve", "--context", Integer.toString(context)));
        String weights = System.getenv("CLIO_LOCAL_MODEL_FILE");
        if (weights != null) {
            words.addAll(List.of("--model", weights));
        }
        Process server = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        String address = output.readLine();
        if (address == null) {
            server.destroy();
            throw new IOException("the local model does not start");
        }
        return new LocalModelServer(server, address);
    }

    OpenAiModel model() {
        return OpenAiModel.builder(URI.create(address + "/v1"), "local")
                .timeout(Duration.ofMinutes(10))
                .build();
    }

    /** The CPU time that it took so far, of all its threads; another load on the machine does not change it much. */
    Duration cpu() {
        return server.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
