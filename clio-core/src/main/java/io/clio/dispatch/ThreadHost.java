package io.clio.dispatch;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * The clock of the system, and a thread for each call: a virtual one where the JDK has them (21 or newer), else one of
 * the platform. A thread ends with its call, so there is nothing to close.
 */
final class ThreadHost implements Host {
    private static final String NAME = "clio-llm-call";

    private final long origin = System.nanoTime();
    private final ThreadFactory threads;

    ThreadHost() {
        this(virtualThreads().orElse(ThreadHost::platformThread));
    }

    ThreadHost(ThreadFactory threads) {
        this.threads = threads;
    }

    /** What makes virtual threads, if this JDK does. By reflection, for the byte code is that of JDK 17. */
    static Optional<ThreadFactory> virtualThreads() {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = type.getMethod("name", String.class).invoke(builder, NAME);
            Method factory = type.getMethod("factory");
            return Optional.of((ThreadFactory) factory.invoke(named));
        } catch (ReflectiveOperationException e) {
            // Older, or only with --enable-preview (19 and 20).
            return Optional.empty();
        }
    }

    static Thread platformThread(Runnable call) {
        Thread thread = new Thread(call, NAME);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public long nanos() {
        return System.nanoTime() - origin;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // whoever calls this looks again at what it waits for
    public void await(Condition changed, long nanos) throws InterruptedException {
        boolean unused = changed.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Running start(Runnable call) {
        Thread thread = threads.newThread(call);
        thread.start();
        return thread::interrupt;
    }
}
