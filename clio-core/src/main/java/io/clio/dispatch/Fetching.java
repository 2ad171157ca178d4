package io.clio.dispatch;

import io.clio.dispatch.Batch.Errand;
import io.clio.dispatch.Batch.Item;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the answers of a batch that has ended, keeps them, and hands each to who waits for it. Guarded by the lock of
 * the desk, but for what an errand does.
 */
final class Fetching {
    private final BatchLanguageModel model;
    private final Dispatch settings;
    private final Batching batching;
    private final Answers answers;
    private final Ledger ledger;
    private final Backoff backoff;
    private final BatchSize size;
    private final BatchTally counts;
    private final Errands errands;
    private final Batches batches;
    private final Desk desk;

    Fetching(BatchContext context, BatchSize size, BatchTally counts, Errands errands, Batches batches) {
        model = context.model();
        settings = context.settings();
        batching = context.batching();
        answers = context.answers();
        ledger = context.ledger();
        backoff = context.backoff();
        desk = context.desk();
        this.size = size;
        this.counts = counts;
        this.errands = errands;
        this.batches = batches;
    }

    /** Fetches what the provider has of a batch. */
    void start(Batch batch, long now) {
        Collection<Item> items = batch.items();
        errands.start(batch, Errands.TRANSFER, now, errand -> {
            Tried<Map<String, BatchAnswer>> all = Tried.of(() -> model.collect(batch.id));
            Map<String, BatchAnswer> fetched = all.value() == null ? Map.of() : copy(all.value());
            for (Item item : items) {
                if (fetched.get(item.name()) instanceof BatchAnswer.Answered answered
                        && answers.find(item.key()).isEmpty()) {
                    answers.keep(item.key(), item.about(), new Outcome.Answer(answered.completion(), true));
                }
            }
            answers.commit();
            return then -> ended(errand, items, fetched, all, then);
        });
    }

    /** Without what is none. */
    private static Map<String, BatchAnswer> copy(Map<String, BatchAnswer> all) {
        Map<String, BatchAnswer> copy = new HashMap<>();
        all.forEach((item, answer) -> {
            boolean none = item == null
                    || answer == null
                    || (answer instanceof BatchAnswer.Answered answered && answered.completion() == null)
                    || (answer instanceof BatchAnswer.Failed failed && failed.reason() == null);
            if (!none) {
                copy.put(item, answer);
            }
        });
        return copy;
    }

    private void ended(
            Errand errand,
            Collection<Item> items,
            Map<String, BatchAnswer> fetched,
            Tried<Map<String, BatchAnswer>> all,
            long now) {
        if (all.value() != null) {
            // Also where it was given up: what has been kept is paid for, and has to be counted.
            fetched(errand.batch, items, fetched, now);
        } else if (!errand.givenUp) {
            notFetched(errand.batch, all.failure() == null ? Batches.tookTooLong() : all.failure(), now);
        }
    }

    private void fetched(Batch batch, Collection<Item> items, Map<String, BatchAnswer> fetched, long now) {
        if (!batches.has(batch)) {
            return;
        }
        counts.ended(batch.id);
        if (batch.ours) {
            counts.strays(
                    fetched.keySet().stream().filter(item -> !batch.has(item)).count());
        }
        size.cameBack(batch.size());
        Final end = null;
        for (Item item : items) {
            BatchAnswer answer = fetched.get(item.name());
            if (answer instanceof BatchAnswer.Failed failed
                    && failed.reason() instanceof Final why
                    && Desk.isForAll(why)) {
                end = why;
            }
            if (batch.has(item.name())) {
                take(batch, item, answer, now);
            }
        }
        batch.settled(items);
        if (batch.isAwaited()) {
            // Asked since the answers were fetched: it has to be done again for them.
            batch.nextAt = now;
        } else {
            batches.forget(batch);
        }
        if (end != null) {
            desk.endIfForAll(end);
        }
    }

    private void take(Batch batch, Item item, @Nullable BatchAnswer answer, long now) {
        Flight flight = batch.take(item);
        if (answer instanceof BatchAnswer.Answered answered) {
            ledger.settle(item, answered.completion().usage(), true);
            if (flight != null) {
                counts.answered();
                desk.answer(flight, new Outcome.Answer(answered.completion(), true));
            }
            return;
        }
        LanguageModelException why = answer instanceof BatchAnswer.Failed failed
                ? failed.reason()
                : Batches.failed("the batch has neither an answer nor an error for the request");
        ledger.settle(item, TokenUsage.NONE, answer == null || mayBeBilled(why));
        if (answer == null) {
            counts.missing();
        }
        if (flight != null && why instanceof Final end) {
            desk.fail(flight, end);
        } else if (flight != null) {
            desk.missed(flight, (Retriable) why, batch.attempts(), now);
        }
    }

    /** In a batch, what has expired or was cancelled was not worked on; {@code TIMEOUT} says that it expired. */
    private static boolean mayBeBilled(LanguageModelException why) {
        return why instanceof Final end
                ? end.reason() == Final.Reason.REFUSED
                : ((Retriable) why).reason() == Retriable.Reason.MALFORMED_ANSWER;
    }

    /** The answers of a batch are not to be had, or not yet. */
    void notFetched(Batch batch, LanguageModelException failure, long now) {
        batch.failures++;
        if (failure instanceof Final end && desk.endIfForAll(end)) {
            batch.nextAt = now + batching.poll().toNanos();
        } else if (failure instanceof Retriable retriable && batch.failures < settings.attempts()) {
            batch.nextAt = now + backoff.wait(batch.failures, retriable.retryAfter());
        } else {
            batches.lose(batch, Batches.failed("the answers of the batch cannot be fetched"), true, now);
        }
    }
}
