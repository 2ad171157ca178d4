package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectiveUsersTest {
    private static final PrivacyPolicy POLICY = PrivacyPolicy.standard();
    private static final String LETTER =
            IntStream.range(0, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

    /** One account after the other with a text. */
    private static int effective(PrivacyPolicy policy, List<String> texts) {
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42);
        for (int i = 0; i < texts.size(); i++) {
            builder.add(
                    Subject.ofUser("account" + i), builder.digest(List.of(SensitiveText.of(texts.get(i))), List.of()));
        }
        int[] rows = IntStream.range(0, texts.size()).toArray();
        return builder.build(rows).effectiveUsers(rows);
    }

    private static List<String> letters(int accounts, int changedWords) {
        return IntStream.range(0, accounts)
                .mapToObj(account -> IntStream.range(0, 60)
                        .mapToObj(i -> i < changedWords ? "changed" + account + "x" + i : "word" + i)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void accounts_with_one_long_text_count_once() {
        assertThat(effective(POLICY, letters(50, 0))).isEqualTo(1);
    }

    @Test
    void accounts_that_change_a_word_of_a_long_text_count_once() {
        assertThat(effective(POLICY, letters(50, 1))).isEqualTo(1);
    }

    @Test
    void accounts_that_change_half_of_the_words_count_each() {
        assertThat(effective(POLICY, letters(50, 30))).isEqualTo(50);
    }

    @Test
    void short_popular_requests_are_not_merged() {
        assertThat(effective(
                        POLICY,
                        IntStream.range(0, 50)
                                .mapToObj(i -> "write a poem about a cactus")
                                .toList()))
                .isEqualTo(50);
    }

    @Test
    void eleven_words_are_short_and_twelve_are_long() {
        String eleven = IntStream.range(0, 11).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        assertThat(effective(POLICY, List.of(eleven, eleven))).isEqualTo(2);
        assertThat(effective(POLICY, List.of(eleven + " more", eleven + " more")))
                .isEqualTo(1);
    }

    @Test
    void texts_that_drift_one_from_the_next_are_not_one_group() {
        // Each is like the one before, the last has nothing of the first.
        List<String> drifting = IntStream.range(0, 12)
                .mapToObj(step -> IntStream.range(5 * step, 5 * step + 60)
                        .mapToObj(i -> "word" + i)
                        .collect(Collectors.joining(" ")))
                .toList();

        assertThat(effective(POLICY, drifting)).isGreaterThan(3);
    }

    @Test
    void an_account_that_also_has_a_text_of_its_own_counts() {
        SupportIndex.Builder builder = SupportIndex.builder(POLICY, 42);
        for (String user : List.of("ann", "bob", "eve")) {
            builder.add(Subject.ofUser(user), builder.digest(List.of(SensitiveText.of(LETTER)), List.of()));
        }
        builder.add(Subject.ofUser("eve"), builder.digest(List.of(SensitiveText.of("cactus")), List.of()));
        SupportIndex index = builder.build(new int[] {0, 1, 2, 3});

        assertThat(index.effectiveUsers(new int[] {0, 1, 2})).isEqualTo(1);
        assertThat(index.effectiveUsers(new int[] {0, 1, 2, 3})).isEqualTo(2);
    }

    @Test
    void what_an_assistant_answers_does_not_hide_that_requests_are_the_same() {
        SupportIndex.Builder builder = SupportIndex.builder(POLICY, 42);
        for (int i = 0; i < 5; i++) {
            builder.add(
                    Subject.ofUser("account" + i),
                    builder.digest(
                            List.of(SensitiveText.of(LETTER)),
                            List.of(SensitiveText.of(letters(6, 60).get(i)))));
        }

        assertThat(builder.build(new int[] {0, 1, 2, 3, 4}).effectiveUsers(new int[] {0, 1, 2, 3, 4}))
                .isEqualTo(1);
    }

    @Test
    void a_conversation_that_two_users_claim_is_nobodys() {
        SupportIndex.Builder builder = SupportIndex.builder(POLICY, 42);
        int ticket = builder.add(Subject.ofUser("ann"), builder.digest(List.of(SensitiveText.of("cactus")), List.of()));
        builder.disown(ticket);

        assertThat(builder.build(new int[] {0}).effectiveUsers(new int[] {0})).isZero();
    }
}
