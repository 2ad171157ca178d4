package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void each_index_is_worked_on_exactly_once(int threads) {
        var visits = new AtomicIntegerArray(1000);
        try (var workers = new Workers(threads)) {
            workers.forEach(1000, visits::incrementAndGet);
        }
        for (int i = 0; i < visits.length(); i++) {
            assertThat(visits.get(i)).isEqualTo(1);
        }
    }

    @Test
    void as_many_threads_as_asked_for_work_at_once_as_daemons() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        var together = new CountDownLatch(3);
        try (var workers = new Workers(3)) {
            workers.forEach(3, i -> {
                seen.add(Thread.currentThread());
                together.countDown();
                awaitQuietly(together);
            });
        }
        assertThat(seen).hasSize(3).allMatch(Thread::isDaemon);
        assertThat(seen).allMatch(thread -> thread.getName().matches("clio-onnx-\\d"));
    }

    @Test
    void a_failure_stops_the_rest_and_comes_out() {
        var done = new AtomicInteger();
        try (var workers = new Workers(1)) {
            assertThatThrownBy(() -> workers.forEach(100, i -> {
                        if (i == 3) {
                            throw new UnsupportedOperationException("third");
                        }
                        done.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(done).hasValue(3);
    }

    @Test
    void an_interrupt_ends_the_wait_and_the_work_and_stays_visible() throws InterruptedException {
        var started = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var done = new AtomicInteger();
        var cancelledAndInterrupted = new AtomicBoolean();
        var workers = new Workers(1);
        var caller = new Thread(() -> {
            try {
                workers.forEach(100, i -> {
                    started.countDown();
                    awaitDespiteInterrupts(release);
                    done.incrementAndGet();
                });
            } catch (CancellationException e) {
                cancelledAndInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        release.countDown();
        workers.close();
        assertThat(cancelledAndInterrupted).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void closing_waits_for_the_index_at_work_and_refuses_the_rest() throws InterruptedException {
        var started = new CountDownLatch(1);
        var done = new AtomicInteger();
        var refused = new AtomicBoolean();
        var workers = new Workers(1);
        var caller = new Thread(() -> {
            try {
                workers.forEach(1000, i -> {
                    started.countDown();
                    awaitMillis(100);
                    done.incrementAndGet();
                });
            } catch (IllegalStateException e) {
                refused.set(true);
            }
        });
        caller.start();
        started.await();
        workers.close();
        int atClose = done.get();
        caller.join();
        assertThat(refused).isTrue();
        assertThat(done).hasValue(atClose).hasValueBetween(1, 100);
    }

    @Test
    void closed_workers_refuse_work() {
        var workers = new Workers(2);
        workers.close();
        assertThatThrownBy(() -> workers.forEach(1, i -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitMillis(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitDespiteInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
