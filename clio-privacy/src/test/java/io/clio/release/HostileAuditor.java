package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** An auditor that may fail in every way, and that remembers which drafts it did approve. */
final class HostileAuditor implements PrivacyAuditor {
    private final Kind kind;
    private final Set<Draft> approved = ConcurrentHashMap.newKeySet();

    /** What an auditor can do. */
    enum Kind {
        APPROVE,
        REJECT,
        PICKY,
        NULL,
        THROW,
        THROW_ERROR,
        HANG
    }

    HostileAuditor(Kind kind) {
        this.kind = kind;
    }

    @Override
    public List<Verdict> audit(List<Draft> drafts) {
        return drafts.stream().map(this::verdict).toList();
    }

    Verdict verdict(Draft draft) {
        return switch (kind) {
            case APPROVE -> approve(draft);
            case REJECT -> Verdict.REJECTED;
            case PICKY -> draft.title().length() % 3 == 0 ? Verdict.REJECTED : approve(draft);
            case NULL -> null;
            case THROW -> throw new IllegalStateException(draft.title().reveal());
            case THROW_ERROR -> throw new AssertionError(draft.title().reveal());
            case HANG -> hang();
        };
    }

    boolean hasApproved(Insight insight) {
        return approved.contains(Draft.of(insight.title(), insight.summary()));
    }

    private Verdict approve(Draft draft) {
        approved.add(draft);
        return Verdict.APPROVED;
    }

    /** Ends only when the gate has given up and interrupts. */
    private static Verdict hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Verdict.APPROVED;
    }
}
