package io.clio.explorer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends a connection on which no answer was completed for some time, since it was opened or since the answer before. So
 * nobody holds a connection by sending or reading a byte now and then, which a timeout for idleness lets pass.
 */
final class Deadlines implements Connection.Listener {
    private final Duration time;
    private final Scheduler scheduler;
    private final Map<Connection, Scheduler.Task> tasks = new ConcurrentHashMap<>();

    Deadlines(Duration time, Scheduler scheduler) {
        this.time = time;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        tasks.put(connection, schedule(connection));
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task task = tasks.remove(connection);
        if (task != null) {
            task.cancel();
        }
    }

    /** An answer was completed, so the next one has its full time. */
    void answered(Connection connection) {
        tasks.computeIfPresent(connection, (key, task) -> task.cancel() ? schedule(connection) : task);
    }

    private Scheduler.Task schedule(Connection connection) {
        return scheduler.schedule(
                () -> connection.getEndPoint().close(new TimeoutException("no answer was completed in " + time)),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
