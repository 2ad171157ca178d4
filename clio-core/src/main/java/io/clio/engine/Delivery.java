package io.clio.engine;

import io.clio.conversation.BadInputException;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source. What a source throws may quote what it was reading and is told by its kind alone; what we
 * throw through it goes through as it is. Not thread-safe.
 */
final class Delivery {
    private @Nullable Throwable ours;

    /**
     * Reads all.
     *
     * @throws BadInputException if the input is bad, or too much of it
     * @throws java.io.UncheckedIOException if the source cannot be read
     * @throws IllegalStateException if the source fails otherwise
     */
    void read(ConversationSource source, ConversationSource.Sink sink) {
        try {
            source.read(sink);
        } catch (IOException e) {
            throw Failed.reading(e);
        } catch (BadInputException | SpentSourceException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (e == ours) {
                throw e;
            }
            throw Failed.at("the source of conversations", e);
        }
    }

    /** Does what a sink does with what it is given. */
    void take(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | Error e) {
            ours = e;
            throw e;
        }
    }
}
