package io.clio.engine;

import io.clio.spi.Progress;

/** Counts the steps of a stage that several threads take, and tells them one after the other. */
final class Steps {
    private final Progress progress;
    private final Progress.Stage stage;
    private final long total;
    private long done;

    Steps(Progress progress, Progress.Stage stage, long total) {
        this.progress = progress;
        this.stage = stage;
        this.total = total;
        progress.update(stage, 0, total);
    }

    synchronized void forward() {
        done++;
        progress.update(stage, done, total);
    }
}
