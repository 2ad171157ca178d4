package io.clio.testkit.leak;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes many trials of an attack, several at a time; the result does not depend on how many. */
final class Trials {
    static final String TARGET = "target";
    static final String ATTACKER = "attacker";

    private Trials() {}

    /** Makes so many trials, each by its number, and gives their results in order. */
    static <T> List<T> of(int trials, int threads, IntFunction<T> trial, Attack attack, LeakTest.Watcher watcher) {
        AtomicInteger done = new AtomicInteger();
        Callable<List<T>> work = () -> IntStream.range(0, trials)
                .parallel()
                .mapToObj(number -> {
                    T result = trial.apply(number);
                    synchronized (done) {
                        watcher.update(attack, done.incrementAndGet(), trials);
                    }
                    return result;
                })
                .toList();
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted during " + attack);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial of " + attack + " failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Randomness of one trial. */
    static SplittableRandom random(long seed, int setting, int number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + setting * 1_000_003L + number);
    }

    /** A conversation of a new account. */
    static Conversation conversation(String text, String role, SplittableRandom random) {
        String id = Long.toHexString(random.nextLong());
        return new Conversation(
                "c" + id,
                Subject.ofUser("u" + Long.toHexString(random.nextLong())),
                null,
                List.of(Message.user(text)),
                Metadata.of(Rehearsal.role(role)));
    }
}
