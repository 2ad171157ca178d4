package io.clio.dispatch;

import io.clio.llm.BatchLanguageModel;

/**
 * How many questions a batch may have: as many as settings and model allow, fewer after one was not taken or was lost,
 * more again after one came back. Not thread-safe.
 */
final class BatchSize {
    private final Batching batching;
    private final BatchLanguageModel model;
    private int allowed;

    BatchSize(Batching batching, BatchLanguageModel model) {
        this.batching = batching;
        this.model = model;
        allowed = most();
    }

    private int most() {
        return Math.max(1, Math.min(batching.most(), model.mostRequests()));
    }

    /** Fewer are asked one by one. */
    int least() {
        return Math.min(batching.least(), most());
    }

    /** How many a batch may have now. */
    int allowed() {
        return allowed;
    }

    /** Whether so many cannot be made into two batches, and are asked one by one if one batch does not work. */
    boolean isIndivisible(int questions) {
        return questions < 2 * least();
    }

    /** Learns that a batch was refused for good. */
    void refused(int questions) {
        allowed = Math.max(least(), questions / 2);
    }

    /** Learns that a batch was lost. */
    void lost(int questions) {
        allowed = Math.max(least(), Math.min(allowed, questions / 2));
    }

    /** Learns that a batch came back. */
    void cameBack(int questions) {
        allowed = Math.min(most(), Math.max(allowed, 2 * questions));
    }
}
