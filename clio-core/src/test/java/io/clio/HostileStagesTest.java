package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Portrait;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.release.Withheld;
import io.clio.spi.Extraction;
import io.clio.spi.Hierarchizer;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Summarizer;
import io.clio.spi.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** I7 and the gate over whole runs: stages that do their worst change what is released, and leak nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileStagesTest {
    /** Begins the one word of each conversation that nobody else wrote. */
    private static final String PLANTED = "zwx";

    /** Every conversation holds a planted word, an address and a number, each its own. */
    private static final List<Conversation> SECRETIVE = Population.withTokens(
            Population.usual(),
            id -> PLANTED + id.replace('c', 'k') + " " + id + "@example.com +49 170 12345" + id.substring(1));

    @Test
    void an_honest_run_over_the_same_conversations_has_topics() {
        Insights insights = run(secretive());
        assertThat(insights.roots()).isNotEmpty();
        assertNothingPlanted(insights);
    }

    @Test
    void a_summarizer_that_echoes_one_member_is_not_released() {
        assertHeld(cluster -> {
            String member = members(cluster).findFirst().orElse("");
            return Draft.of(member, member);
        });
    }

    @Test
    void a_summarizer_that_echoes_one_planted_word_at_a_time_is_not_released() {
        AtomicInteger next = new AtomicInteger();
        assertHeld(cluster -> {
            List<String> words = members(cluster)
                    .flatMap(member -> Stream.of(member.split("\\s+")))
                    .filter(word -> word.startsWith(PLANTED))
                    .toList();
            String word = words.isEmpty() ? PLANTED : words.get(next.getAndIncrement() % words.size());
            return Draft.of("Garden requests of " + word, "They ask about " + word + ".");
        });
    }

    @Test
    void a_summarizer_that_makes_up_identifiers_is_not_released() {
        assertHeld(cluster -> Draft.of("Ask zwx@example.com", "Call +49 170 1234567 or zwx@example.com."));
    }

    @Test
    void a_summarizer_that_tells_subjects_is_not_released() {
        assertHeld(cluster -> {
            String subjects = cluster.members().stream()
                    .flatMap(row -> row.subject().reveal().stream())
                    .limit(2)
                    .map(subject -> PLANTED + subject)
                    .collect(Collectors.joining(" "));
            return Draft.of("Requests of " + subjects, subjects);
        });
    }

    @Test
    void a_summarizer_that_hides_a_word_behind_other_letters_is_not_released() {
        assertHeld(cluster -> Draft.of("Requests of z\u200Bwx", "About \uFF5A\uFF57\uFF58 and z\u0301wx."));
    }

    @Test
    void a_summarizer_that_repeats_what_was_rejected_is_not_released() {
        assertHeld(cluster -> Draft.of(
                "Requests of " + (cluster.rejected().isEmpty() ? PLANTED : String.join(" ", cluster.rejected())), ""));
    }

    private static void assertHeld(Function<Portrait, Draft> summarizer) {
        Insights insights = run(secretive().summarizer(Summarizer.each(summarizer)));
        assertNothingPlanted(insights);
        assertThat(insights.roots()).isNotEmpty();
        assertThat(insights.privacyReport().withheld()).containsKey(Withheld.TITLE_FROM_KEY_TERMS);
    }

    @Test
    void a_hierarchizer_that_names_groups_after_members_is_not_released() {
        Hierarchizer telling = (drafts, centroids, seed) -> new Hierarchy(List.of(new Hierarchy.Group(
                Optional.of(Draft.of("Requests of " + PLANTED + "k1", PLANTED)),
                Hierarchy.flat(drafts.size()).roots())));
        Insights insights = run(secretive().hierarchizer(telling));
        assertThat(insights.roots()).hasSize(1);
        assertNothingPlanted(insights);
    }

    @Test
    void labels_that_an_extractor_echoes_are_not_released() {
        Facet<List<String>> labels = Facet.labels("labels", "?");
        Insights insights = run(secretive()
                .facet(labels)
                .extractor((conversations, facets) -> conversations.stream()
                        .map(c -> (Extraction) new Extraction.Answered(FacetValues.builder()
                                .put(
                                        labels,
                                        List.of(
                                                PLANTED,
                                                c.messages().get(0).content().reveal(),
                                                "zwx@example.com"))
                                .build()))
                        .toList()));
        assertThat(insights.roots()).isNotEmpty();
        assertNothingPlanted(insights);
        assertThat(insights.privacyReport().withheld()).containsKey(Withheld.CELL_LABEL_REFUSED);
    }

    @Test
    void an_auditor_that_throws_has_not_approved() {
        assertNothingApproved(drafts -> {
            throw new IllegalStateException(drafts.get(0).title().reveal());
        });
    }

    @Test
    void an_auditor_that_throws_an_error_has_not_approved() {
        assertNothingApproved(drafts -> {
            throw new AssertionError(drafts.get(0).title().reveal());
        });
    }

    @Test
    void an_auditor_that_gives_null_has_not_approved() {
        assertNothingApproved(drafts -> null);
    }

    @Test
    void an_auditor_that_does_not_answer_has_not_approved_and_is_given_up() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        assertNothingApproved(
                drafts -> {
                    asked.incrementAndGet();
                    awaitDespiteInterrupts(never);
                    return List.of(Verdict.APPROVED);
                },
                Policies.impatient());
        never.countDown();
        // On a busy machine its time may be over before its thread has begun: then it was asked less often.
        assertThat(asked).as("about several, and about one").hasValueLessThanOrEqualTo(2);
    }

    @Test
    void one_auditor_that_fails_outweighs_others_that_approve() {
        PrivacyAuditor failing = drafts -> null;
        Insights insights = run(secretive()
                .auditor(PrivacyAuditor.each(draft -> Verdict.APPROVED))
                .auditor(failing)
                .auditor(PrivacyAuditor.each(draft -> Verdict.APPROVED)));
        assertThat(insights.roots()).isEmpty();
    }

    @Test
    void an_auditor_that_approves_of_everything_lets_nothing_planted_pass() {
        Insights insights = run(secretive()
                .auditor(PrivacyAuditor.each(draft -> Verdict.APPROVED))
                .summarizer(Summarizer.each(
                        cluster -> Draft.of(members(cluster).findFirst().orElse(""), PLANTED))));
        assertThat(insights.roots()).isNotEmpty();
        assertNothingPlanted(insights);
    }

    private static void assertNothingApproved(PrivacyAuditor auditor) {
        assertNothingApproved(auditor, PrivacyPolicy.standard());
    }

    private static void assertNothingApproved(PrivacyAuditor auditor, PrivacyPolicy policy) {
        Insights insights = run(secretive().reconfigure().privacy(policy).auditor(auditor));
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld())
                .containsKeys(Withheld.AUDITOR_FAILED, Withheld.NODE_NOT_APPROVED);
        assertThat(insights.explanation()).contains("an auditor approved of none of the topics");
        assertNothingPlanted(insights);
    }

    private static void assertNothingPlanted(Insights insights) {
        assertThat(InsightsFile.toJson(insights))
                .doesNotContainIgnoringCase(PLANTED)
                .doesNotContain("@example.com", "user-", "170")
                .doesNotContain("\u200B", "\uFF5A");
        assertThat(insights.toTree()).doesNotContainIgnoringCase(PLANTED);
    }

    private static Pipeline secretive() {
        return Runs.over(SECRETIVE).clusterer(Clusterers.kMeans(6));
    }

    private static Insights run(Pipeline pipeline) {
        return pipeline.run();
    }

    private static Stream<String> members(Portrait cluster) {
        return cluster.members().stream()
                .flatMap(row -> row.values().get(Facets.request().facet()).stream())
                .map(SensitiveText::reveal);
    }

    private static void awaitDespiteInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // goes on waiting, as a hostile auditor would
            }
        }
    }
}
