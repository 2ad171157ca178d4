package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.release.HostileAuditor.Kind;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditPanelTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(20);

    private static Optional<Withheld> objection(Duration timeout, PrivacyAuditor... auditors) {
        return new AuditPanel(List.of(auditors), timeout).objection("Title", "Summary.");
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
                List.of(draft -> {
                    asked.incrementAndGet();
                    return hangs.audit(draft);
                }),
                IMPATIENT);

        assertThat(panel.objection("Title", "")).contains(Withheld.AUDITOR_FAILED);
        assertThat(panel.objection("Another", "")).contains(Withheld.AUDITOR_FAILED);
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

        objection(PATIENT, draft -> {
            name.set(Thread.currentThread().getName());
            return Verdict.APPROVED;
        });

        assertThat(name).hasValue("clio-stage");
    }
}
