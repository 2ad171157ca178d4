package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.release.Insight;
import io.clio.release.Insights;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewTest {
    @Test
    void an_overview_is_one_topic_of_all_conversations_broken_down() {
        List<Conversation> all = Population.usual();
        Insights overview = Clio.pipeline().from(Conversations.of(all)).overview();
        assertThat(overview.input().conversations()).isEqualTo(all.size());
        assertThat(overview.all().map(Insight::title)).containsExactly("All conversations");
        assertThat(overview.roots().get(0).facets()).containsKeys("language", "turns", "length");
    }

    @Test
    void an_overview_asks_no_model() {
        Insights overview = Clio.pipeline()
                .from(Conversations.of(Population.usual()))
                .facet(Facet.text("task", "What is it?"))
                .facets(Facets.turns())
                .extractor((conversations, facets) -> {
                    throw new AssertionError("not to be asked");
                })
                .embedder(texts -> {
                    throw new AssertionError("not to be asked");
                })
                .overview();
        assertThat(overview.roots().get(0).facets()).containsKey("turns").doesNotContainKey("task");
    }

    @Test
    void an_overview_of_one_person_says_why_it_is_empty() {
        List<Conversation> export = IntStream.range(0, 100)
                .mapToObj(i -> Conversation.of(Subject.ofUser("me"), Message.user("question " + i)))
                .toList();
        Insights overview = Clio.pipeline().from(Conversations.of(export)).overview();
        assertThat(overview.roots()).isEmpty();
        assertThat(overview.explanation()).contains("An export of one person", "eachConversationIsAUser()");
    }

    @Test
    void an_overview_needs_conversations() {
        assertThatThrownBy(() -> Clio.pipeline().overview()).hasMessageContaining("nothing to read");
    }
}
