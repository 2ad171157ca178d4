package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.LanguageModel;
import io.clio.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The dispatcher on real threads: nothing here depends on how long anything takes. */
class ThreadsTest {
    private static final Completion ANSWER =
            new Completion(SensitiveText.of("yes"), Completion.Finish.STOP, TokenUsage.of(3, 1));

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final ThreadFactory remembering = call -> {
        Thread thread = ThreadHost.platformThread(call);
        threads.add(thread);
        return thread;
    };

    private Dispatcher dispatcher(LanguageModel model, int inFlight) {
        return Dispatcher.of(
                model,
                Dispatch.builder()
                        .maxInFlight(inFlight)
                        .requestsPerMinute(60_000_000)
                        .build(),
                Optional.empty(),
                new ThreadHost(remembering),
                () -> 0);
    }

    private void requireNoThreadLeft() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void as_many_calls_are_under_way_as_are_allowed() throws Exception {
        CountDownLatch all = new CountDownLatch(16);
        Dispatcher dispatcher = dispatcher(
                request -> {
                    all.countDown();
                    all.await();
                    return ANSWER;
                },
                16);
        List<Reply<Integer>> replies = new ArrayList<>();
        dispatcher.ask(questions(16).iterator(), replies::add);
        assertThat(replies).hasSize(16);
        requireNoThreadLeft();
    }

    @Test
    void an_interrupt_ends_the_asking_and_leaves_no_thread() throws Exception {
        CountDownLatch called = new CountDownLatch(8);
        AtomicInteger interrupted = new AtomicInteger();
        Dispatcher dispatcher = dispatcher(
                request -> {
                    called.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.incrementAndGet();
                    }
                    return ANSWER;
                },
                8);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                dispatcher.ask(questions(100).iterator(), reply -> {});
            } catch (Exception e) {
                end.set(e);
            }
        });
        asking.start();
        called.await();
        asking.interrupt();
        asking.join();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(interrupted.get()).isEqualTo(threads.size());
        requireNoThreadLeft();
    }

    @Test
    void a_thread_that_is_interrupted_before_asks_nothing() {
        Dispatcher dispatcher = dispatcher(request -> ANSWER, 8);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> dispatcher.ask(questions(3).iterator(), reply -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(threads).isEmpty();
    }

    @Test
    void several_threads_can_ask_at_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Dispatcher dispatcher = dispatcher(
                request -> {
                    calls.incrementAndGet();
                    return ANSWER;
                },
                4);
        Queue<Reply<Integer>> replies = new ConcurrentLinkedQueue<>();
        AtomicReference<Throwable> end = new AtomicReference<>();
        List<Thread> askings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread asking = new Thread(() -> {
                try {
                    dispatcher.ask(questions(300).iterator(), replies::add);
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            askings.add(asking);
            asking.start();
        }
        for (Thread asking : askings) {
            asking.join();
        }
        assertThat(end.get()).isNull();
        assertThat(replies).hasSize(1200).allMatch(reply -> reply instanceof Reply.Answered);
        // The same 300 questions from all four.
        assertThat(calls.get()).isEqualTo(300);
        requireNoThreadLeft();
    }

    /** On a JDK with virtual threads this tests those, on an older one the others. */
    @Test
    void calls_run_on_virtual_threads_where_the_jdk_has_them_and_else_on_daemons() throws Exception {
        boolean virtual = Runtime.version().feature() >= 21;
        assertThat(ThreadHost.virtualThreads().isPresent()).isEqualTo(virtual);
        AtomicReference<Thread> used = new AtomicReference<>();
        Dispatcher dispatcher = Dispatcher.of(
                request -> {
                    used.set(Thread.currentThread());
                    return ANSWER;
                },
                Dispatch.builder().build());
        dispatcher.ask(questions(1).iterator(), reply -> {});
        assertThat(used.get().getName()).isEqualTo("clio-llm-call");
        assertThat(used.get().isDaemon()).isTrue();
        if (virtual) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(used.get())).isEqualTo(true);
        }
    }
}
