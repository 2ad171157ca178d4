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
        return new SplittableRandom(seed(seed, setting, number));
    }

    /** A seed of one trial, far from those of all other trials, settings and seeds. */
    static long seed(long seed, int setting, int number) {
        return mixed(mixed(seed) + setting * 1_000_003L + number);
    }

    /**
     * A bijection after which neighbours have nothing in common: a {@link SplittableRandom} adds a constant for each
     * number that it draws, so that seeds which differ by a multiple of it give the same numbers, shifted.
     *
     * <p>The constants are David Stafford's mix 13 (<i>Better bit mixing</i>, 2011).
     */
    private static long mixed(long seed) {
        long bits = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
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
