package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.llm.LanguageModelException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's questions and their replies, on his thread: takes in questions while there is room, hands out replies as
 * they become due. Holds few at a time, however many there are. What is mutable is guarded by the lock of the desk.
 *
 * @param <K> the type of the questions' keys
 */
final class Asking<K> {
    /** How many questions per call under way may wait for an answer. */
    private static final int UNANSWERED = 4;
    /** How many questions per call under way may be open: answered ones too, if those before them are not. */
    private static final int OPEN = 64;

    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Desk desk;
    private final Answers answers;
    private final Dispatch settings;
    private final String model;
    private final boolean inOrder;
    private final BatchNotes notes;
    private final Optional<Batching> batching;
    /** In order: all that are open. Else: those that are settled. */
    private final Queue<Slot<K>> queue = new ArrayDeque<>();

    private int unanswered;
    private int open;
    private boolean wantsMore = true;
    private @Nullable Throwable end;

    /**
     * An asking.
     *
     * @param batching how its questions are put into batches, if they are
     */
    Asking(
            Desk desk,
            Answers answers,
            BatchNotes notes,
            Dispatch settings,
            Optional<Batching> batching,
            String model,
            boolean inOrder) {
        this.desk = desk;
        this.answers = answers;
        this.settings = settings;
        this.model = model;
        this.inOrder = inOrder;
        this.notes = notes;
        this.batching = batching;
    }

    /** The place of a question and its outcome. */
    static final class Slot<K> {
        private final Asking<K> asking;
        private final K key;
        private @Nullable Outcome outcome;

        private Slot(Asking<K> asking, K key) {
            this.asking = asking;
            this.key = key;
        }

        boolean belongsTo(Asking<?> other) {
            return asking == other;
        }

        /** Whether it is put into no batch. */
        boolean isAlone() {
            return asking.batching.isEmpty();
        }

        void open() {
            asking.open++;
            asking.unanswered++;
            if (asking.inOrder) {
                asking.queue.add(this);
            }
        }

        void settle(Outcome result) {
            outcome = result;
            asking.unanswered--;
            if (!asking.inOrder) {
                asking.queue.add(this);
            }
        }
    }

    /** Asks all questions, and returns when each has had its reply. */
    void run(Iterator<Question<K>> questions, Consumer<? super Reply<K>> sink)
            throws LanguageModelException.Final, InterruptedException {
        long told = desk.enter(this);
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while asking a language model");
                }
                takeIn(questions);
                for (Optional<Reply<K>> reply = desk.take(this); reply.isPresent(); reply = desk.take(this)) {
                    sink.accept(reply.get());
                }
                boolean done = desk.isDone(this);
                if (done && !(desk.end(this).orElse(null) instanceof LanguageModelException.Final)) {
                    return;
                }
                throwEnd();
                long now = desk.await(this);
                if (now - told >= TELL_EVERY) {
                    told = now;
                    settings.progress().accept(desk.report());
                }
            }
        } finally {
            desk.leave(this);
            answers.commit();
            settings.progress().accept(desk.report());
        }
    }

    private void takeIn(Iterator<Question<K>> questions) {
        while (desk.hasRoom(this)) {
            if (!questions.hasNext()) {
                wantsMore = false;
                return;
            }
            Question<K> question = questions.next();
            HashCode key = PromptKey.of(model, question.request(), question.draw());
            Optional<Outcome.Answer> found = answers.find(key);
            Optional<BatchNotes.Note> note =
                    found.isPresent() || settings.batching().isEmpty() ? Optional.empty() : notes.find(key);
            desk.submit(new Slot<>(this, question.key()), key, question, found, note);
        }
    }

    private void throwEnd() throws LanguageModelException.Final {
        Throwable why = desk.end(this).orElse(null);
        if (why instanceof LanguageModelException.Final refused) {
            throw refused;
        } else if (why instanceof RuntimeException broken) {
            throw broken;
        } else if (why instanceof Error broken) {
            throw broken;
        }
    }

    // From here on called by the desk, which holds its lock.

    boolean hasRoom() {
        return wantsMore
                && end == null
                && unanswered < Math.max(UNANSWERED * settings.maxInFlight(), batchSize())
                && open < Math.max(OPEN * settings.maxInFlight(), 2 * batchSize());
    }

    private int batchSize() {
        return batching.map(Batching::most).orElse(0);
    }

    boolean hasNews() {
        return end != null || hasRoom() || isReplyDue();
    }

    boolean isDone() {
        return !wantsMore && open == 0;
    }

    private boolean isReplyDue() {
        Slot<K> first = queue.peek();
        return first != null && first.outcome != null;
    }

    /** The next reply, if one is due. */
    Optional<Reply<K>> take() {
        Slot<K> first = queue.peek();
        if (first == null || first.outcome == null) {
            return Optional.empty();
        }
        queue.remove();
        open--;
        return Optional.of(first.outcome.to(first.key));
    }

    void end(Throwable why) {
        if (end == null) {
            end = why;
        }
    }

    Optional<Throwable> end() {
        return Optional.ofNullable(end);
    }
}
