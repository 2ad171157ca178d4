package io.clio.engine;

import io.clio.spi.Progress;

/** Tells a progress one thing after the other: stages and answers of models are told by several threads. */
public final class OneAtATime implements Progress {
    private final Progress progress;

    /**
     * A progress that is told one thing at a time.
     *
     * @param progress the progress that is told
     */
    public OneAtATime(Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void update(Stage stage, long done, long total) {
        progress.update(stage, done, total);
    }

    @Override
    public synchronized void answered(long answers) {
        progress.answered(answers);
    }
}
