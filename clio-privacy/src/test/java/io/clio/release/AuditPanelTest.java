package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.release.HostileAuditor.Kind;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPanelTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(20);

    private static Optional<Withheld> objection(Duration timeout, PrivacyAuditor... auditors) {
        return new AuditPanel(List.of(auditors), timeout)
                .objections(List.of(Draft.of("Title", "Summary.")))
                .get(0);
    }

    private static Optional<Withheld> objection(AuditPanel panel, String title) {
        return panel.objections(List.of(Draft.of(title, ""))).get(0);
    }

    @Test
    void without_auditors_nobody_objects() {
        assertThat(objection(PATIENT)).isEmpty();
    }

    @Test
    void all_have_to_approve() {
        assertThat(objection(PATIENT, new HostileAuditor(Kind.APPROVE), new HostileAuditor(Kind.REJECT)))
                .contains(Withheld.AUDITOR_REJECTED);
        assertThat(objection(PATIENT, new HostileAuditor(Kind.APPROVE), new HostileAuditor(Kind.APPROVE)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NULL", "THROW", "THROW_ERROR"})
    void an_auditor_that_fails_has_not_approved(Kind failure) {
        assertThat(objection(PATIENT, new HostileAuditor(failure))).contains(Withheld.AUDITOR_FAILED);
    }

    @Test
    void an_auditor_that_does_not_answer_in_time_has_not_approved_and_is_not_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        HostileAuditor hangs = new HostileAuditor(Kind.HANG);
        AuditPanel panel = new AuditPanel(
                List.of(drafts -> {
                    asked.incrementAndGet();
                    return hangs.audit(drafts);
                }),
                IMPATIENT);

        assertThat(objection(panel, "Title")).contains(Withheld.AUDITOR_FAILED);
        assertThat(objection(panel, "Another")).contains(Withheld.AUDITOR_FAILED);
        assertThat(asked).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void a_caller_that_is_interrupted_has_no_approval_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        Optional<Withheld> objection = objection(PATIENT, new HostileAuditor(Kind.HANG));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(objection).contains(Withheld.AUDITOR_FAILED);
    }

    @Test
    void the_thread_of_an_auditor_bears_no_name_of_anybody() {
        AtomicReference<String> name = new AtomicReference<>();

        objection(PATIENT, PrivacyAuditor.each(draft -> {
            name.set(Thread.currentThread().getName());
            return Verdict.APPROVED;
        }));

        assertThat(name).hasValue("clio-stage");
    }

    private static List<Draft> drafts(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Draft.of("Title " + number, ""))
                .toList();
    }

    @Test
    void an_auditor_is_asked_about_64_drafts_at_most_at_once() {
        List<Integer> sizes = new ArrayList<>();
        AuditPanel panel = new AuditPanel(
                List.of(drafts -> {
                    sizes.add(drafts.size());
                    return Collections.nCopies(drafts.size(), Verdict.APPROVED);
                }),
                PATIENT);

        assertThat(panel.objections(drafts(150))).hasSize(150).allMatch(Optional::isEmpty);
        assertThat(sizes).containsExactly(64, 64, 22);
    }

    @Test
    void a_draft_on_which_an_auditor_fails_costs_no_other_draft_its_approval() {
        AuditPanel panel = new AuditPanel(
                List.of(PrivacyAuditor.each(draft -> {
                    if (draft.title().reveal().equals("Title 2")) {
                        throw new IllegalStateException("Title 2");
                    }
                    return Verdict.APPROVED;
                })),
                PATIENT);

        assertThat(panel.objections(drafts(4)))
                .containsExactly(
                        Optional.empty(), Optional.empty(), Optional.of(Withheld.AUDITOR_FAILED), Optional.empty());
    }

    @Test
    void a_draft_on_which_an_auditor_hangs_costs_those_before_it_nothing() {
        HostileAuditor hangs = new HostileAuditor(Kind.HANG);
        AuditPanel panel = new AuditPanel(
                List.of(PrivacyAuditor.each(
                        draft -> draft.title().reveal().equals("Title 2") ? hangs.verdict(draft) : Verdict.APPROVED)),
                Duration.ofMillis(200));

        assertThat(panel.objections(drafts(4)))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Withheld.AUDITOR_FAILED),
                        Optional.of(Withheld.AUDITOR_FAILED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5})
    void an_auditor_that_gives_another_number_of_verdicts_has_approved_of_nothing(int verdicts) {
        AuditPanel panel = new AuditPanel(
                List.of(drafts -> Collections.nCopies(drafts.size() == 1 ? 2 : verdicts, Verdict.APPROVED)), PATIENT);

        assertThat(panel.objections(drafts(4)))
                .containsOnly(Optional.of(Withheld.AUDITOR_FAILED))
                .hasSize(4);
    }

    @Test
    void what_one_auditor_rejects_no_other_is_asked_about() {
        List<Draft> seen = new ArrayList<>();
        AuditPanel panel = new AuditPanel(
                List.of(
                        PrivacyAuditor.each(draft ->
                                draft.title().reveal().equals("Title 0") ? Verdict.REJECTED : Verdict.APPROVED),
                        PrivacyAuditor.each(draft -> {
                            seen.add(draft);
                            return Verdict.APPROVED;
                        })),
                PATIENT);

        assertThat(panel.objections(drafts(2)))
                .containsExactly(Optional.of(Withheld.AUDITOR_REJECTED), Optional.empty());
        assertThat(seen).containsExactly(Draft.of("Title 1", ""));
    }
}
