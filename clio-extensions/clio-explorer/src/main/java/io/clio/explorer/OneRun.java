package io.clio.explorer;

import io.clio.release.Insights;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One result that is nowhere but in memory. */
record OneRun(Insights insights, Run run) implements Runs {

    static OneRun of(Insights insights, Instant now) {
        return new OneRun(insights, new Run("this", now));
    }

    @Override
    public List<Run> list() {
        return List.of(run);
    }

    @Override
    public Optional<Insights> read(String id) {
        return id.equals(run.id()) ? Optional.of(insights) : Optional.empty();
    }

    @Override
    public int sweep() {
        return 0;
    }

    @Override
    public int unreadable() {
        return 0;
    }
}
