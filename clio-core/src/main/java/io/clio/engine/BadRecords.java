package io.clio.engine;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts bad records, names the first few in the log, and stops the run when they are too many. */
final class BadRecords {
    private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);
    private static final int MOST_KEPT = 20;
    /** From here on a run does not go on to the end of a source that is mostly bad. */
    private static final int MANY = 10_000;

    private final double ceiling;
    private final List<BadRecord> first = new ArrayList<>();
    private long count;

    BadRecords(double ceiling) {
        this.ceiling = ceiling;
    }

    void add(BadRecord record, long goodSoFar) {
        count++;
        if (first.size() < MOST_KEPT) {
            first.add(record);
            LOG.warn("skipped a bad record: {}", record);
        }
        boolean mostlyBad = count >= MANY && count > goodSoFar && isOverCeiling(goodSoFar);
        if (ceiling == 0 || mostlyBad) {
            throw tooMany(goodSoFar);
        }
    }

    long count() {
        return count;
    }

    /** Checks the ceiling once everything is read. */
    void requireFew(long good) {
        if (isOverCeiling(good)) {
            throw tooMany(good);
        }
    }

    private boolean isOverCeiling(long good) {
        return count > ceiling * (count + good);
    }

    private BadInputException tooMany(long good) {
        return new BadInputException(
                String.format(
                        Locale.ROOT,
                        "%d of %d records are bad, more than the ceiling of %.1f %%; the first:",
                        count,
                        count + good,
                        100 * ceiling),
                first);
    }
}
