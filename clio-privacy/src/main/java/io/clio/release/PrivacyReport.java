package io.clio.release;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gate held back, in counts by reason.
 *
 * <p>Immutable and thread-safe.
 */
public final class PrivacyReport {
    private final Map<Withheld, Integer> withheld;
    private final int coveredConversations;
    private final long suppressed;
    private final long suppressedAtLeast;
    private final @Nullable AuditorRecall auditors;

    PrivacyReport(
            Map<Withheld, Integer> withheld,
            int coveredConversations,
            long suppressed,
            long suppressedAtLeast,
            @Nullable AuditorRecall auditors) {
        EnumMap<Withheld, Integer> copy = new EnumMap<>(Withheld.class);
        copy.putAll(withheld);
        this.withheld = Collections.unmodifiableMap(copy);
        this.coveredConversations = coveredConversations;
        this.suppressed = suppressed;
        this.suppressedAtLeast = suppressedAtLeast;
        this.auditors = auditors;
    }

    /**
     * How often something was held back, by reason; reasons that did not occur are absent.
     *
     * @return the counts, exact up to 99; of larger ones the first two digits, and zeros behind them, so that no stage
     *     can spell a number by how often it makes the gate refuse
     */
    public Map<Withheld, Integer> withheld() {
        return withheld;
    }

    /**
     * How many conversations are under a released leaf of the tree.
     *
     * @return the number of conversations, rounded
     */
    public int coveredConversations() {
        return coveredConversations;
    }

    /**
     * What suppression cost: the conversations of topics that stand for enough and are hidden, so that nothing can be
     * found by subtraction.
     *
     * @return the number of conversations, rounded
     */
    public long suppressedConversations() {
        return suppressed;
    }

    /**
     * What any suppression of this tree would cost at least: of each family of topics that cannot all be shown, the
     * smallest.
     *
     * @return the number of conversations, rounded
     */
    public long suppressedConversationsAtLeast() {
        return suppressedAtLeast;
    }

    /**
     * How good the auditors of the run are, as measured in the run.
     *
     * @return their figures; nothing if there are no auditors
     */
    public Optional<AuditorRecall> auditors() {
        return Optional.ofNullable(auditors);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivacyReport that
                && coveredConversations == that.coveredConversations
                && suppressed == that.suppressed
                && suppressedAtLeast == that.suppressedAtLeast
                && Objects.equals(auditors, that.auditors)
                && withheld.equals(that.withheld);
    }

    @Override
    public int hashCode() {
        return Objects.hash(withheld, coveredConversations, suppressed, suppressedAtLeast, auditors);
    }

    @Override
    public String toString() {
        return "PrivacyReport[coveredConversations=" + coveredConversations + ", suppressedConversations=" + suppressed
                + ", withheld=" + withheld + ", auditors=" + (auditors == null ? "none" : auditors) + "]";
    }

    /** Counts while the gate works. */
    static final class Tally {
        private final Map<Withheld, Integer> counts = new EnumMap<>(Withheld.class);
        private long lost;
        private long leastLost;
        private @Nullable AuditorRecall auditors;

        void count(Withheld reason) {
            counts.merge(reason, 1, Integer::sum);
        }

        void lost(long conversations) {
            lost += conversations;
        }

        void leastLost(long conversations) {
            leastLost = conversations;
        }

        void measured(AuditorRecall recall) {
            auditors = recall;
        }

        LedgerState.Report figures(PrivacyPolicy policy, int coveredConversations) {
            EnumMap<Withheld, Integer> told = new EnumMap<>(counts);
            told.replaceAll((reason, count) -> inTwoDigits(count));
            return new LedgerState.Report(
                    Collections.unmodifiableMap(told),
                    policy.rounded(coveredConversations),
                    policy.rounded(lost),
                    policy.rounded(leastLost));
        }

        private static int inTwoDigits(int count) {
            int unit = 1;
            while (count / unit > 99) {
                unit *= 10;
            }
            return count / unit * unit;
        }

        /** A report with these figures, or those of an earlier release that showed the same. */
        PrivacyReport report(LedgerState.Report figures) {
            return new PrivacyReport(
                    figures.withheld(), figures.covered(), figures.suppressed(), figures.suppressedAtLeast(), auditors);
        }
    }
}
