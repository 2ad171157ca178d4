package io.clio.dispatch;

/** Counts what becomes of batches. Not thread-safe. */
final class BatchTally {
    private long submitted;
    private long resumed;
    private long ended;
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

    void resumed() {
        resumed++;
    }

    void ended() {
        ended++;
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
        return new BatchReport(submitted, resumed, ended, lost, asked, waiting, answered, missing, strays, doubtful);
    }
}
