package io.clio.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.testkit.population.Population;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClioCommandTest {
    @TempDir
    private static Path folder;

    private static Path chats;

    @BeforeAll
    static void write_conversations() throws IOException {
        chats = folder.resolve("chats.jsonl");
        try (OutputStream out = Files.newOutputStream(chats)) {
            Population.of(2).size(800).writeTo(out);
        }
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
        try {
            int status = ClioCommand.run(arguments);
            return new Ran(
                    status, capturedOut.toString(StandardCharsets.UTF_8), capturedErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void analyze_prints_the_tree_and_writes_both_files() throws IOException {
        Path out = folder.resolve("analyzed");

        Ran ran = run(
                "analyze",
                chats.toString(),
                "--out",
                out.toString(),
                "--embedder",
                "hashing",
                "--facet",
                "language=/language",
                "--min-users",
                "6",
                "--clusters",
                "12",
                "--seed",
                "3");

        assertThat(ran.status()).isZero();
        Insights insights = InsightsFile.read(out.resolve("insights.json"));
        assertThat(Files.readString(out.resolve("tree.txt"))).isEqualTo(insights.toTree());
        assertThat(out.resolve("clio.html")).content().contains("<!doctype html>", "\"schema\" : \"clio-insights/1\"");
        assertThat(ran.out()).contains(insights.toTree()).contains("conversations under a released topic");
        assertThat(insights.policy().minUsers()).isEqualTo(6);
        assertThat(insights.provenance().seed()).isEqualTo(3);
        assertThat(insights.provenance().stages().get("clusterer")).contains("k = 12");
        assertThat(insights.roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets()).containsKeys("language", "month", "turns", "length"));
    }

    @Test
    void with_a_ledger_one_user_who_leaves_changes_nothing_and_without_one_it_shows() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
        List<String> lines = Files.readAllLines(chats);
        JsonMapper json = new JsonMapper();
        String user = json.readTree(lines.get(0)).path("user_id").asText();
        Path fewer = folder.resolve("fewer.jsonl");
        Files.write(
                fewer,
                lines.stream().filter(line -> !line.contains('"' + user + '"')).toList());
        assertThat(user).isNotEmpty();

        Insights first = analyzed(chats, "first", key);
        assertThat(analyzed(chats, "again", key)).isEqualTo(first);
        assertThat(analyzed(fewer, "with", key).conversations()).isEqualTo(first.conversations());
        assertThat(first.guarantee().promises()).anyMatch(promise -> promise.contains("ledger"));
        assertThat(run("analyze", chats.toString(), "--ledger", "alone").status())
                .isNotZero();
    }

    @Test
    void a_dry_run_is_refused_beside_a_ledger_and_a_file_where_the_result_would_go() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran dry = run("analyze", "any", "--dry-run", "--ledger", file.toString(), "--ledger-key-file", "any");
        Ran out = run("analyze", "any", "--out", file.toString());
        Ran nowhere = run("analyze", "any", "--ledger", "not/there", "--ledger-key-file", "any");

        assertThat(dry.err()).contains("leave --ledger out");
        assertThat(out.err()).contains("expected a folder, found a file");
        assertThat(nowhere.err()).contains("expected a file in a folder that is there");
        assertThat(List.of(dry.status(), out.status(), nowhere.status())).doesNotContain(0);
    }

    private static Insights analyzed(Path input, String out, Path key) throws IOException {
        Ran ran = run(
                "analyze",
                input.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--embedder",
                "hashing",
                "--clusters",
                "12",
                "--ledger",
                folder.resolve("ledger").toString(),
                "--ledger-key-file",
                key.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        return InsightsFile.read(folder.resolve(out).resolve("insights.json"));
    }

    @Test
    void evaluate_writes_scores_that_are_stamped_as_no_release() throws IOException {
        Path out = folder.resolve("evaluated");

        Ran ran = run(
                "evaluate",
                chats.toString(),
                "--truth",
                "/labels/topic",
                "--clusters",
                "30",
                "--embedder",
                "hashing",
                "--out",
                out.toString());

        assertThat(ran.status()).isZero();
        JsonNode evaluation =
                new JsonMapper().readTree(out.resolve("evaluation.json").toFile());
        assertThat(evaluation.path("notARelease").asText()).isNotEmpty();
        assertThat(evaluation.path("metrics").path("nmi").asDouble()).isBetween(0.3, 1.0);
        assertThat(evaluation.path("clusters")).hasSize(30);
        assertThat(evaluation.path("clusters").path(0).path("truth").size()).isPositive();
    }

    @Test
    void generate_writes_as_many_conversations_as_asked() throws IOException {
        Path file = folder.resolve("generated.jsonl");

        Ran ran = run("generate", file.toString(), "--size", "25", "--seed", "9");

        assertThat(ran.status()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(25);
    }

    @Test
    void help_names_every_command_and_option() {
        assertThat(run("--help").out()).contains("analyze", "evaluate", "forget", "generate");
        assertThat(run("analyze", "--help").out())
                .contains(
                        "--out", "--facet", "--min-users", "--min-conversations", "--clusters", "--embedder", "--seed");
    }

    @Test
    void a_wrong_option_is_status_two() {
        assertThat(run("analyze", chats.toString(), "--no-such-option").status())
                .isEqualTo(2);
        assertThat(run("analyze").status()).isEqualTo(2);
    }

    @Test
    void a_missing_file_is_status_one_and_a_message_without_a_stack_trace() {
        Ran ran = run("analyze", folder.resolve("nowhere.jsonl").toString(), "--embedder", "hashing");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("nowhere.jsonl", "found nothing there").doesNotContain("at io.clio");
    }

    @Test
    void a_threshold_below_two_users_is_refused_before_anything_is_read() {
        Ran ran =
                run("analyze", folder.resolve("nowhere.jsonl").toString(), "--min-users", "1", "--embedder", "hashing");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("minUsers must be >= 2, got 1");
    }

    @Test
    void a_format_is_told_from_the_file_or_named() throws IOException {
        Path array = folder.resolve("chats.json");
        Files.writeString(array, "[" + String.join(",", Files.readAllLines(chats)) + "]");
        Path out = folder.resolve("formats");

        for (String input : List.of(chats.toString(), array.toString())) {
            Ran told = run("analyze", input, "--embedder", "hashing", "--out", out.toString());
            String tree = Files.readString(out.resolve("tree.txt"));
            Ran named = run("analyze", input, "--format", "clio", "--embedder", "hashing", "--out", out.toString());
            assertThat(told.status()).isZero();
            assertThat(named.status()).isZero();
            assertThat(Files.readString(out.resolve("tree.txt")))
                    .isEqualTo(tree)
                    .contains("conversations");
        }

        Ran wrong = run("analyze", chats.toString(), "--format", "sharegpt", "--embedder", "hashing");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("/conversations: expected an array, found nothing");
        assertThat(run("analyze", "--help").out()).contains("--format", "CHATGPT_EXPORT");
    }

    @Test
    void bad_lines_above_the_ceiling_end_the_run_and_are_named_by_place() throws IOException {
        Path bad = folder.resolve("bad.jsonl");
        Files.writeString(
                bad,
                "{\"messages\": \"secret words\"}\n" + Files.readAllLines(chats).get(0) + "\n");

        Ran ran = run("analyze", bad.toString(), "--embedder", "hashing");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("bad.jsonl:1: /messages: expected an array, found a string")
                .doesNotContain("secret");
    }

    @Test
    void the_ceiling_of_bad_lines_can_be_raised() throws IOException {
        Path half = folder.resolve("half.jsonl");
        Files.writeString(
                half, "{\"messages\": 1}\n" + Files.readAllLines(chats).get(0) + "\n");
        String[] command = {"analyze", half.toString(), "--dry-run", "--max-bad-records", "50"};

        assertThat(run(command).status()).isZero();

        command[4] = "49";
        assertThat(run(command).err()).contains("1 of 2 records are bad, more than the ceiling of 49.0 %");
        command[4] = "101";
        assertThat(run(command).err()).contains("--max-bad-records: expected 0 to 100, got 101.0");
    }

    @Test
    void leaktest_prints_the_figures_and_its_status_says_that_nothing_leaked() throws IOException {
        Path out = folder.resolve("leaktest");

        Ran ran = run(
                "leaktest",
                chats.toString(),
                "--only",
                "canaries",
                "--canaries",
                "100",
                "--embedder",
                "hashing",
                "--out",
                out.toString());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("canaries").contains("held");
        JsonNode report = new JsonMapper().readTree(out.resolve("leaks.json").toFile());
        assertThat(report.get("leaks").booleanValue()).isFalse();
    }
}
