package io.clio.engine;

import io.clio.spi.Progress;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Turns an interruption of the calling thread into the end of a run. */
final class Cancelled {
    private Cancelled() {}

    static void check(Progress.Stage stage) {
        if (Thread.currentThread().isInterrupted()) {
            throw during(stage);
        }
    }

    /** The exception for a run that was interrupted; the thread stays interrupted. */
    static CancellationException during(Progress.Stage stage) {
        Thread.currentThread().interrupt();
        return new CancellationException(
                "the run was interrupted while it was at: " + stage.name().toLowerCase(Locale.ROOT));
    }
}
