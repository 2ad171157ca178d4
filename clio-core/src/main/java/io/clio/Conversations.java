package io.clio;

import io.clio.conversation.Conversation;
import io.clio.engine.SpentSourceException;
import io.clio.input.FileSource;
import io.clio.input.JsonLines;
import io.clio.spi.ConversationSource;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Conversations to be analysed, and what to do with records that are none. Immutable; nothing is read before a run.
 *
 * <p>By default bad records are skipped, counted and logged by place, and the run fails if they are more than 1 % of
 * all.
 */
public final class Conversations {
    private static final double DEFAULT_CEILING = 0.01;

    private final ConversationSource source;
    private final double badRecordCeiling;

    private Conversations(ConversationSource source, double badRecordCeiling) {
        this.source = Objects.requireNonNull(source, "source");
        this.badRecordCeiling = badRecordCeiling;
    }

    /**
     * A file in any {@link Format}, which is told from its first bytes and records: JSON lines, a JSON array or CSV,
     * plain, gzip or in a zip archive. The file is streamed.
     *
     * <p>A run over a file whose format cannot be told ends with a {@link io.clio.conversation.BadInputException} that
     * says which formats came near and what they miss.
     *
     * @param file the file
     * @return its conversations
     */
    public static Conversations file(Path file) {
        return of(FileSource.of(file));
    }

    /**
     * A file in a format that is known. The file is streamed.
     *
     * @param file the file
     * @param format its format
     * @return its conversations
     */
    public static Conversations file(Path file, Format format) {
        return of(format.source(file));
    }

    /**
     * A file with one JSON object a line, plain or gzip: {@code {"id", "user_id", "timestamp", "messages": [{"role",
     * "content"}], …}}. All but the messages may be missing; other fields become metadata. The content is a string or
     * an array of parts. The file is streamed.
     *
     * @param file the file
     * @return its conversations
     */
    public static Conversations jsonLines(Path file) {
        return of(new JsonLines(file));
    }

    /**
     * Conversations that are in memory, or that an iterable makes as it goes.
     *
     * @param conversations the conversations
     * @return the same
     */
    public static Conversations of(Iterable<Conversation> conversations) {
        return of((ConversationSource) sink -> conversations.forEach(sink::conversation));
    }

    /**
     * Conversations of a stream, which serves one run and is closed by it.
     *
     * @param conversations the conversations
     * @return the same; a second run throws {@link IllegalStateException}
     */
    public static Conversations of(Stream<Conversation> conversations) {
        AtomicBoolean used = new AtomicBoolean();
        return of((ConversationSource) sink -> {
            if (used.getAndSet(true)) {
                throw new SpentSourceException();
            }
            try (conversations) {
                conversations.forEachOrdered(sink::conversation);
            }
        });
    }

    /**
     * Conversations of a source of one's own.
     *
     * @param source the source
     * @return its conversations
     */
    public static Conversations of(ConversationSource source) {
        return new Conversations(source, DEFAULT_CEILING);
    }

    /**
     * The same conversations; bad records are skipped and counted as long as they are not too many.
     *
     * @param share the largest part of all records that may be bad, above 0 and at most 1
     * @return the conversations
     */
    public Conversations skippingAtMost(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in (0, 1], got " + share);
        }
        return new Conversations(source, share);
    }

    /**
     * The same conversations; the first bad record ends the run.
     *
     * @return the conversations
     */
    public Conversations failingOnBadRecords() {
        return new Conversations(source, 0);
    }

    ConversationSource source() {
        return source;
    }

    double badRecordCeiling() {
        return badRecordCeiling;
    }
}
