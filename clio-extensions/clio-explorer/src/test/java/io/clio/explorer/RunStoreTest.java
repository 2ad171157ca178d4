package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.release.Insights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStoreTest {
    private static final Insights FIRST = Trees.of(List.of("First"));
    private static final Insights SECOND = Trees.of(List.of("Second"));

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(Instant.parse("2026-11-23T01:00:00Z"));

    @Test
    void a_run_that_was_put_in_is_listed_first_and_read_back() throws IOException {
        RunStore store = store();
        Run first = store.add(FIRST);
        clock.forward(Duration.ofSeconds(1));
        SECOND.export(store);

        assertThat(store.list()).hasSize(2).last().isEqualTo(first);
        assertThat(first.released()).isEqualTo("2026-11-23T01:00:00Z");
        assertThat(store.read(first.id()).orElseThrow().roots()).isEqualTo(FIRST.roots());
        assertThat(store.read(store.list().get(0).id()).orElseThrow().roots()).isEqualTo(SECOND.roots());
        assertThat(store.problems()).isEmpty();
    }

    @Test
    void only_the_newest_runs_are_kept() throws IOException {
        RunStore store = store().keep(2);
        Run first = store.add(FIRST);
        clock.forward(Duration.ofSeconds(1));
        store.add(SECOND);
        assertThat(store.read(first.id())).isPresent();
        clock.forward(Duration.ofSeconds(1));
        store.add(SECOND);

        assertThat(store.list()).hasSize(2).doesNotContain(first);
        assertThat(store.read(first.id())).isEmpty();
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_run_goes_when_its_time_is_over() throws IOException {
        RunStore store = store().keepFor(Duration.ofDays(30));
        Run run = store.add(FIRST);
        clock.forward(Duration.ofDays(30).minusMillis(1));
        assertThat(store.list()).containsExactly(run);
        assertThat(store.sweep()).isZero();

        clock.forward(Duration.ofMillis(1));

        assertThat(store.list()).isEmpty();
        assertThat(store.read(run.id())).isEmpty();
        assertThat(store.sweep()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "..",
                ".",
                "",
                "/etc/passwd",
                "a/../b",
                "%2e%2e%2foutside",
                "..\\outside",
                "a\u0000b"
            })
    void a_name_that_is_not_listed_is_not_looked_for(String name) throws IOException {
        Path inner = folder.resolve("store");
        RunStore store = RunStore.at(inner);
        store.add(FIRST);
        Files.writeString(folder.resolve("outside.json"), "{}");

        assertThat(store.read(name)).isEmpty();
    }

    @Test
    void a_link_out_of_the_directory_is_no_run() throws IOException {
        RunStore outside = RunStore.at(folder.resolve("outside"));
        Run run = outside.add(FIRST);
        RunStore store = RunStore.at(folder.resolve("store"));
        Files.createSymbolicLink(
                folder.resolve("store").resolve(run.id() + ".json"),
                folder.resolve("outside").resolve(run.id() + ".json"));

        assertThat(outside.read(run.id())).isPresent();
        assertThat(store.read(run.id())).isEmpty();
        assertThat(store.unreadable()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_counted_and_named() throws IOException {
        RunStore store = store();
        Run run = store.add(FIRST);
        Files.writeString(folder.resolve("insights.json"), "{}");
        Files.writeString(folder.resolve(".writing-1.json"), "{");
        Files.writeString(folder.resolve("20269923T010000000Z-" + "0".repeat(32) + ".json"), "{}");
        Files.writeString(folder.resolve(run.id() + ".json"), " ", StandardOpenOption.APPEND);

        assertThat(store.unreadable()).isEqualTo(3);
        assertThat(store.problems())
                .hasSize(4)
                .anyMatch(problem -> problem.contains("insights.json: is not named like a run"))
                .anyMatch(problem -> problem.contains(".writing-1.json: was not written to its end"))
                .anyMatch(problem -> problem.contains("its bytes are not those that were written"));
        assertThatThrownBy(() -> store.read(run.id())).isInstanceOf(IOException.class);
    }

    @Test
    void a_store_keeps_something() {
        assertThatThrownBy(() -> store().keep(0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> store().keepFor(Duration.ZERO)).hasMessageContaining("PT0S");
    }

    private RunStore store() throws IOException {
        return RunStore.at(folder).by(clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
