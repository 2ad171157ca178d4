package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.release.FacetCell;
import io.clio.release.Insights;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FacetFailuresTest {
    private static final Facet<Integer> MOOD = Facet.score("mood", 1, 5, "How is the mood?");
    private static final Facet<Integer> OTHER = Facet.score("other", 1, 5, "Something that nobody asked");
    /** 200 conversations: the default ceiling of 1 % is two of them. */
    private static final List<Conversation> TWO_HUNDRED = Population.of(3, 5, 20, 2);

    @Test
    void code_that_fails_on_few_conversations_is_counted_and_costs_no_conversation() {
        AtomicInteger calls = new AtomicInteger();
        Insights insights = Runs.exactlyOver(Conversations.of(TWO_HUNDRED))
                .clusterer(Clusterers.kMeans(1))
                .facet(MOOD, c -> failOn(calls.incrementAndGet() <= 2, c))
                .run();
        assertThat(insights.input().failedFacets()).isEqualTo(2);
        assertThat(insights.conversations()).isEqualTo(200);
        // The two without an answer could be found by subtraction, so the one cell is hidden.
        assertThat(answersAtTheRoots(insights, "mood")).isZero();
    }

    @Test
    void code_that_fails_on_many_conversations_ends_the_run_and_quotes_none() {
        AtomicInteger calls = new AtomicInteger();
        Pipeline pipeline = Runs.over(TWO_HUNDRED).facet(MOOD, c -> failOn(calls.incrementAndGet() <= 3, c));
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(BadInputException.class)
                .hasMessage("facet 'mood' failed on 3 of 200 conversations, more than the ceiling of 1.0 %"
                        + " (UnsupportedOperationException)")
                .hasNoCause();
    }

    private static Integer failOn(boolean now, Conversation conversation) {
        if (now) {
            throw new UnsupportedOperationException(
                    conversation.messages().get(0).content().reveal());
        }
        return 3;
    }

    @Test
    void an_answer_outside_the_domain_is_a_failure() {
        Pipeline pipeline = Runs.over(TWO_HUNDRED).facet(MOOD, c -> 6);
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("facet 'mood' failed on 200 of 200 conversations");
    }

    @Test
    void code_that_overflows_its_stack_is_a_failure_of_that_conversation() {
        Pipeline pipeline = Runs.over(TWO_HUNDRED).facet(MOOD, c -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("(StackOverflowError)");
    }

    @Test
    void any_other_error_ends_the_run_and_its_message_stays_inside() {
        Pipeline pipeline = Runs.over(TWO_HUNDRED).facet(MOOD, c -> {
            throw new AssertionError(c.messages().get(0).content().reveal());
        });
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("reading a conversation failed: java.lang.AssertionError")
                .hasNoCause();
    }

    @Test
    void code_that_has_no_answer_has_not_failed() {
        Insights insights = Runs.over(TWO_HUNDRED).facet(MOOD, c -> null).run();
        assertThat(insights.input().failedFacets()).isZero();
        assertThat(answersAtTheRoots(insights, "mood")).isZero();
    }

    @Test
    void the_answers_of_an_extractor_are_broken_down() {
        FacetExtractor constant = (conversations, facets) -> conversations.stream()
                .map(c -> (Extraction) new Extraction.Answered(
                        FacetValues.builder().put(MOOD, 4).build()))
                .toList();
        Insights insights =
                Runs.over(TWO_HUNDRED).facet(MOOD).extractor(constant).run();
        assertThat(insights.roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets().get("mood"))
                        .extracting(FacetCell::value)
                        .containsExactly("4"));
        assertThat(insights.input().failedFacets()).isZero();
    }

    @Test
    void an_answer_that_nobody_asked_for_is_not_taken() {
        FacetExtractor chatty = (conversations, facets) -> conversations.stream()
                .map(c -> (Extraction) new Extraction.Answered(FacetValues.builder()
                        .put(OTHER, 1)
                        .put(Facet.labels("request", "?"), List.of("planted"))
                        .build()))
                .toList();
        Insights insights = Runs.over(TWO_HUNDRED).facet(MOOD).extractor(chatty).run();
        assertThat(insights.roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets()).containsOnlyKeys("mood"));
    }

    @Test
    void an_extractor_sees_redacted_conversations_without_id_and_subject() {
        List<Conversation> seen = Collections.synchronizedList(new ArrayList<>());
        FacetExtractor curious = (conversations, facets) -> {
            seen.addAll(conversations);
            return answers(conversations.size());
        };
        List<Conversation> secret = Population.withTokens(TWO_HUNDRED, id -> id + "@example.com");
        Insights insights = Runs.over(secret).facet(MOOD).extractor(curious).run();
        assertThat(insights.conversations()).isEqualTo(200);
        assertThat(seen).hasSize(200).allSatisfy(c -> {
            assertThat(c.id()).isNull();
            assertThat(c.subject().isKnown()).isFalse();
            assertThat(c.contents(Role.USER).map(SensitiveText::reveal).collect(Collectors.joining()))
                    .doesNotContain("@example.com");
        });
    }

    @Test
    void an_extractor_that_throws_has_failed_on_its_whole_batch() {
        assertExtractorFails((conversations, facets) -> {
            throw new UnsupportedOperationException(
                    conversations.get(0).messages().get(0).content().reveal());
        });
    }

    @Test
    void an_extractor_that_gives_null_has_failed_on_its_whole_batch() {
        assertExtractorFails((conversations, facets) -> null);
    }

    @Test
    void an_extractor_that_gives_a_list_of_nulls_has_failed_on_its_whole_batch() {
        assertExtractorFails((conversations, facets) -> Arrays.asList(new Extraction[conversations.size()]));
    }

    @Test
    void an_extractor_that_gives_too_few_answers_has_failed_on_its_whole_batch() {
        assertExtractorFails((conversations, facets) -> answers(conversations.size() - 1));
    }

    @Test
    void an_extractor_that_gives_too_many_answers_has_failed_on_its_whole_batch() {
        assertExtractorFails((conversations, facets) -> answers(conversations.size() + 1));
    }

    @Test
    void an_extractor_whose_answers_are_failures_has_failed_and_its_reasons_stay_inside() {
        assertExtractorFails((conversations, facets) -> conversations.stream()
                .map(c -> (Extraction)
                        new Extraction.Failed(c.messages().get(0).content().reveal()))
                .toList());
    }

    private static void assertExtractorFails(FacetExtractor extractor) {
        Pipeline pipeline = Runs.over(TWO_HUNDRED).facet(MOOD).extractor(extractor);
        assertThatThrownBy(pipeline::run)
                .isInstanceOf(BadInputException.class)
                .hasMessage("facet 'mood' failed on 200 of 200 conversations, more than the ceiling of 1.0 %"
                        + " (extractor)")
                .hasNoCause();
    }

    @Test
    void failures_of_an_extractor_below_the_ceiling_are_counted() {
        AtomicInteger left = new AtomicInteger(2);
        FacetExtractor mostly = (conversations, facets) -> conversations.stream()
                .map(c -> left.getAndDecrement() > 0 ? new Extraction.Failed("timeout") : answer())
                .toList();
        Insights insights = Runs.exactlyOver(Conversations.of(TWO_HUNDRED))
                .clusterer(Clusterers.kMeans(1))
                .facet(MOOD)
                .extractor(mostly)
                .run();
        assertThat(insights.input().failedFacets()).isEqualTo(2);
        // The two without an answer could be found by subtraction, so the one cell is hidden.
        assertThat(answersAtTheRoots(insights, "mood")).isZero();
    }

    @Test
    void a_facet_that_fails_beside_others_is_counted_and_costs_them_nothing() {
        FacetExtractor partly = (conversations, facets) -> conversations.stream()
                .map(c -> (Extraction) new Extraction.Partial(
                        List.of(FacetValues.builder().put(MOOD, 4).build()),
                        Map.of("other", c.messages().get(0).content().reveal())))
                .toList();
        assertThatThrownBy(() -> Runs.over(TWO_HUNDRED)
                        .facet(MOOD)
                        .facet(OTHER)
                        .extractor(partly)
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("facet 'other' failed on 200 of 200 conversations, more than the ceiling of 1.0 %"
                        + " (extractor)");
        Insights insights = Runs.exactlyOver(Conversations.of(TWO_HUNDRED).skippingAtMost(1))
                .facet(MOOD)
                .facet(OTHER)
                .extractor(partly)
                .run();
        assertThat(insights.input().failedFacets()).isEqualTo(200);
        assertThat(answersAtTheRoots(insights, "mood")).isPositive();
        assertThat(answersAtTheRoots(insights, "other")).isZero();
    }

    @Test
    void blank_requests_are_counted_and_belong_to_no_topic() {
        Facet<SensitiveText> wish = Facet.text("wish", "?");
        AtomicInteger calls = new AtomicInteger();
        Insights insights = Runs.exactlyOver(Conversations.of(TWO_HUNDRED))
                .clusterBy(FacetSource.computed(
                        wish,
                        c -> calls.getAndIncrement() < 40
                                ? SensitiveText.of(" \n")
                                : c.contents(Role.USER).findFirst().orElseThrow()))
                .clusterer(Clusterers.kMeans(3))
                .run();
        assertThat(insights.conversations()).isEqualTo(200);
        assertThat(insights.input().unclustered()).isEqualTo(40);
        assertThat(insights.roots().stream()
                        .mapToInt(root -> root.conversations())
                        .sum())
                .isEqualTo(160);
    }

    @Test
    void a_run_of_blank_requests_alone_has_no_topic() {
        Insights insights = Runs.over(TWO_HUNDRED)
                .clusterBy(FacetSource.computed(Facet.text("wish", "?"), c -> SensitiveText.of("")))
                .run();
        assertThat(insights.conversations()).isEqualTo(200);
        assertThat(insights.users()).isEqualTo(100);
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.explanation()).contains("200 conversations of 100 known users");
    }

    private static List<Extraction> answers(int count) {
        List<Extraction> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(answer());
        }
        return answers;
    }

    private static Extraction answer() {
        return new Extraction.Answered(FacetValues.builder().put(MOOD, 4).build());
    }

    private static int answersAtTheRoots(Insights insights, String facet) {
        return insights.roots().stream()
                .flatMap(root -> root.facets().get(facet).stream())
                .mapToInt(FacetCell::conversations)
                .sum();
    }
}
