package io.clio.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What attackers write. */
class PlantedTextsTest {
    @Test
    void there_are_two_hundred_injections_in_ten_languages_and_no_two_alike() {
        List<Injections.Injection> all = Injections.all();

        assertThat(all).hasSizeGreaterThanOrEqualTo(200);
        assertThat(all.stream().map(Injections.Injection::text)).doesNotHaveDuplicates();
        assertThat(all.stream()
                        .collect(Collectors.groupingBy(Injections.Injection::language, Collectors.counting()))
                        .values()
                        .stream()
                        .filter(count -> count >= 14))
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(all.stream().map(Injections.Injection::kind).distinct()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(Injections.in("en")).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void a_paraphrase_never_gives_the_secret_away() {
        SplittableRandom random = new SplittableRandom(1);

        for (Target target : Target.all()) {
            assertThat(target.values()).hasSize(32).doesNotHaveDuplicates();
            assertThat(target.paraphrases(100, random))
                    .doesNotHaveDuplicates()
                    .allMatch(text -> target.needles().in(text).isEmpty());
            assertThat(target.needles().in(target.confession(3, random)).stream()
                            .toArray())
                    .containsExactly(3);
        }
    }

    /** Or they would count as one user, and the attack would be weaker than it looks. */
    @Test
    void two_paraphrases_share_few_runs_of_three_words() {
        SplittableRandom random = new SplittableRandom(2);
        List<Set<String>> trigrams = Target.all().get(0).paraphrases(60, random).stream()
                .map(PlantedTextsTest::trigrams)
                .toList();
        int alike = 0;
        for (int i = 0; i < trigrams.size(); i++) {
            for (int j = 0; j < i; j++) {
                Set<String> both = new HashSet<>(trigrams.get(i));
                both.retainAll(trigrams.get(j));
                int all = trigrams.get(i).size() + trigrams.get(j).size() - both.size();
                alike += both.size() > 0.7 * all ? 1 : 0;
            }
        }
        assertThat(alike).isLessThan(10);
    }

    private static Set<String> trigrams(String text) {
        List<String> words = List.of(text.split("\\W+", -1));
        Set<String> trigrams = new HashSet<>();
        for (int i = 0; i + 2 < words.size(); i++) {
            trigrams.add(words.get(i) + " " + words.get(i + 1) + " " + words.get(i + 2));
        }
        return trigrams;
    }

    @Test
    void no_two_canaries_are_alike_and_all_can_be_looked_for() {
        CanaryMint mint = new CanaryMint(3);
        Needles needles = new Needles(6);
        List<String> struck = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String secret = mint.strike(mint.kind());
            needles.add(i, secret);
            struck.add(secret);
        }
        assertThat(struck).doesNotHaveDuplicates();
        assertThat(needles.in(String.join("\n", struck)).cardinality()).isEqualTo(5_000);
    }

    /** A Hindi word of five syllables can have five letters, for vowel signs are none. */
    @Test
    void a_hundred_thousand_canaries_have_letters_enough_to_be_looked_for() {
        CanaryMint mint = new CanaryMint(1);
        Needles needles = new Needles(CanaryMint.SHORTEST);

        for (int i = 0; i < 100_000; i++) {
            needles.add(i, mint.strike(mint.kind()));
        }

        assertThat(Needles.letters("\u092c\u093e\u0915\u0947\u0926\u093f\u092e\u094b\u0938"))
                .isEqualTo(5);
    }

    @Test
    void cards_and_accounts_have_right_check_digits() {
        CanaryMint mint = new CanaryMint(4);
        for (int i = 0; i < 100; i++) {
            assertThat(luhn(mint.strike(CanaryMint.Kind.CARD))).isZero();
            String iban = mint.strike(CanaryMint.Kind.IBAN);
            String moved = iban.substring(4) + "1314" + iban.substring(2, 4);
            assertThat(new BigInteger(moved).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        }
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(digits.length() - 1 - i) - '0') << (i % 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10;
    }
}
