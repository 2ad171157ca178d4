package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All auditors of a run. Fails closed (I7): what throws, answers null or does not answer in time has not approved. An
 * auditor that once did not answer in time is not asked again, so that it cannot hold up a run for each of its drafts.
 */
final class AuditPanel {
    private final List<PrivacyAuditor> auditors;
    private final Stages stages;
    private final Set<Integer> silent = new HashSet<>();

    AuditPanel(List<PrivacyAuditor> auditors, Duration timeout) {
        this.auditors = List.copyOf(auditors);
        this.stages = new Stages(timeout);
    }

    /**
     * Asks every auditor about every draft that those before it approved of.
     *
     * @param drafts what would be released
     * @return for each draft, in order, nothing if all approve, otherwise why not
     */
    List<Optional<Withheld>> objections(List<Draft> drafts) {
        List<Optional<Withheld>> objections = new ArrayList<>(Collections.nCopies(drafts.size(), Optional.empty()));
        for (int auditor = 0; auditor < auditors.size(); auditor++) {
            List<Integer> open = IntStream.range(0, drafts.size())
                    .filter(draft -> objections.get(draft).isEmpty())
                    .boxed()
                    .toList();
            List<Optional<Verdict>> verdicts =
                    ask(auditor, open.stream().map(drafts::get).toList());
            for (int i = 0; i < open.size(); i++) {
                objections.set(open.get(i), objection(verdicts.get(i)));
            }
        }
        return objections;
    }

    private List<Optional<Verdict>> ask(int auditor, List<Draft> drafts) {
        if (silent.contains(auditor)) {
            return Collections.nCopies(drafts.size(), Optional.empty());
        }
        Stages.Answers<Verdict> answers = stages.ask(drafts, auditors.get(auditor)::audit);
        if (answers.late()) {
            silent.add(auditor);
        }
        return answers.each();
    }

    private static Optional<Withheld> objection(Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return Optional.of(Withheld.AUDITOR_FAILED);
        }
        return verdict.get() == Verdict.APPROVED ? Optional.empty() : Optional.of(Withheld.AUDITOR_REJECTED);
    }

    boolean isEmpty() {
        return auditors.isEmpty();
    }
}
