package io.clio.onnx;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A fixed number of daemon threads that share out the indices of a task among themselves.
 *
 * <p>Safe for use by several threads, whose tasks are done one after the other.
 */
final class Workers implements AutoCloseable {
    private static final String CLOSED = "the embedder is closed";

    private final int threads;
    private final ExecutorService executor;

    /**
     * Makes workers.
     *
     * @param threads how many, at least 1
     */
    Workers(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "clio-onnx-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does something for each index below a count, and returns when all is done.
     *
     * @param count how many indices
     * @param work what is done with an index
     * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if the workers are closed, or the work failed for an index
     */
    void forEach(int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> share = () -> {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    requireWanted();
                    work.accept(i);
                }
                return null;
            } finally {
                next.set(count);
            }
        };
        try {
            List<Future<Void>> shares = executor.invokeAll(Collections.nCopies(Math.min(threads, count), share));
            for (Future<Void> done : shares) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while embedding").initCause(e);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(CLOSED, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("embedding failed", e.getCause());
        }
    }

    private void requireWanted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (executor.isShutdown()) {
            throw new IllegalStateException(CLOSED);
        }
    }

    /** Stops the threads, and waits until none is at work. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
