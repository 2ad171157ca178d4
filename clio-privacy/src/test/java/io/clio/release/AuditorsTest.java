package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditorsTest {
    private static AuditorRecall recall(PrivacyAuditor auditor) {
        return AuditorRecall.of(new AuditPanel(List.of(auditor), Duration.ofSeconds(30)));
    }

    @Test
    void the_auditor_in_code_finds_most_bad_descriptions_and_lets_good_ones_pass() {
        AuditorRecall measured = recall(Auditors.personalDetails());

        assertThat(measured.recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(measured.falseAlarms()).isZero();
    }

    @Test
    void an_auditor_that_approves_of_everything_has_no_recall_and_no_false_alarms() {
        AuditorRecall measured = recall(PrivacyAuditor.each(draft -> Verdict.APPROVED));

        assertThat(measured.recall()).isZero();
        assertThat(measured.falseAlarms()).isZero();
    }

    @Test
    void an_auditor_that_fails_has_rejected_nothing_and_raises_every_alarm() {
        AuditorRecall measured = recall(drafts -> null);

        assertThat(measured.recall()).isZero();
        assertThat(measured.falseAlarms()).isEqualTo(1);
    }

    @Test
    void acronyms_and_single_capitalised_words_are_no_names() {
        assertThat(Auditors.personalDetails().audit(List.of(Draft.of("SQL JSON and Python", "Users ask about Excel."))))
                .containsExactly(Verdict.APPROVED);
    }

    @Test
    void below_the_recall_of_the_policy_titles_are_made_of_key_terms_and_the_report_says_so() {
        Scene scene = Scene.ofUsers(3, "cactus violin").watchedBy(PrivacyAuditor.each(draft -> Verdict.APPROVED));
        scene.under(Scene.PAIRS.withMinAuditorRecall(0.9));

        Insights insights = scene.release(scene.node(Draft.of("Violin", "Violin."), Scene.NO_REDRAFT, "cactus"));

        assertThat(insights.roots()).extracting(Insight::title).containsExactly("Cactus");
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.AUDITORS_MISS_TOO_MUCH, 1);
        assertThat(insights.privacyReport().auditors()).contains(new AuditorRecall(16, 0, 12, 0));
        assertThat(InsightsFile.fromJson(InsightsFile.toJson(insights)).privacyReport())
                .isEqualTo(insights.privacyReport());
    }

    @Test
    void a_deadline_beyond_all_numbers_is_no_overflow() {
        AuditPanel panel = new AuditPanel(
                List.of(PrivacyAuditor.each(draft -> Verdict.APPROVED)), Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(panel.objections(List.of(Draft.of("Title", "")))).containsExactly(Optional.empty());
    }
}
