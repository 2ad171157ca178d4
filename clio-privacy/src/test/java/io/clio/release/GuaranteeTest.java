package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A guarantee promises what the policy asks and no more, and says what else holds only where it does. */
class GuaranteeTest {
    private static final PrivacyPolicy POLICY = PrivacyPolicy.standard();
    private static final String EARLIER_RELEASES = "any earlier release of the same ledger";
    private static final String OTHER_TREES = "subtracted from one of another tree";
    private static final String TREES_SUMS = "Sums over several trees of a run";
    private static final String OVERLAPPING = "Two releases over overlapping data can be compared";
    private static final String UNTIL_THEN = "A change takes effect when enough users change";

    private static Guarantee of(PrivacyPolicy policy, Map<String, String> stages, ReleaseLedger.Scope compared) {
        return Guarantee.threshold(policy, Provenance.of("test", 42, stages), compared);
    }

    private static Guarantee of(PrivacyPolicy policy) {
        return of(policy, Map.of(), ReleaseLedger.Scope.NOTHING);
    }

    private static String all(List<String> sentences) {
        return String.join("\n", sentences);
    }

    @Test
    void the_numbers_of_the_policy_stand_in_its_promises() {
        PrivacyPolicy policy = POLICY.withMinUsers(7)
                .withMinConversations(22)
                .withMinTermUsers(9)
                .withMaxConversationsPerUser(31)
                .withMaxShare(0.25);

        Guarantee guarantee = of(policy);

        assertThat(guarantee.mode()).isEqualTo("threshold");
        assertThat(all(guarantee.promises()))
                .contains("at least 7 users and 22 conversations")
                .contains("at most 31 conversations count")
                .contains("more than 25 % of a topic")
                .contains("stands in conversations of at least 9 users")
                .contains("fewer than 9 users");
        assertThat(all(guarantee.limits())).contains("from 8 accounts that contain a guess");
    }

    @Test
    void without_a_ledger_nothing_is_said_of_other_releases_but_that_they_can_be_compared() {
        Guarantee guarantee = of(POLICY);

        assertThat(guarantee.promises()).hasSize(7);
        assertThat(all(guarantee.promises())).doesNotContain(EARLIER_RELEASES).doesNotContain(OTHER_TREES);
        assertThat(all(guarantee.limits()))
                .contains(OVERLAPPING)
                .doesNotContain(UNTIL_THEN)
                .doesNotContain(TREES_SUMS);
    }

    @Test
    void with_a_ledger_differences_to_earlier_releases_are_promised_and_delay_is_named() {
        Guarantee guarantee = of(POLICY, Map.of(), ReleaseLedger.Scope.RELEASES);

        assertThat(all(guarantee.promises())).contains(EARLIER_RELEASES).doesNotContain(OTHER_TREES);
        assertThat(all(guarantee.limits()))
                .contains(UNTIL_THEN)
                .doesNotContain(OVERLAPPING)
                .doesNotContain(TREES_SUMS);
    }

    @Test
    void between_trees_of_a_run_the_weaker_promise_stands_with_its_limit() {
        Guarantee guarantee = of(POLICY, Map.of(), ReleaseLedger.Scope.TREES);

        assertThat(all(guarantee.promises()))
                .contains(OTHER_TREES)
                .contains("fewer than 5 users or 15 conversations are left")
                .doesNotContain(EARLIER_RELEASES);
        assertThat(all(guarantee.limits()))
                .contains(TREES_SUMS)
                .contains("at least 5 users and 15 conversations")
                .contains(OVERLAPPING);
    }

    @Test
    void rounded_counts_are_called_rounded_and_exact_ones_exact() {
        assertThat(all(of(POLICY.withCountsRoundedTo(10)).limits()))
                .contains("rounded to multiples of 10")
                .doesNotContain("Counts are exact");
        assertThat(all(of(POLICY.withCountsRoundedTo(2)).limits())).contains("rounded to multiples of 2");
        assertThat(all(of(POLICY.withCountsRoundedTo(1)).limits()))
                .contains("Counts are exact")
                .doesNotContain("rounded to multiples");
    }

    @Test
    void what_weakens_it_is_named_where_it_is_so() {
        String ownUsers = "counted as users of their own";
        String split = "may have split a conversation";
        String divided = "Conversations were divided by language";

        assertThat(all(of(POLICY).limits()))
                .doesNotContain(ownUsers)
                .doesNotContain(split)
                .doesNotContain("divided by");
        assertThat(all(of(POLICY.withEachConversationAsAUser()).limits())).contains(ownUsers);
        assertThat(all(of(POLICY, Map.of("extractor", "some"), ReleaseLedger.Scope.NOTHING)
                        .limits()))
                .contains(split);
        assertThat(all(of(POLICY, Map.of("divided by", "language"), ReleaseLedger.Scope.NOTHING)
                        .limits()))
                .contains(divided);
    }

    @Test
    void guarantees_are_equal_if_all_their_sentences_are() {
        Guarantee guarantee = new Guarantee("threshold", List.of("a"), List.of("b"));

        assertThat(guarantee)
                .isEqualTo(new Guarantee("threshold", List.of("a"), List.of("b")))
                .hasSameHashCodeAs(new Guarantee("threshold", List.of("a"), List.of("b")))
                .hasToString("a\nLimits:\nb")
                .isNotEqualTo(new Guarantee("other", List.of("a"), List.of("b")))
                .isNotEqualTo(new Guarantee("threshold", List.of("x"), List.of("b")))
                .isNotEqualTo(new Guarantee("threshold", List.of("a"), List.of("x")));
        assertThat(guarantee.hashCode()).isNotZero();
    }
}
