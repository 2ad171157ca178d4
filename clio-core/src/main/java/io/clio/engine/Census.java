package io.clio.engine;

import com.google.common.hash.HashFunction;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import io.clio.privacy.detect.Detectors;
import io.clio.privacy.detect.Redactor;
import io.clio.spi.ConversationSource;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the conversations of a source and draws some of them: of those that differ in their words each with the same
 * probability, by a keyed hash of these (bottom-k sampling; Cohen and Kaplan, 2007). Holds no more than it draws.
 */
final class Census implements ConversationSource.Sink {
    private static final int BETWEEN_LOOKS = 64;

    private final Plan plan;
    private final boolean screens;
    private final int size;
    private final HashFunction hash;
    private final Redactor redactor;
    private final BadRecords bad;
    private final Delivery delivery = new Delivery();
    private final Distinct prompts = new Distinct();
    private final Distinct ids = new Distinct();
    private final TreeMap<ContentKey, Conversation> drawn = new TreeMap<>();
    private long read;
    private long letIn;
    private long withoutId;
    private long failures;

    private Census(Plan plan, boolean screens, int size) {
        this.plan = plan;
        this.screens = screens;
        this.size = size;
        this.hash = ContentKey.keyedBy(plan.seed());
        this.redactor = new Redactor(Detectors.standard().with(plan.recognizers()));
        this.bad = new BadRecords(plan.badRecordCeiling());
    }

    /**
     * What was found.
     *
     * @param conversations how many code lets in
     * @param rows how many of these are left if those of one id count once
     * @param prompts how many of these differ in their words
     * @param sample some of these, redacted
     * @param failed how many more were drawn on which a recognizer failed; the run leaves such out, and asks nothing
     *     about them
     */
    record Result(long conversations, long rows, long prompts, List<Conversation> sample, int failed) {
        /** How many were drawn. */
        int drawn() {
            return sample.size() + failed;
        }
    }

    /**
     * Reads all.
     *
     * @param plan what would be run
     * @param screens whether code decides which conversations enter the run: then each is redacted, as in the run, and
     *     otherwise only those that are drawn
     * @param size how many are drawn
     * @throws BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    static Result of(Plan plan, boolean screens, int size) {
        Census census = new Census(plan, screens, size);
        census.read();
        return census.result();
    }

    private void read() {
        delivery.read(plan.source(), this);
        bad.requireFew(read);
    }

    private Result result() {
        List<Conversation> sample = new ArrayList<>();
        for (Conversation conversation : drawn.values()) {
            Cancelled.check(Progress.Stage.READ);
            if (screens) {
                sample.add(conversation);
            } else {
                redacted(conversation).ifPresent(sample::add);
            }
        }
        // Of a sample some can fail although they are few in all, so only where all were redacted it is sure that the
        // run would end.
        if (screens && failures > plan.badRecordCeiling() * read) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "the screen or a recognizer failed on %d of %d conversations, more than the ceiling of %.1f %%",
                    failures,
                    read,
                    100 * plan.badRecordCeiling()));
        }
        plan.progress().update(Progress.Stage.READ, read, read);
        return new Result(
                letIn, ids.count() + withoutId, Math.min(letIn, prompts.count()), sample, drawn.size() - sample.size());
    }

    @Override
    public void conversation(Conversation conversation) {
        delivery.take(() -> take(conversation));
    }

    private void take(Conversation conversation) {
        if (read++ % BETWEEN_LOOKS == 0) {
            Cancelled.check(Progress.Stage.READ);
            plan.progress().update(Progress.Stage.READ, read - 1, Progress.UNKNOWN);
        }
        if (screens) {
            redacted(conversation).filter(this::isLetIn).ifPresent(redacted -> count(conversation, redacted));
        } else {
            count(conversation, conversation);
        }
    }

    private void count(Conversation conversation, Conversation drawable) {
        letIn++;
        if (conversation.id() == null) {
            withoutId++;
        } else {
            ids.add(ContentKey.of(conversation.id(), hash));
        }
        ContentKey words = ContentKey.of(
                new Conversation(null, Subject.unknown(), null, conversation.messages(), Metadata.none()), hash);
        prompts.add(words);
        if (drawn.size() < size || words.compareTo(drawn.lastKey()) < 0) {
            drawn.putIfAbsent(words, drawable);
            if (drawn.size() > size) {
                drawn.pollLastEntry();
            }
        }
    }

    private Optional<Conversation> redacted(Conversation raw) {
        try {
            return Optional.of(Reading.redact(raw, redactor));
        } catch (RuntimeException | StackOverflowError e) {
            failures++;
            return Optional.empty();
        }
    }

    private boolean isLetIn(Conversation redacted) {
        try {
            return plan.screen().test(redacted);
        } catch (RuntimeException | StackOverflowError e) {
            failures++;
            return false;
        }
    }

    @Override
    public void badRecord(BadRecord record) {
        bad.add(record, read);
    }
}
