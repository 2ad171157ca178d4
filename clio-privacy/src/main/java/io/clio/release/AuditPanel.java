package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All auditors of a run. Fails closed (I7): what throws, answers null or does not answer in time has not approved. An
 * auditor that once did not answer in time is not asked again, so that it cannot hold up a run for each of its drafts.
 */
final class AuditPanel {
    private final List<PrivacyAuditor> auditors;
    private final Duration timeout;
    private final Set<Integer> silent = new HashSet<>();

    AuditPanel(List<PrivacyAuditor> auditors, Duration timeout) {
        this.auditors = List.copyOf(auditors);
        this.timeout = timeout;
    }

    /**
     * Asks every auditor.
     *
     * @param title what would be released
     * @param summary what would be released
     * @return nothing if all approve, otherwise why not
     */
    Optional<Withheld> objection(String title, String summary) {
        Draft draft = Draft.of(title, summary);
        for (int i = 0; i < auditors.size(); i++) {
            Optional<Verdict> verdict = silent.contains(i) ? Optional.empty() : ask(i, draft);
            if (verdict.isEmpty()) {
                return Optional.of(Withheld.AUDITOR_FAILED);
            }
            if (verdict.get() != Verdict.APPROVED) {
                return Optional.of(Withheld.AUDITOR_REJECTED);
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> ask(int auditor, Draft draft) {
        Deadline.Answer<Verdict> answer =
                Deadline.ask(() -> auditors.get(auditor).audit(draft), timeout);
        if (answer.late()) {
            silent.add(auditor);
        }
        return Optional.ofNullable(answer.value());
    }

    boolean isEmpty() {
        return auditors.isEmpty();
    }
}
