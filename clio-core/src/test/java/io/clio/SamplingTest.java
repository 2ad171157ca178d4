package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Role;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final int MANY = 2000;

    private record Sample(List<Conversation> conversations, long passedOver) {
        List<String> ids() {
            return conversations.stream().map(Conversation::id).toList();
        }
    }

    private static Sample draw(Sampling sampling, List<Conversation> from, long seed) {
        List<Conversation> drawn = new ArrayList<>();
        long[] passedOver = new long[1];
        try {
            sampling.from(sink -> from.forEach(sink::conversation), seed).read(new ConversationSource.Sink() {
                @Override
                public void conversation(Conversation conversation) {
                    drawn.add(conversation);
                }

                @Override
                public void badRecord(BadRecord record) {
                    throw new AssertionError("no record is bad");
                }

                @Override
                public void passedOver(long conversations) {
                    passedOver[0] += conversations;
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Sample(drawn, passedOver[0]);
    }

    /** User u0 has every second conversation; the n-th conversation has n % 4 answers. */
    private static List<Conversation> population() {
        return IntStream.range(0, MANY)
                .mapToObj(n -> {
                    List<Message> messages = new ArrayList<>(List.of(Message.user("question")));
                    for (int answer = 0; answer < n % 4; answer++) {
                        messages.add(Message.assistant("answer " + answer));
                        messages.add(Message.user("thanks"));
                    }
                    Subject owner = Subject.ofUser(n % 2 == 0 ? "u0" : "u" + n);
                    return new Conversation("c" + n, owner, null, messages, Metadata.of(Map.of("n", (long) (n % 10))));
                })
                .toList();
    }

    private static long answers(Conversation conversation) {
        return conversation.messages().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .count();
    }

    @Test
    void so_many_conversations_are_drawn_and_the_others_are_counted() {
        Sample sample = draw(Sampling.conversations(300), population(), 1);
        assertThat(sample.conversations()).hasSize(300).doesNotHaveDuplicates();
        assertThat(sample.passedOver()).isEqualTo(MANY - 300);
    }

    @Test
    void fewer_conversations_than_wanted_are_all_drawn() {
        assertThat(draw(Sampling.conversations(MANY + 1), population(), 1).ids())
                .containsExactlyInAnyOrderElementsOf(
                        population().stream().map(Conversation::id).toList());
    }

    @Test
    void the_order_of_the_stream_does_not_matter_and_the_seed_does() {
        List<Conversation> shuffled = new ArrayList<>(population());
        Collections.shuffle(shuffled, new Random(7));
        List<String> once = draw(Sampling.conversations(100), population(), 1).ids();
        assertThat(draw(Sampling.conversations(100), shuffled, 1).ids()).isEqualTo(once);
        assertThat(draw(Sampling.conversations(100), shuffled, 2).ids()).isNotEqualTo(once);
    }

    @Test
    void every_conversation_is_as_likely_as_any_other() {
        assertThat(tenths(seed -> draw(Sampling.conversations(200), population(), seed)))
                .allMatch(SamplingTest::isFair);
        assertThat(tenths(seed -> new Sample(population().subList(0, 200), MANY - 200)))
                .as("the first of the stream are no fair sample")
                .noneMatch(SamplingTest::isFair);
    }

    /** How many conversations 50 samples of 200 draw of each tenth of the stream. */
    private static List<Integer> tenths(IntFunction<Sample> sampleOfSeed) {
        int[] drawn = new int[10];
        for (int seed = 0; seed < 50; seed++) {
            sampleOfSeed.apply(seed).ids().forEach(id -> drawn[Integer.parseInt(id.substring(1)) * 10 / MANY]++);
        }
        return IntStream.of(drawn).boxed().toList();
    }

    /** 10,000 draws over ten equal parts: five standard deviations of a binomial are 150. */
    private static boolean isFair(int count) {
        return Math.abs(count - 1000) < 150;
    }

    @Test
    void long_conversations_weigh_more_where_answers_are_drawn() {
        Map<Integer, Long> byAnswers = draw(Sampling.answers(300), population(), 1).conversations().stream()
                .collect(Collectors.groupingBy(c -> Integer.parseInt(c.id().substring(1)) % 4, Collectors.counting()));
        assertThat(byAnswers).doesNotContainKey(0);
        assertThat(byAnswers.get(3)).isGreaterThan(2 * byAnswers.get(1));
    }

    @Test
    void a_conversation_ends_with_its_newest_answer_that_was_drawn() {
        List<Conversation> drawn = draw(Sampling.answers(300), population(), 1).conversations();
        assertThat(drawn)
                .allMatch(c -> c.messages().get(c.messages().size() - 1).role() == Role.ASSISTANT);
        assertThat(drawn).anyMatch(c -> answers(c) < Integer.parseInt(c.id().substring(1)) % 4);
        assertThat(drawn.stream().map(Conversation::id)).doesNotHaveDuplicates();
    }

    @Test
    void one_user_contributes_no_more_than_the_cap_and_the_sample_is_still_full() {
        List<Conversation> drawn =
                draw(Sampling.conversations(300).perUser(5), population(), 1).conversations();
        assertThat(drawn).hasSize(300);
        assertThat(drawn.stream().filter(c -> c.subject().equals(Subject.ofUser("u0"))))
                .hasSize(5);
    }

    @Test
    void conversations_without_a_user_are_not_capped() {
        List<Conversation> nameless = IntStream.range(0, 50)
                .mapToObj(n -> Conversation.of(Subject.unknown(), Message.user("text " + n)))
                .toList();
        assertThat(draw(Sampling.conversations(20).perUser(1), nameless, 1).conversations())
                .hasSize(20);
    }

    @Test
    void a_stratified_sample_has_so_many_of_each_value() {
        Sample sample = draw(Sampling.conversations(30).stratifiedBy(Facets.metadata("n", "/n")), population(), 1);
        Function<Conversation, Object> value = c -> c.metadata().at("/n").orElseThrow();
        assertThat(sample.conversations().stream().collect(Collectors.groupingBy(value, Collectors.counting())))
                .hasSize(10)
                .allSatisfy((n, count) -> assertThat(count).isEqualTo(30));
        assertThat(sample.passedOver()).isEqualTo(MANY - 300);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Sampling.conversations(0)).hasMessage("size must be >= 1, got 0");
        assertThatThrownBy(() -> Sampling.answers(1).perUser(0)).hasMessage("perUser must be >= 1, got 0");
        assertThatThrownBy(() -> Sampling.answers(1).stratifiedBy(FacetSource.asked(Facet.text("task", "What is it?"))))
                .hasMessageContaining("'task'");
    }

    @Test
    void a_run_says_how_many_were_not_drawn() {
        var insights = Clio.pipeline()
                .from(Conversations.of(population()))
                .sample(Sampling.conversations(500))
                .run();
        assertThat(insights.input().notSampled()).isEqualTo(MANY - 500);
        assertThat(insights.input().conversations()).isEqualTo(500);
    }
}
