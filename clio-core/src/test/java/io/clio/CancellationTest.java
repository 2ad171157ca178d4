package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.conversation.Conversation;
import io.clio.facet.Facet;
import io.clio.spi.ConversationSource;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Summarizer;
import io.clio.spi.Verdict;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancellationTest {
    private static final List<Conversation> USUAL = Population.usual();

    @ParameterizedTest
    @EnumSource(Progress.Stage.class)
    void an_interruption_at_any_stage_cancels_the_run(Progress.Stage at) throws InterruptedException {
        AtomicReference<Thread> caller = new AtomicReference<>();
        Conversations noticing = Conversations.of((ConversationSource) sink -> {
            caller.set(Thread.currentThread());
            USUAL.forEach(sink::conversation);
        });
        Pipeline pipeline = Runs.over(noticing).progress((stage, done, total) -> {
            if (stage == at) {
                caller.get().interrupt();
            }
        });
        assertCancelled(runToTheEnd(pipeline));
    }

    @Test
    void a_thread_that_is_interrupted_already_is_cancelled_while_it_reads() throws InterruptedException {
        Ended ended = runToTheEnd(Runs.over(Conversations.of((ConversationSource) sink -> {
            Thread.currentThread().interrupt();
            USUAL.forEach(sink::conversation);
        })));
        assertCancelled(ended);
        assertThat(ended.failure()).hasMessage("the run was interrupted while it was at: read");
    }

    @Test
    void a_facet_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.facet(Facet.score("mood", 1, 5, "?"), c -> stuck.forEver(3)));
    }

    @Test
    void an_embedder_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.reconfigure().embedder(texts -> stuck.forEver(null)));
    }

    @Test
    void a_clusterer_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.clusterer((rows, seed) -> stuck.forEver(null)));
    }

    @Test
    void a_summarizer_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.summarizer(Summarizer.each(cluster -> stuck.forEver(Draft.of("", "")))));
    }

    @Test
    void a_hierarchizer_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.hierarchizer((drafts, centroids, seed) -> stuck.forEver(null)));
    }

    @Test
    void an_auditor_that_takes_for_ever_can_be_interrupted() throws InterruptedException {
        Stuck stuck = new Stuck();
        assertInterruptible(stuck, p -> p.auditor(PrivacyAuditor.each(draft -> stuck.forEver(Verdict.APPROVED))));
    }

    private static void assertInterruptible(Stuck stuck, UnaryOperator<Pipeline> configure)
            throws InterruptedException {
        Ended ended = new Ended(new AtomicReference<>(), new AtomicBoolean());
        Thread caller = start(configure.apply(Runs.over(USUAL)), ended);
        stuck.awaitBegin();
        caller.interrupt();
        caller.join();
        stuck.end();
        assertCancelled(ended);
    }

    private static void assertCancelled(Ended ended) {
        assertThat(ended.failure()).isInstanceOf(CancellationException.class);
        assertThat(ended.interrupted()).isTrue();
    }

    /** How a run ended on its thread. */
    private record Ended(AtomicReference<Throwable> thrown, AtomicBoolean stillInterrupted) {
        Throwable failure() {
            return thrown.get();
        }

        boolean interrupted() {
            return stillInterrupted.get();
        }
    }

    private static Ended runToTheEnd(Pipeline pipeline) throws InterruptedException {
        Ended ended = new Ended(new AtomicReference<>(), new AtomicBoolean());
        start(pipeline, ended).join();
        return ended;
    }

    private static Thread start(Pipeline pipeline, Ended ended) {
        Thread caller = new Thread(() -> {
            try {
                ended.thrown().set(new AssertionError("the run gave " + pipeline.run()));
            } catch (RuntimeException e) {
                ended.thrown().set(e);
            }
            ended.stillInterrupted().set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        return caller;
    }

    /** A stage that does not come to an end by itself. */
    private static final class Stuck {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        <T> T forEver(T answer) {
            begun.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
            return answer;
        }

        void awaitBegin() throws InterruptedException {
            begun.await();
        }

        void end() {
            ended.countDown();
        }
    }
}
