package io.clio.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.BearerTokens;
import io.clio.testkit.population.Population;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void a_store_with_a_run() throws IOException {
        Path chats = folder.resolve("chats.jsonl");
        try (OutputStream out = Files.newOutputStream(chats)) {
            Population.of(2).size(200).writeTo(out);
        }
        captured(() -> assertThat(ClioCommand.run(
                        "analyze",
                        chats.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--embedder",
                        "hashing",
                        "--store",
                        folder.resolve("store").toString()))
                .isZero());
    }

    @Test
    void a_store_is_served_to_whoever_has_the_token_that_is_printed() throws Exception {
        String insights = folder.resolve("out").resolve("insights.json").toString();
        serving(new String[] {"serve", "--store", folder.resolve("store").toString(), "--add", insights}, said -> {
            URI address = URI.create(found("serving at (http://\\S+)", said));
            assertThat(status(address, found("token: (\\S+)", said))).isEqualTo(200);
            assertThat(status(address, "wrong")).isEqualTo(401);
            assertThat(folder.resolve("store").toFile().list()).hasSize(2);
        });
    }

    @Test
    void a_store_is_served_to_the_readers_of_a_file_and_a_log_is_kept() throws Exception {
        String token = BearerTokens.newToken();
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "ana viewer 2100-01-01T00:00:00Z " + BearerTokens.sha256(token) + "\n");
        Path key = Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
        Path log = folder.resolve("access.log");
        String[] arguments = {
            "serve",
            "--store",
            folder.resolve("store").toString(),
            "--token-file",
            tokens.toString(),
            "--access-log",
            log.toString(),
            "--access-log-key-file",
            key.toString()
        };
        serving(arguments, said -> {
            assertThat(said).doesNotContain("token: ");
            assertThat(status(URI.create(found("serving at (http://\\S+)", said)), token))
                    .isEqualTo(200);
        });

        assertThat(AccessLog.verify(log, KeyFile.read(key)).isSound()).isTrue();
        assertThat(Files.readString(log)).contains("\"who\":\"ana\"");
        String[] verify = {"verify-log", log.toString(), "--access-log-key-file", key.toString()};
        captured(() -> assertThat(ClioCommand.run(verify)).isZero());
        Files.writeString(log, Files.readString(log).replace("ana", "eve"));
        captured(() -> assertThat(ClioCommand.run(verify)).isEqualTo(1));
    }

    private interface Check {
        void of(String said) throws Exception;
    }

    /** Runs the command until the check is done, and then ends it as a signal would. */
    private static void serving(String[] arguments, Check check) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicInteger status = new AtomicInteger(-1);
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        Thread command = new Thread(() -> status.set(ClioCommand.run(arguments)));
        try {
            command.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains("serving at ")
                            && (String.join(" ", arguments).contains("--token-file")
                                    || out.toString(StandardCharsets.UTF_8).contains("token: ")));
            check.of(out.toString(StandardCharsets.UTF_8));
        } finally {
            command.interrupt();
            command.join();
            System.setOut(before);
        }
        assertThat(status).hasValue(0);
    }

    private static void captured(Runnable run) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setOut(before);
        }
    }

    private static String found(String pattern, String said) {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static int status(URI address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
