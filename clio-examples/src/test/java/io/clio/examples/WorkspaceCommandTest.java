package io.clio.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.testkit.population.Population;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceCommandTest {
    @TempDir
    private Path folder;

    private Path chats;
    private Path key;

    @BeforeEach
    void write_conversations_and_a_key() throws IOException {
        chats = folder.resolve("chats.jsonl");
        try (OutputStream out = Files.newOutputStream(chats)) {
            Population.of(2).size(200).writeTo(out);
        }
        key = Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String in, String... arguments) {
        InputStream stdin = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
        try {
            int status = ClioCommand.run(arguments);
            return new Ran(
                    status, capturedOut.toString(StandardCharsets.UTF_8), capturedErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(stdin);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Ran analyze(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "analyze",
                chats.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--embedder",
                "hashing",
                "--workspace",
                folder.resolve("work").toString()));
        arguments.addAll(List.of(more));
        return run("", arguments.toArray(String[]::new));
    }

    private Ran forget(String in, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "forget", "--workspace", folder.resolve("work").toString(), "--workspace-key-file", key.toString()));
        arguments.addAll(List.of(more));
        return run(in, arguments.toArray(String[]::new));
    }

    private String userWithConversations() throws IOException {
        JsonNode first =
                JsonMapper.builder().build().readTree(Files.readAllLines(chats).get(0));
        return first.get("user_id").asText();
    }

    @Test
    void a_workspace_that_is_retained_forgets_a_user_who_is_named_on_standard_input() throws IOException {
        assertThat(analyze("--workspace-key-file", key.toString(), "--retain", "7d")
                        .status())
                .isZero();
        assertThat(folder.resolve("work/clio-workspace.log")).isNotEmptyFile();

        Ran ran = forget("\uFEFF" + userWithConversations() + " \n");

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .matches("(?s)Forgotten: 1 of 1 users, [1-9]\\d* records\\s*")
                .doesNotContain(userWithConversations());
        assertThat(forget("", userWithConversations()).out()).contains("0 of 1 users, 0 records");
        Path users = Files.writeString(folder.resolve("users"), userWithConversations() + "\n");
        assertThat(forget("", "--users", users.toString()).out()).contains("0 of 1 users, 0 records");
    }

    @Test
    void without_retain_nothing_outlasts_the_run() {
        assertThat(analyze("--workspace-key-file", key.toString()).status()).isZero();
        assertThat(folder.resolve("work/clio-workspace.log")).doesNotExist();
        assertThat(analyze().status()).isZero();
        assertThat(folder.resolve("work/clio-workspace.log")).doesNotExist();
    }

    @Test
    void what_is_asked_for_wrongly_is_told_before_the_start() throws IOException {
        assertThat(analyze("--retain", "7d").err()).contains("key(…)");
        assertThat(analyze("--workspace-key-file", key.toString(), "--retain", "soon")
                        .err())
                .contains("expected a time such as");
        Path broken = Files.writeString(folder.resolve("broken"), "no key");
        assertThat(analyze("--workspace-key-file", broken.toString()).err()).contains("expected a key of 32 bytes");
        assertThat(forget("", "anna").err()).contains("expected a workspace, found no folder");
        Files.createDirectories(folder.resolve("work"));
        assertThat(forget("").err()).contains("expected user ids");
        assertThat(run("", "forget", "anna").err()).contains("--workspace DIR");
    }

    @Test
    void another_key_is_a_message_and_status_one() throws IOException {
        assertThat(analyze("--workspace-key-file", key.toString(), "--retain", "12h")
                        .status())
                .isZero();
        Files.writeString(key, "0e".repeat(32));
        Ran ran = analyze("--workspace-key-file", key.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("clio: workspace")
                .contains("another key")
                .doesNotContain("\tat ");
    }
}
