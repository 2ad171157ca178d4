package io.clio.testkit.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The planted personal data of a population. */
class PlantedDataTest {

    private static final List<PlantedConversation> CONVERSATIONS =
            Population.of(11).size(3_000).plantedRate(0.25).stream().toList();
    private static final List<String> PLANTED =
            CONVERSATIONS.stream().flatMap(c -> c.labels().pii().stream()).toList();

    @Test
    void eight_percent_of_the_conversations_hold_some_by_default() {
        assertThat(Population.of(11).size(3_000).stream()
                        .filter(c -> !c.labels().pii().isEmpty()))
                .hasSize(240);
    }

    @Test
    void a_rate_of_zero_plants_nothing_and_a_rate_of_one_everywhere() {
        assertThat(Population.of(2).size(200).plantedRate(0).stream())
                .allMatch(c -> c.labels().pii().isEmpty());
        assertThat(Population.of(2).size(200).plantedRate(1).stream())
                .noneMatch(c -> c.labels().pii().isEmpty());
    }

    @Test
    void each_value_is_in_the_users_text_of_its_conversation() {
        assertThat(CONVERSATIONS)
                .allMatch(conversation ->
                        conversation.labels().pii().stream().allMatch(userText(conversation)::contains));
    }

    @Test
    void each_value_is_in_one_conversation_only() {
        assertThat(PLANTED).doesNotHaveDuplicates();
        String everything =
                CONVERSATIONS.stream().map(PlantedDataTest::userText).collect(Collectors.joining("\n"));
        for (String value : PLANTED) {
            int first = everything.indexOf(value);
            assertThat(everything.indexOf(value, first + 1)).as(value).isNegative();
        }
    }

    @Test
    void cards_pass_the_luhn_check() {
        List<String> cards = PLANTED.stream()
                .map(value -> value.replace(" ", ""))
                .filter(value -> value.matches("400000\\d{10}"))
                .toList();

        assertThat(cards).hasSizeGreaterThan(20).allMatch(PlantedDataTest::passesLuhn);
    }

    @Test
    void ibans_pass_the_mod_97_check_and_have_the_length_of_their_country() {
        List<String> ibans = PLANTED.stream()
                .map(value -> value.replace(" ", ""))
                .filter(value -> value.matches("(DE|ES|FR|IT|NL|PT|GB)\\d\\d[A-Z0-9]+"))
                .toList();

        assertThat(ibans).hasSizeGreaterThan(20).allMatch(PlantedDataTest::passesMod97);
        assertThat(ibans).allMatch(iban -> iban.length() == ibanLength(iban.substring(0, 2)));
    }

    @Test
    void spanish_ids_end_in_their_letter() {
        List<String> ids =
                PLANTED.stream().filter(value -> value.matches("\\d{8}[A-Z]")).toList();

        assertThat(ids)
                .isNotEmpty()
                .allMatch(id ->
                        id.charAt(8) == "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(id.substring(0, 8)) % 23));
    }

    @Test
    void values_stay_unique_when_short_number_ranges_run_out() {
        List<String> many = Population.of(4).size(60_000).plantedRate(1).meanTokens(15).stream()
                .flatMap(c -> c.labels().pii().stream())
                .toList();

        assertThat(Set.copyOf(many)).hasSize(many.size()).hasSizeGreaterThan(60_000);
    }

    private static String userText(PlantedConversation conversation) {
        return conversation.messages().stream()
                .filter(message -> message.role().equals("user"))
                .map(PlantedConversation.Message::content)
                .collect(Collectors.joining("\n"));
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    private static boolean passesMod97(String iban) {
        String digits = (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .mapToObj(c -> Integer.toString(Character.digit(c, 36)))
                .collect(Collectors.joining());
        return new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static int ibanLength(String country) {
        return switch (country) {
            case "NL" -> 18;
            case "DE", "GB" -> 22;
            case "ES" -> 24;
            case "PT" -> 25;
            case "FR", "IT" -> 27;
            default -> throw new IllegalArgumentException(country);
        };
    }
}
