package io.clio.examples;

import io.clio.spi.Progress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar per stage, on standard error. */
final class Bars implements Progress, AutoCloseable {
    private @Nullable Stage stage;
    private @Nullable ProgressBar bar;

    @Override
    public synchronized void update(Stage now, long done, long total) {
        if (now != stage || bar == null) {
            close();
            stage = now;
            bar = new ProgressBarBuilder()
                    .setTaskName(now.name().toLowerCase(Locale.ROOT))
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .build();
        }
        bar.stepTo(done);
        if (total != UNKNOWN) {
            bar.maxHint(total);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
