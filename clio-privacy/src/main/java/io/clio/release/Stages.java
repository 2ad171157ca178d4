package io.clio.release;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks stages that are not trusted about many things at once: some at a time, and not for longer than a limit for each.
 * Where a stage fails on several, or takes too long, it is asked about each by itself, so that one cannot spoil the
 * others.
 */
final class Stages {
    private static final int AT_ONCE = 64;

    private final Duration limit;

    Stages(Duration limit) {
        this.limit = limit;
    }

    /**
     * What came of questions.
     *
     * @param each for each question, in order, its answer, if there is one
     * @param late whether the limit was reached; what was left then was not asked
     */
    record Answers<T>(List<Optional<T>> each, boolean late) {}

    <Q, T> Answers<T> ask(List<Q> questions, Function<List<Q>, ? extends @Nullable List<T>> stage) {
        List<Optional<T>> each = new ArrayList<>(questions.size());
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<Q> some = questions.subList(from, Math.min(questions.size(), from + AT_ONCE));
            if (!askSome(some, stage, each)) {
                each.addAll(Collections.nCopies(questions.size() - each.size(), Optional.empty()));
                return new Answers<>(each, true);
            }
        }
        return new Answers<>(each, false);
    }

    /** Adds an answer for each; if the limit is reached, it adds fewer and says no. */
    private <Q, T> boolean askSome(
            List<Q> some, Function<List<Q>, ? extends @Nullable List<T>> stage, List<Optional<T>> each) {
        Deadline.Answer<List<Optional<T>>> answer = Deadline.ask(() -> checked(some, stage), limitFor(some.size()));
        if (answer.value() != null) {
            each.addAll(answer.value());
            return true;
        }
        if (some.size() > 1 && !Thread.currentThread().isInterrupted()) {
            return some.stream().allMatch(one -> askSome(List.of(one), stage, each));
        }
        if (answer.late()) {
            return false;
        }
        each.addAll(Collections.nCopies(some.size(), Optional.empty()));
        return true;
    }

    /** Whatever kind of list a stage answers with, it is read in the stage's own thread, and once. */
    private static <Q, T> @Nullable List<Optional<T>> checked(
            List<Q> some, Function<List<Q>, ? extends @Nullable List<T>> stage) {
        List<T> answers = stage.apply(List.copyOf(some));
        if (answers == null) {
            return null;
        }
        List<Optional<T>> read = new ArrayList<>(some.size());
        for (T answer : answers) {
            read.add(Optional.ofNullable(answer));
            if (read.size() > some.size()) {
                return null;
            }
        }
        return read.size() == some.size() ? read : null;
    }

    private Duration limitFor(int questions) {
        try {
            return limit.multipliedBy(questions);
        } catch (ArithmeticException e) {
            return limit;
        }
    }
}
