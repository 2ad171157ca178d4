package io.clio.release;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the gate held back, in counts by reason.
 *
 * <p>Immutable and thread-safe.
 */
public final class PrivacyReport {
    private final Map<Withheld, Integer> withheld;
    private final int coveredConversations;

    PrivacyReport(Map<Withheld, Integer> withheld, int coveredConversations) {
        EnumMap<Withheld, Integer> copy = new EnumMap<>(Withheld.class);
        copy.putAll(withheld);
        this.withheld = Collections.unmodifiableMap(copy);
        this.coveredConversations = coveredConversations;
    }

    /**
     * How often something was held back, by reason; reasons that did not occur are absent.
     *
     * @return the counts
     */
    public Map<Withheld, Integer> withheld() {
        return withheld;
    }

    /**
     * How many conversations are under a released leaf of the tree.
     *
     * @return the number of conversations
     */
    public int coveredConversations() {
        return coveredConversations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivacyReport that
                && coveredConversations == that.coveredConversations
                && withheld.equals(that.withheld);
    }

    @Override
    public int hashCode() {
        return Objects.hash(withheld, coveredConversations);
    }

    @Override
    public String toString() {
        return "PrivacyReport[coveredConversations=" + coveredConversations + ", withheld=" + withheld + "]";
    }

    /** Counts while the gate works. */
    static final class Tally {
        private final Map<Withheld, Integer> counts = new EnumMap<>(Withheld.class);

        void count(Withheld reason) {
            counts.merge(reason, 1, Integer::sum);
        }

        PrivacyReport report(int coveredConversations) {
            return new PrivacyReport(counts, coveredConversations);
        }
    }
}
