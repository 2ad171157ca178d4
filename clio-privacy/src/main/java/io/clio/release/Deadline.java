package io.clio.release;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a stage in a thread of its own, and not for longer than a limit. What it throws stays there, errors too: their
 * messages may say what it has read.
 */
final class Deadline {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Threads are used again; one that is hung is left alone, and ends with the process at the latest. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "clio-stage");
        thread.setDaemon(true);
        return thread;
    });

    private Deadline() {}

    /**
     * What came of a question.
     *
     * @param value the answer; null if there is none
     * @param late whether the limit was reached
     */
    record Answer<T>(@Nullable T value, boolean late) {}

    static <T> Answer<T> ask(Callable<T> question, Duration limit) {
        FutureTask<T> call = new FutureTask<>(question);
        THREADS.execute(call);
        try {
            long nanos = limit.compareTo(LONGEST) < 0 ? limit.toNanos() : Long.MAX_VALUE;
            return new Answer<>(call.get(nanos, TimeUnit.NANOSECONDS), false);
        } catch (ExecutionException e) {
            return new Answer<>(null, false);
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Answer<>(null, true);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer<>(null, false);
        }
    }
}
