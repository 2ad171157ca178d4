package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import io.clio.release.Insights;
import io.clio.release.PrivacyPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreensTest {
    private static final Instant LAUNCH = Instant.parse("2026-03-01T00:00:00Z");

    private static Conversation conversation(@Nullable Instant time, String text) {
        return new Conversation(
                null,
                Subject.unknown(),
                time,
                List.of(Message.user(text), Message.assistant("the answer says ballot")),
                Metadata.of(Map.of("model", "large", "tags", List.of("a", 2L))));
    }

    @Test
    void a_time_includes_its_first_instant_and_not_its_last() {
        Predicate<Conversation> march = Screens.between(LAUNCH, LAUNCH.plusSeconds(60));
        assertThat(march.test(conversation(LAUNCH, ""))).isTrue();
        assertThat(march.test(conversation(LAUNCH.minusMillis(1), ""))).isFalse();
        assertThat(march.test(conversation(LAUNCH.plusSeconds(60), ""))).isFalse();
        assertThat(march.test(conversation(null, ""))).isFalse();
        assertThatThrownBy(() -> Screens.between(LAUNCH, LAUNCH)).hasMessageContaining("until must be after from");
    }

    @Test
    void metadata_are_compared_as_text_and_lists_by_their_elements() {
        Conversation any = conversation(null, "");
        assertThat(Screens.metadata("/model", "small", "large").test(any)).isTrue();
        assertThat(Screens.metadata("/tags", "2").test(any)).isTrue();
        assertThat(Screens.metadata("/tags", "b").test(any)).isFalse();
        assertThat(Screens.metadata("/absent", "b").test(any)).isFalse();
        assertThatThrownBy(() -> Screens.metadata("model", "large")).hasMessageContaining("must start with '/'");
    }

    @Test
    void terms_are_words_of_the_user_in_any_inflexion() {
        Predicate<Conversation> election = Screens.mentions("election", "voting station");
        assertThat(election.test(conversation(null, "About ELECTIONS: who runs?")))
                .isTrue();
        assertThat(election.test(conversation(null, "where are the voting stations")))
                .isTrue();
        assertThat(election.test(conversation(null, "the station for voting"))).isFalse();
        assertThat(election.test(conversation(null, "selection of wines"))).isFalse();
        assertThat(Screens.mentions("ballot").test(conversation(null, "hello"))).isFalse();
        assertThatThrownBy(() -> Screens.mentions("?!")).hasMessageContaining("at least one word");
        assertThatThrownBy(Screens::mentions).hasMessageContaining("at least one word");
    }

    @Test
    void a_run_keeps_what_the_screen_lets_in_and_says_the_rate() {
        List<Conversation> all = Population.usual();
        Insights insights = Clio.pipeline()
                .from(Conversations.of(all))
                .screen(Screens.mentions("garden soil", "tomato seedlings"))
                .privacy(PrivacyPolicy.standard().withCountsRoundedTo(1))
                .run();
        long let = all.stream()
                .filter(Screens.mentions("garden soil", "tomato seedlings"))
                .count();
        assertThat(let).isBetween(1L, all.size() - 1L);
        assertThat(insights.input().conversations()).isEqualTo(let);
        assertThat(insights.input().screenedOut()).isEqualTo(all.size() - let);
        assertThat(insights.input().screeningRate()).isEqualTo((double) let / all.size());
    }

    @Test
    void a_screen_sees_neither_ids_nor_identifiers() {
        Insights insights = Clio.pipeline()
                .from(Conversations.of(Population.usual()))
                .screen(c -> c.id() == null
                        && !c.subject().isKnown()
                        && !c.messages().get(0).content().reveal().contains("@"))
                .run();
        assertThat(insights.input().screenedOut()).isZero();
    }

    @Test
    void a_screen_that_fails_too_often_ends_the_run_and_quotes_nothing() {
        assertThatThrownBy(() -> Clio.pipeline()
                        .from(Conversations.of(Population.usual()))
                        .screen(c -> {
                            throw new IllegalStateException(
                                    c.messages().get(0).content().reveal());
                        })
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("the screen failed on \\d+ of \\d+ conversations, more than the ceiling of 1.0 %"
                        + " \\(IllegalStateException\\)");
    }
}
