package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.release.InputReport;
import io.clio.release.Insights;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

    @TempDir
    private Path directory;

    @Test
    void one_bad_record_in_a_hundred_is_skipped_and_counted() {
        InputReport report = Runs.exactlyOver(Runs.withBadRecords(99, 1)).run().input();
        assertThat(report.conversations()).isEqualTo(99);
        assertThat(report.skipped()).isEqualTo(1);
    }

    @Test
    void more_than_one_bad_record_in_a_hundred_ends_the_run_and_names_the_first() {
        assertThatThrownBy(Runs.over(Runs.withBadRecords(98, 1))::run)
                .isInstanceOf(BadInputException.class)
                .hasMessage("""
                        1 of 99 records are bad, more than the ceiling of 1.0 %; the first:
                          table:1: /messages: expected an array, found nothing""");
    }

    @Test
    void the_ceiling_can_be_raised_and_holds_at_its_new_place() {
        Conversations raised = Runs.withBadRecords(60, 40).skippingAtMost(0.4);
        assertThat(Runs.over(raised).run().input().skipped()).isEqualTo(40);

        Conversations lower = Runs.withBadRecords(60, 40).skippingAtMost(0.39);
        assertThatThrownBy(Runs.over(lower)::run).hasMessageStartingWith("40 of 100 records are bad");
    }

    @Test
    void a_run_that_should_fail_on_bad_records_fails_on_the_first() {
        Conversations strict = Runs.withBadRecords(10_000, 1).failingOnBadRecords();
        BadInputException failure = catchThrowableOfType(
                BadInputException.class, () -> Runs.over(strict).run());
        assertThat(failure).hasMessageStartingWith("1 of 1 records are bad, more than the ceiling of 0.0 %");
        assertThat(failure.records()).hasSize(1);
    }

    @Test
    void a_failure_names_five_records_and_gives_twenty() {
        BadInputException failure = catchThrowableOfType(
                BadInputException.class,
                () -> Runs.over(Runs.withBadRecords(100, 50)).run());
        assertThat(failure.getMessage().lines()).hasSize(6);
        assertThat(failure.records()).hasSize(20);
    }

    @Test
    void a_source_that_is_mostly_bad_is_not_read_to_its_end() {
        BadInputException failure = catchThrowableOfType(
                BadInputException.class, () -> Runs.over(endlesslyBad()).run());
        assertThat(failure).hasMessageStartingWith("10000 of 10000 records are bad");
    }

    @Test
    void whoever_allows_all_records_to_be_bad_gets_to_the_end() {
        Conversations allowed = Runs.withBadRecords(40, 20_000).skippingAtMost(1);
        InputReport report = Runs.over(allowed).run().input();
        assertThat(report.skipped()).isEqualTo(20_000);
        assertThat(report.conversations()).isEqualTo(40);
    }

    private static Conversations endlesslyBad() {
        return Conversations.of((ConversationSource) sink -> {
            for (long line = 1; ; line++) {
                sink.badRecord(new BadRecord("table", line, "", "one JSON object", "nothing"));
            }
        });
    }

    @Test
    void bad_lines_of_a_file_are_skipped_by_default_and_the_rest_is_analysed() throws IOException {
        List<String> lines = new ArrayList<>(lines(120));
        lines.add(60, "{broken Xanthippe");
        Insights insights =
                Runs.exactlyOver(Conversations.jsonLines(write(lines))).run();
        assertThat(insights.input().skipped()).isEqualTo(1);
        assertThat(insights.conversations()).isEqualTo(120);
        assertThat(insights.roots()).isNotEmpty();
    }

    @Test
    void the_failure_of_a_file_names_its_lines_and_nothing_that_they_say() throws IOException {
        List<String> lines = new ArrayList<>(lines(10));
        lines.add(3, "{broken Xanthippe");
        lines.add(5, "{\"messages\": \"Xanthippe\"}");
        assertThatThrownBy(Runs.over(Conversations.jsonLines(write(lines)))::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 of 12 records are bad")
                .hasMessageContaining("chats.jsonl:4: expected one JSON object, found broken JSON at column")
                .hasMessageContaining("chats.jsonl:6: /messages: expected an array, found a string")
                .hasMessageNotContaining("Xanthippe")
                .hasNoCause();
    }

    @Test
    void a_file_gives_what_its_conversations_give() throws IOException {
        Insights read = Runs.over(Conversations.jsonLines(write(lines(120)))).run();
        assertThat(read.roots()).isEqualTo(Runs.over(inMemory()).run().roots()).isNotEmpty();
    }

    @Test
    void a_source_that_cannot_be_read_is_an_io_failure() {
        Conversations unreadable = Conversations.of((ConversationSource) sink -> {
            throw new IOException("connection lost");
        });
        assertThatThrownBy(Runs.over(unreadable)::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the source of conversations cannot be read: java.io.IOException")
                .hasRootCauseMessage("java.io.IOException");
    }

    @Test
    void conversations_without_a_user_and_without_an_id_are_counted() {
        List<Conversation> all = Population.withUserIds(Population.usual(), odd("user-0", null));
        all = Population.withIds(all, id -> id.endsWith("7") ? null : id);
        InputReport report = Runs.exactlyOver(Conversations.of(all)).run().input();
        assertThat(report.withoutUser()).isEqualTo(20);
        assertThat(report.withoutId()).isEqualTo(12);
        assertThat(report.conversations()).isEqualTo(120);
    }

    @Test
    void conversations_of_one_id_count_once_also_when_they_differ() {
        List<Conversation> all = new ArrayList<>(Population.usual());
        all.addAll(Population.usual().subList(0, 30));
        all.addAll(Population.withIds(Population.usual().subList(60, 70), id -> "c0"));
        InputReport report = Runs.over(all).run().input();
        assertThat(report.conversations()).isEqualTo(120);
        assertThat(report.duplicates()).isEqualTo(40);
    }

    @Test
    void a_conversation_that_two_users_claim_is_nobodys_whatever_they_are_called() {
        List<Conversation> all = new ArrayList<>(Population.usual());
        all.addAll(Population.withUserIds(Population.usual().subList(0, 10), id -> "claims " + id));
        Insights insights = Runs.exactlyOver(Conversations.of(all)).run();
        assertThat(insights.conversations()).isEqualTo(120);
        assertThat(insights.input().withoutUser()).isEqualTo(10);
        UnaryOperator<String> reversed = id -> new StringBuilder(id).reverse().toString();
        Insights renamed = Runs.exactlyOver(Conversations.of(Population.withUserIds(all, reversed)))
                .run();
        assertThat(renamed.roots()).isEqualTo(insights.roots());
    }

    @Test
    void which_of_several_conversations_of_one_id_stays_does_not_depend_on_their_order() {
        List<Conversation> all = Population.withIds(Population.usual(), id -> id.substring(0, id.length() - 1));
        Insights forwards = Runs.over(all).privacy(Policies.loose()).run();
        assertThat(forwards.input().duplicates()).isPositive();
        for (long seed = 1; seed <= 5; seed++) {
            Insights shuffled = Runs.over(Population.shuffled(all, seed))
                    .privacy(Policies.loose())
                    .run();
            assertThat(shuffled).isEqualTo(forwards);
        }
    }

    @Test
    void conversations_without_an_id_are_never_duplicates() {
        List<Conversation> all = new ArrayList<>(Population.withIds(Population.usual(), id -> null));
        all.addAll(all.subList(0, 10));
        InputReport report = Runs.over(all).run().input();
        assertThat(report.conversations()).isEqualTo(130);
        assertThat(report.duplicates()).isZero();
        assertThat(report.withoutId()).isEqualTo(130);
    }

    private static UnaryOperator<String> odd(String prefix, String instead) {
        return id -> id.startsWith(prefix) ? instead : id;
    }

    private static List<Conversation> inMemory() {
        return Population.usual();
    }

    private static List<String> lines(int count) {
        return Population.usual().subList(0, count).stream()
                .map(BadInputTest::toJson)
                .toList();
    }

    private static String toJson(Conversation c) {
        List<String> messages = c.messages().stream()
                .map(m -> "{\"role\": \"" + m.role() + "\", \"content\": \""
                        + m.content().reveal() + "\"}")
                .toList();
        return "{\"id\": \"" + c.id() + "\", \"user_id\": \""
                + c.subject().reveal().orElseThrow() + "\", \"timestamp\": \"" + c.timestamp() + "\", \"lang\": \"en\","
                + " \"messages\": [" + String.join(", ", messages) + "]}";
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(directory.resolve("chats.jsonl"), lines, StandardCharsets.UTF_8);
    }
}
