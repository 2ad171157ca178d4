package io.clio.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.LanguageDetectors;
import io.clio.conversation.SensitiveText;
import io.clio.release.Insights;
import io.clio.spi.LanguageDetector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which part of a run's CPU time goes into telling languages, in percent: {@code LanguageShare FILE TIMES}. The run is
 * the default offline one with {@link Facets#language()}; the time of detection includes that of loading its model.
 * With TIMES above 1 each text is told that many times, which is the control.
 */
public final class LanguageShare {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong texts = new AtomicLong();
    private final int times;

    private LanguageShare(int times) {
        this.times = times;
    }

    /**
     * Prints the share.
     *
     * @param args a file of conversations, and how often to tell each
     */
    public static void main(String[] args) {
        LanguageShare share = new LanguageShare(Integer.parseInt(args[1]));
        long before = PROCESS.getProcessCpuTime();
        long loading = THREADS.getCurrentThreadCpuTime();
        LanguageDetector detector = LanguageDetectors.discovered();
        loading = THREADS.getCurrentThreadCpuTime() - loading;
        Insights insights = Clio.pipeline()
                .from(Conversations.jsonLines(Path.of(args[0])))
                .facets(Facets.turns(), Facets.length(), Facets.language(share.timed(detector)))
                .run();
        double all = PROCESS.getProcessCpuTime() - before;
        double detection = (double) loading + share.nanos.get();
        System.out.printf(
                Locale.ROOT,
                "%d conversations, %d topics; CPU of the run %.2f s, of loading the model %.2f s, of %d detections"
                        + " %.2f s by %s%nshare: %.3f%n",
                share.texts.get(),
                insights.all().count(),
                all / 1e9,
                loading / 1e9,
                share.texts.get() * share.times,
                share.nanos.get() / 1e9,
                detector.name(),
                100 * detection / all);
    }

    private LanguageDetector timed(LanguageDetector detector) {
        return text -> {
            long start = THREADS.getCurrentThreadCpuTime();
            Optional<String> language = Optional.empty();
            for (int i = 0; i < times; i++) {
                language = detector.detect(SensitiveText.of(text.reveal()));
            }
            nanos.addAndGet(THREADS.getCurrentThreadCpuTime() - start);
            texts.incrementAndGet();
            return language;
        };
    }
}
