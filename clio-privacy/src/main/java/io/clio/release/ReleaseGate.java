package io.clio.release;

import io.clio.facet.Facet;
import io.clio.spi.PrivacyAuditor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The only door into room 3: decides, by deterministic code and without trusting any model, what of a candidate is
 * released.
 *
 * <p>A node is released if it stands for enough users and conversations (I1), under words that satisfy the text rules
 * (I3, I5), if every auditor approves (I7). A cell is released if it stands for enough as well. What cannot be decided
 * is not released. Thread-safe; each release is independent of the one before.
 */
public final class ReleaseGate {
    /** Far more levels than anybody reads, and few enough for whatever walks the result by recursion. */
    static final int MOST_LEVELS = 50;

    private final PrivacyPolicy policy;
    private final List<PrivacyAuditor> auditors;

    private ReleaseGate(PrivacyPolicy policy, List<PrivacyAuditor> auditors) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.auditors = List.copyOf(auditors);
    }

    /**
     * A gate.
     *
     * @param policy what it asks of everything it releases
     * @param auditors further pairs of eyes; each can only hold back
     * @return the gate
     */
    public static ReleaseGate of(PrivacyPolicy policy, List<PrivacyAuditor> auditors) {
        return new ReleaseGate(policy, auditors);
    }

    /**
     * Releases what may be released.
     *
     * @param candidate what the run would like to release
     * @param index what raw text supports; its rows are those of the candidate
     * @return the released part; its roots are empty if that is nothing
     * @throws IllegalArgumentException if index and candidate do not have the same number of rows
     */
    public Insights release(Candidate candidate, SupportIndex index) {
        if (index.rows() != candidate.rows().size()) {
            throw new IllegalArgumentException("the support index has " + index.rows() + " rows, the candidate "
                    + candidate.rows().size());
        }
        return new Release(candidate, index).run();
    }

    /** One release: the state of a single pass over the tree. */
    private final class Release {
        private final Candidate candidate;
        private final SupportIndex index;
        private final PrivacyReport.Tally tally = new PrivacyReport.Tally();
        private final Wording wording;
        private final Cells cells;
        private final BitSet covered = new BitSet();

        Release(Candidate candidate, SupportIndex index) {
            this.candidate = candidate;
            this.index = index;
            TextRules rules = new TextRules(index, policy.minTermUsers());
            this.wording = new Wording(rules, new AuditPanel(auditors, policy.auditTimeout()), tally);
            this.cells = new Cells(candidate.rows(), index, policy, rules, tally);
        }

        Insights run() {
            List<Insight> roots = releaseAll(candidate.roots(), everyRow(), 1);
            int users = index.usersOf(everyRow());
            return new Insights(
                    users,
                    candidate.rows().size(),
                    roots,
                    candidate.input(),
                    policy,
                    tally.report(covered.cardinality()),
                    Guarantee.threshold(policy),
                    candidate.provenance(),
                    false);
        }

        private int[] everyRow() {
            return IntStream.range(0, candidate.rows().size()).toArray();
        }

        private List<Insight> releaseAll(List<Candidate.Node> nodes, int[] parentRows, int level) {
            List<Insight> released = new ArrayList<>();
            for (Candidate.Node node : nodes) {
                release(node, parentRows, level).ifPresent(released::add);
            }
            released.sort(Comparator.comparingInt(Insight::users)
                    .thenComparingInt(Insight::conversations)
                    .reversed()
                    .thenComparing(Insight::title));
            return released;
        }

        /** Fails closed: whatever goes wrong on a node, the node and all below it stay in room 2. */
        private Optional<Insight> release(Candidate.Node node, int[] parentRows, int level) {
            try {
                return decide(node, parentRows, level);
            } catch (Throwable e) { // errors too: their messages may not reach the caller
                tally.count(Withheld.NODE_UNDECIDED);
                return Optional.empty();
            }
        }

        private Optional<Insight> decide(Candidate.Node node, int[] parentRows, int level) {
            if (level > MOST_LEVELS) {
                tally.count(Withheld.NODE_UNDECIDED);
                return Optional.empty();
            }
            int[] rows = node.rows().clone();
            requirePartOf(rows, parentRows);
            int users = index.usersOf(rows);
            if (users < policy.minUsers()) {
                tally.count(Withheld.NODE_TOO_FEW_USERS);
                return Optional.empty();
            }
            if (rows.length < policy.minConversations()) {
                tally.count(Withheld.NODE_TOO_FEW_CONVERSATIONS);
                return Optional.empty();
            }
            Optional<Wording.Released> words = wording.wordsFor(node, rows);
            if (words.isEmpty()) {
                tally.count(Withheld.NODE_NOT_APPROVED);
                return Optional.empty();
            }
            SortedMap<String, List<FacetCell>> breakdown = breakdown(rows);
            List<Insight> children = releaseAll(node.children(), rows, level + 1);
            if (children.isEmpty()) {
                IntStream.of(rows).forEach(covered::set);
            }
            return Optional.of(new Insight(
                    words.get().title(),
                    words.get().summary(),
                    users,
                    rows.length,
                    share(rows.length),
                    breakdown,
                    children));
        }

        private SortedMap<String, List<FacetCell>> breakdown(int[] rows) {
            SortedMap<String, List<FacetCell>> breakdown = new TreeMap<>();
            for (Facet<?> facet : candidate.facets()) {
                breakdown.put(facet.name(), cells.of(facet, rows));
            }
            return breakdown;
        }

        private double share(int conversations) {
            return Math.round(10_000.0 * conversations / candidate.rows().size()) / 10_000.0;
        }
    }

    /** A row that a node names twice, or that its parent does not have, would be counted wrongly. */
    private static void requirePartOf(int[] rows, int[] parentRows) {
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i > 0 && rows[i] <= rows[i - 1]) {
                throw new IllegalArgumentException("the rows of a node must ascend");
            }
            while (at < parentRows.length && parentRows[at] < rows[i]) {
                at++;
            }
            if (at == parentRows.length || parentRows[at] != rows[i]) {
                throw new IllegalArgumentException("a node has a row that its parent does not have");
            }
        }
    }
}
