package io.clio.testkit.leak;

import io.clio.engine.Outcome;
import io.clio.facet.FacetRow;
import java.util.BitSet;
import java.util.List;

/** What would have leaked had everything been released as the hostile stages gave it. Thread-safe. */
final class Drafts {
    private final Needles needles;
    private final BitSet found = new BitSet();

    Drafts(Needles needles) {
        this.needles = needles;
    }

    void add(String text) {
        BitSet in = needles.in(text);
        synchronized (found) {
            found.or(in);
        }
    }

    /** Adds the labels of all rows, which a breakdown would show. */
    void addLabels(Outcome outcome) {
        for (FacetRow row : outcome.rows().rows()) {
            row.values().get(Rehearsal.SAID).ifPresent(labels -> labels.forEach(this::add));
        }
    }

    BitSet found() {
        synchronized (found) {
            return (BitSet) found.clone();
        }
    }

    /** Which of some numbers would have leaked. */
    List<Integer> numbers() {
        return found().stream().boxed().toList();
    }
}
