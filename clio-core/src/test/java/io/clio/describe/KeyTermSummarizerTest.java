package io.clio.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.conversation.SensitiveText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTermSummarizerTest {
    private static final KeyTermSummarizer SUMMARIZER = new KeyTermSummarizer();

    @Test
    void a_title_begins_with_the_strongest_term() {
        assertThat(title(Set.of(), Set.of(), "compost heap", "slug damage")).startsWithIgnoringCase("compost heap");
    }

    @Test
    void without_terms_there_is_nothing_to_say() {
        Draft draft = draft(portrait(Set.of(), Set.of()));
        assertThat(draft.title().isBlank()).isTrue();
        assertThat(draft.summary().isBlank()).isTrue();
    }

    @Test
    void rejected_terms_are_not_said_again() {
        Draft draft = draft(portrait(Set.of(), Set.of("compost"), "compost heap", "slug damage"));
        assertThat(draft.title().reveal()).doesNotContainIgnoringCase("compost").containsIgnoringCase("slug damage");
        assertThat(draft.summary().reveal()).doesNotContainIgnoringCase("compost");
    }

    @Test
    void when_all_terms_are_rejected_there_is_nothing_to_say() {
        assertThat(title(Set.of(), Set.of("compost", "heap"), "compost heap")).isBlank();
    }

    @Test
    void a_title_that_is_taken_is_not_taken_again_where_there_are_other_terms() {
        String first = title(Set.of(), Set.of(), "compost", "slug", "rose", "soil", "seed");
        String second = title(Set.of(first), Set.of(), "compost", "slug", "rose", "soil", "seed");
        assertThat(second).isNotBlank().isNotEqualTo(first);
        assertThat(title(Set.of(first, second), Set.of(), "compost", "slug", "rose", "soil", "seed"))
                .isNotBlank()
                .isNotIn(first, second);
    }

    @Test
    void a_title_says_nothing_twice() {
        assertThat(title(Set.of(), Set.of(), "credit card", "card", "credit limit", "cards"))
                .satisfies(title -> assertThat(title.toLowerCase(Locale.ROOT).split("card", -1))
                        .hasSize(2));
    }

    @Test
    void generic_words_stand_in_a_title_only_where_there_is_nothing_else() {
        assertThat(title(Set.of(), Set.of(), "compost", "question", "slug")).isEqualTo("Compost, slug");
        assertThat(title(Set.of(), Set.of(), "question")).isEqualTo("Question");
    }

    private static Draft draft(Portrait portrait) {
        return SUMMARIZER.summarize(List.of(portrait)).get(0);
    }

    @Test
    void of_clusters_that_are_described_together_no_two_get_one_title() {
        Portrait portrait = portrait(Set.of(), Set.of(), "compost", "slug", "rose", "soil", "seed");

        assertThat(SUMMARIZER.summarize(List.of(portrait, portrait)))
                .extracting(Draft::title)
                .doesNotHaveDuplicates();
    }

    private static String title(Set<String> taken, Set<String> rejected, String... terms) {
        return draft(portrait(taken, rejected, terms)).title().reveal();
    }

    private static Portrait portrait(Set<String> taken, Set<String> rejected, String... terms) {
        List<KeyTerm> keyTerms = new ArrayList<>();
        for (String term : terms) {
            keyTerms.add(new KeyTerm(SensitiveText.of(term), 5, 5, 10.0 - keyTerms.size()));
        }
        return new Portrait(List.of(), List.of(), keyTerms, List.of(), taken, rejected);
    }
}
