package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.privacy.text.Words;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LastingNamesTest {
    private static final HashFunction HASH = Hashing.sipHash24(1, 2);
    private static final int NOBODY = EffectiveUsers.NONE;

    private final LastingNames names = new LastingNames(HASH, new long[0]);

    private static long content(LastingNames names, long occasion, String... messages) {
        LastingNames.Content content = names.newContent(occasion);
        for (String message : messages) {
            content.add(Words.of(message), true);
        }
        return content.name();
    }

    private LastingNames.Names of(int... userOfRow) {
        return names.of(IntStream.range(0, userOfRow.length).toArray(), userOfRow);
    }

    @Test
    void words_time_speaker_and_where_a_message_ends_make_a_name() {
        LastingNames.Content answered = names.newContent(1);
        answered.add(Words.of("bread"), false);
        assertThat(LongStream.of(
                                content(names, 1, "rye bread"),
                                content(names, 1, "rye", "bread"),
                                content(names, 1, "bread rye"),
                                content(names, 2, "rye bread"),
                                content(names, 1, "bread"),
                                answered.name())
                        .distinct())
                .hasSize(6);
        assertThat(content(names, 1, "rye bread")).isEqualTo(content(names, 1, "rye bread"));
    }

    @Test
    void the_same_conversation_of_the_same_user_has_the_same_name_in_another_run() {
        LastingNames other = new LastingNames(HASH, new long[0]);
        other.user(1, "anna");
        other.add(5);
        names.user(0, "anna");
        names.add(9);
        names.add(5);

        LastingNames.Names ours = of(0, 0);
        LastingNames.Names theirs = other.of(new int[] {0}, new int[] {1});
        assertThat(theirs.ofRow()[0]).isEqualTo(ours.ofRow()[1]).isNotEqualTo(ours.ofRow()[0]);
        assertThat(theirs.ofUser()[1]).isEqualTo(ours.ofUser()[0]);
    }

    @Test
    void one_text_of_two_users_and_of_nobody_has_three_names() {
        names.user(0, "anna");
        names.user(1, "bert");
        for (int i = 0; i < 3; i++) {
            names.add(5);
        }
        assertThat(Arrays.stream(of(0, 1, NOBODY).ofRow()).distinct()).hasSize(3);
    }

    @Test
    void conversations_that_are_equal_in_all_are_told_by_how_many_came_before() {
        names.user(0, "anna");
        IntStream.range(0, 4).forEach(i -> names.add(i == 3 ? 6 : 5));

        long[] four = of(0, 0, 0, 0).ofRow();
        assertThat(Arrays.stream(four).distinct()).hasSize(4);
        assertThat(of(0, 0).ofRow()).containsExactly(four[0], four[1]);
    }

    @Test
    void who_counts_as_a_user_for_one_conversation_has_its_name() {
        names.nameless(0);
        names.user(1, "anna");
        names.add(5);
        names.add(6);

        LastingNames.Names both = of(0, 1);
        assertThat(both.ofUser()[0]).isEqualTo(both.ofRow()[0]);
        assertThat(both.ofUser()[1]).isNotEqualTo(both.ofRow()[1]);
    }

    @Test
    void rows_that_were_counted_before_are_told() {
        names.user(0, "anna");
        IntStream.range(0, 3).forEach(names::add);
        long[] three = of(0, 0, 0).ofRow();
        LastingNames later = new LastingNames(HASH, new long[] {three[2], three[0]});
        later.user(0, "anna");
        IntStream.range(0, 3).forEach(later::add);

        LastingNames.Names told = later.of(new int[] {0, 1, 2}, new int[] {0, 0, 0});
        assertThat(told.shownBefore().stream()).containsExactly(0, 2);
    }

    @Test
    void there_may_be_many() {
        for (int i = 0; i < 1000; i++) {
            names.user(i, "user " + i);
            names.add(i);
        }
        LastingNames.Names many = names.of(
                IntStream.range(0, 1000).toArray(), IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(many.ofRow()).distinct()).hasSize(1000);
        assertThat(Arrays.stream(many.ofUser()).limit(1000).distinct()).hasSize(1000);
    }

    @Test
    void another_key_gives_other_names() {
        LastingNames other = new LastingNames(Hashing.sipHash24(1, 3), new long[0]);
        assertThat(content(other, 1, "rye bread")).isNotEqualTo(content(names, 1, "rye bread"));
    }
}
