package io.clio.input;

import io.clio.spi.ConversationSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts parts of messages whose type is not known, and says once where the first one stands. Such a part is left out
 * and the rest of its message stays: files gain new types of parts faster than readers learn them.
 */
final class UnknownParts {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownParts.class);

    private long record;
    private long count;
    private long firstRecord;
    private String firstPlace = "";

    /** Says which line, row or element is read next. */
    void at(long number) {
        record = number;
    }

    void add(String place) {
        if (count == 0) {
            firstRecord = record;
            firstPlace = place;
        }
        count++;
    }

    void report(String source, ConversationSource.Sink sink) {
        if (count > 0) {
            sink.partsLeftOut(count);
            LOG.warn(
                    "{}:{}: {}: expected a known type of content, found another; {} parts like it were left out of"
                            + " their messages",
                    source,
                    firstRecord,
                    firstPlace,
                    count);
        }
    }
}
