package io.clio.dispatch;

import java.util.HashSet;
import java.util.Set;

/** Counts what becomes of batches. Not thread-safe. */
final class BatchTally {
    private long submitted;
    /** By id: a batch of which parts are asked for one after the other is gone on with and fetched several times. */
    private final Set<String> resumed = new HashSet<>();

    private final Set<String> ended = new HashSet<>();
    private long lost;
    private long asked;
    private long answered;
    private long missing;
    private long strays;
    private long doubtful;
    private long looks;

    void submitted(int questions) {
        submitted++;
        asked += questions;
    }

    void resumed(String batch) {
        resumed.add(batch);
    }

    void ended(String batch) {
        ended.add(batch);
    }

    void lost() {
        lost++;
    }

    void answered() {
        answered++;
    }

    void missing() {
        missing++;
    }

    void strays(long answers) {
        strays += answers;
    }

    void doubtful(int questions) {
        doubtful += questions;
    }

    void look() {
        looks++;
    }

    long looks() {
        return looks;
    }

    BatchReport report(long waiting) {
        return new BatchReport(
                submitted, resumed.size(), ended.size(), lost, asked, waiting, answered, missing, strays, doubtful);
    }
}
