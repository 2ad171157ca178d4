package io.clio.spi;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line per stage, rewritten as it goes. */
final class ConsoleProgress implements Progress {
    private static final long NANOS_BETWEEN = 100_000_000;

    private final PrintStream out;
    private @Nullable Stage current;
    private long lastWritten;
    private String line = "";
    private long answers;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void update(Stage stage, long done, long total) {
        boolean newStage = stage != current;
        boolean last = done == total;
        long now = System.nanoTime();
        if (!newStage && !last && now - lastWritten < NANOS_BETWEEN) {
            return;
        }
        if (newStage && current != null) {
            out.println();
        }
        current = stage;
        lastWritten = now;
        String of = total == UNKNOWN ? "" : String.format(Locale.ROOT, " of %,d (%d %%)", total, percent(done, total));
        line = String.format(Locale.ROOT, "\r%-8s %,d%s", stage.name().toLowerCase(Locale.ROOT), done, of);
        write();
        if (last && stage == Stage.RELEASE) {
            out.println();
            current = null;
        }
        out.flush();
    }

    @Override
    public synchronized void answered(long all) {
        answers = all;
        long now = System.nanoTime();
        if (current != null && now - lastWritten >= NANOS_BETWEEN) {
            lastWritten = now;
            write();
            out.flush();
        }
    }

    private void write() {
        out.print(line + (answers == 0 ? "" : String.format(Locale.ROOT, ", %,d answers", answers)));
    }

    private static long percent(long done, long total) {
        return total == 0 ? 100 : 100 * done / total;
    }
}
