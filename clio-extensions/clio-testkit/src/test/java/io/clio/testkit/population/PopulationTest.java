package io.clio.testkit.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a population of 3,000 promises. */
class PopulationTest {

    private static final Pattern SLOT = Pattern.compile("\\{\\^?[a-z_]+(\\.[a-z]+)?(#2)?}");
    private static final List<PlantedConversation> CONVERSATIONS =
            Population.of(42).size(3_000).stream().toList();

    @Test
    void the_first_hundred_lines_are_the_same_on_every_jdk() throws NoSuchAlgorithmException {
        byte[] text = Population.of(7)
                .size(100)
                .lines()
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("c11535ef77d31e95fc7f01e88d83cd9476a288e5836842d34bda9dd1ed243898");
    }

    @Test
    void written_bytes_are_the_lines_each_with_a_line_feed() throws IOException {
        Population population = Population.of(3).size(50);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        population.writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(population.lines().map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Test
    void a_line_has_the_fields_of_the_data_format_in_order() throws IOException {
        JsonNode line = new ObjectMapper()
                .readTree(Population.of(3).size(1).lines().findFirst().orElseThrow());

        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("id", "user_id", "timestamp", "language", "messages", "labels");
        assertThat(line.get("messages").get(0).fieldNames()).toIterable().containsExactly("role", "content");
        assertThat(line.get("labels").fieldNames()).toIterable().containsExactly("topic", "parent", "pii");
    }

    @Test
    void ids_are_unique() {
        assertThat(CONVERSATIONS).extracting(PlantedConversation::id).doesNotHaveDuplicates();
    }

    @Test
    void at_least_600_users_hold_3000_conversations_and_most_of_them_hold_at_most_five() {
        Map<String, Long> perUser = counted(PlantedConversation::userId);

        assertThat(perUser).hasSize(667);
        assertThat(perUser.values().stream().filter(n -> n <= 5).count()).isGreaterThan(400);
        assertThat(perUser.values()).anyMatch(n -> n > 40);
    }

    @Test
    void every_user_asked_for_holds_a_conversation() {
        Population population = Population.of(5).size(2_000).users(777).tail(3);

        assertThat(population.stream().map(PlantedConversation::userId).distinct())
                .hasSize(777);
        assertThat(population.users()).isEqualTo(777);
    }

    @Test
    void english_has_about_55_percent_and_every_other_language_at_least_one_percent() {
        Map<String, Long> perLanguage = counted(PlantedConversation::language);

        assertThat(perLanguage.keySet())
                .containsExactlyInAnyOrder("en", "es", "de", "fr", "pt", "it", "nl", "ru", "zh", "ja");
        assertThat(perLanguage.get("en")).isBetween(1_500L, 1_800L);
        assertThat(perLanguage.values()).allMatch(n -> n >= 30);
    }

    @Test
    void every_topic_occurs_and_the_most_frequent_is_ten_times_the_rarest() {
        Map<String, Long> perTopic = counted(c -> c.labels().topic());

        assertThat(perTopic).hasSize(39);
        assertThat(counted(c -> c.labels().parent())).hasSize(9);
        long most = perTopic.values().stream().mapToLong(n -> n).max().orElseThrow();
        long fewest = perTopic.values().stream().mapToLong(n -> n).min().orElseThrow();
        assertThat(most).isGreaterThan(10 * fewest);
    }

    @Test
    void users_prefer_a_language_and_a_few_topics() {
        Map<String, List<PlantedConversation>> perUser =
                CONVERSATIONS.stream().collect(Collectors.groupingBy(PlantedConversation::userId));

        for (List<PlantedConversation> own : perUser.values()) {
            assertThat(own.stream()
                            .map(PlantedConversation::language)
                            .filter(l -> !l.equals("en"))
                            .distinct()
                            .count())
                    .isLessThanOrEqualTo(1);
        }
        List<PlantedConversation> most =
                perUser.values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
        long inTopThree = most.stream()
                .collect(Collectors.groupingBy(c -> c.labels().topic(), Collectors.counting()))
                .values()
                .stream()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(3)
                .mapToLong(n -> n)
                .sum();
        assertThat(inTopThree).isGreaterThan(most.size() / 2);
    }

    @Test
    void time_runs_forward_over_half_a_year_and_weekends_are_quiet() {
        assertThat(CONVERSATIONS).extracting(PlantedConversation::timestamp).isSorted();
        assertThat(Duration.between(
                        CONVERSATIONS.get(0).timestamp(),
                        CONVERSATIONS.get(2_999).timestamp()))
                .isBetween(Duration.ofDays(180), Duration.ofDays(182));
        Map<DayOfWeek, Long> perDay = CONVERSATIONS.stream()
                .collect(Collectors.groupingBy(
                        c -> c.timestamp().atOffset(ZoneOffset.UTC).getDayOfWeek(), Collectors.counting()));
        assertThat(perDay.get(DayOfWeek.TUESDAY)).isGreaterThan(3 * perDay.get(DayOfWeek.SUNDAY) / 2);
    }

    @Test
    void trip_planning_grows() {
        long early = CONVERSATIONS.subList(0, 1_000).stream()
                .filter(PopulationTest::plansTrip)
                .count();
        long late = CONVERSATIONS.subList(2_000, 3_000).stream()
                .filter(PopulationTest::plansTrip)
                .count();

        assertThat(late).isGreaterThan(3 * early / 2);
    }

    @Test
    void turns_alternate_from_the_user_and_are_at_most_eight_each() {
        for (PlantedConversation conversation : CONVERSATIONS) {
            List<PlantedConversation.Message> messages = conversation.messages();
            assertThat(messages).hasSizeBetween(1, 16);
            for (int i = 0; i < messages.size(); i++) {
                assertThat(messages.get(i).role()).isEqualTo(i % 2 == 0 ? "user" : "assistant");
                assertThat(messages.get(i).content()).isNotBlank();
            }
        }
    }

    @Test
    void no_slot_is_left_unfilled() {
        assertThat(CONVERSATIONS)
                .flatExtracting(PlantedConversation::messages)
                .extracting(PlantedConversation.Message::content)
                .noneMatch(text -> SLOT.matcher(text).find());
    }

    @Test
    void what_users_first_say_is_seldom_said_twice() {
        long distinct = CONVERSATIONS.stream()
                .map(c -> c.messages().get(0).content())
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(2_500);
    }

    @Test
    void a_setting_out_of_range_is_refused_with_the_range_and_the_value() {
        assertThatThrownBy(() -> Population.of(1).meanTokens(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a mean from 15 to 1,000 tokens, not 5.0");
        assertThatThrownBy(() -> Population.of(1).size(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> Population.of(1).plantedRate(1.5)).hasMessageContaining("not 1.5");
        assertThatThrownBy(() -> Population.of(1).users(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> Population.of(1).tail(0.5)).hasMessageContaining("not 0.5");
    }

    private static boolean plansTrip(PlantedConversation conversation) {
        return conversation.labels().topic().equals(Habits.GROWING);
    }

    private static Map<String, Long> counted(Function<PlantedConversation, String> what) {
        return CONVERSATIONS.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
    }
}
