package io.clio.release;

import io.clio.facet.Facet;
import io.clio.privacy.detect.Detectors;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Recognizer;
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
 * <p>A node is released if it stands for enough effective users and conversations (I1), is not dominated (I11), lets
 * nothing be found by subtraction (I2), under words that satisfy the text rules (I3 to I6), if every auditor approves
 * (I7); its counts are rounded (I13). A cell is released under the same rules. What cannot be decided is not released.
 * Thread-safe; each release is independent of the one before.
 */
public final class ReleaseGate {
    /** Far more levels than anybody reads, and few enough for whatever walks the result by recursion. */
    static final int MOST_LEVELS = 50;

    private final PrivacyPolicy policy;
    private final List<PrivacyAuditor> auditors;
    private final Detectors detectors;

    private ReleaseGate(PrivacyPolicy policy, List<PrivacyAuditor> auditors, Detectors detectors) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.auditors = List.copyOf(auditors);
        this.detectors = detectors;
    }

    /**
     * A gate.
     *
     * @param policy what it asks of everything it releases
     * @param auditors further pairs of eyes; each can only hold back
     * @return the gate
     */
    public static ReleaseGate of(PrivacyPolicy policy, List<PrivacyAuditor> auditors) {
        return of(policy, auditors, List.of());
    }

    /**
     * A gate that also refuses texts with values of kinds of one's own.
     *
     * @param policy what it asks of everything it releases
     * @param auditors further pairs of eyes; each can only hold back
     * @param recognizers what they find is an identifier, and so is what one fails on
     * @return the gate
     * @throws IllegalArgumentException if the kind of a recogniser is malformed
     */
    public static ReleaseGate of(PrivacyPolicy policy, List<PrivacyAuditor> auditors, List<Recognizer> recognizers) {
        return new ReleaseGate(policy, auditors, Detectors.standard().with(recognizers));
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
        private final EffectiveUsers users;
        private final int[] everyRow;
        private final PrivacyReport.Tally tally = new PrivacyReport.Tally();
        private final TextRules rules;
        private final Cells cells;
        private final BitSet covered = new BitSet();

        Release(Candidate candidate, SupportIndex index) {
            this.candidate = candidate;
            this.index = index;
            this.users = index.users();
            this.everyRow =
                    index.counted(IntStream.range(0, candidate.rows().size()).toArray());
            this.rules = new TextRules(index, policy.minTermUsers(), detectors);
            this.cells = new Cells(candidate.rows(), users, policy, rules);
        }

        Insights run() {
            int[] proposed = IntStream.range(0, candidate.rows().size()).toArray();
            List<Topic> roots = topics(candidate.roots(), proposed, 1);
            List<Topic> all = new ArrayList<>();
            roots.forEach(root -> root.gather(all));
            all.removeIf(topic -> !topic.isShown());
            cells.checkLabels(all);
            Suppression suppression = new Suppression(policy, users, everyRow, roots);
            tally.leastLost(suppression.leastConversationsLost());
            suppression.run();
            word(all.stream().filter(Part::isShown).toList());
            suppression.run(); // auditors may have left less than before
            roots.forEach(this::tallyHidden);
            return new Insights(
                    policy.rounded(users.of(everyRow)),
                    policy.rounded(everyRow.length),
                    released(roots),
                    candidate.input().roundedBy(policy),
                    policy,
                    tally.report(policy, covered.cardinality()),
                    Guarantee.threshold(policy, candidate.provenance()),
                    candidate.provenance(),
                    false);
        }

        private List<Topic> topics(List<Candidate.Node> nodes, int[] parentRows, int level) {
            List<Topic> topics = new ArrayList<>();
            for (Candidate.Node node : nodes) {
                topic(node, parentRows, level).ifPresent(topics::add);
            }
            return topics;
        }

        /** Fails closed: whatever goes wrong on a node, the node and all below it stay in room 2. */
        private Optional<Topic> topic(Candidate.Node node, int[] parentRows, int level) {
            try {
                if (level > MOST_LEVELS) {
                    throw new IllegalArgumentException("the tree is too deep");
                }
                return judged(node, parentRows, level);
            } catch (Throwable e) { // errors too: their messages may not reach the caller
                tally.count(Withheld.NODE_UNDECIDED);
                return Optional.empty();
            }
        }

        /** A node of too few users is left out at once; one that fails otherwise still counts in suppression. */
        private Optional<Topic> judged(Candidate.Node node, int[] parentRows, int level) {
            int[] claimed = node.rows().clone();
            requirePartOf(claimed, parentRows);
            int[] rows = index.counted(claimed);
            int nodeUsers = users.of(rows);
            if (nodeUsers < policy.minUsers()) {
                tally.count(Withheld.NODE_TOO_FEW_USERS);
                return Optional.empty();
            }
            boolean few = rows.length < policy.minConversations();
            boolean dominated = users.largestPart(rows) > policy.maxShare() * rows.length;
            if (few || dominated) {
                tally.count(few ? Withheld.NODE_TOO_FEW_CONVERSATIONS : Withheld.NODE_DOMINATED);
                Topic hidden = new Topic(node, rows, nodeUsers, new TreeMap<>());
                hidden.hide(Withheld.NODE_TOO_FEW_CONVERSATIONS);
                return Optional.of(hidden);
            }
            Topic topic = new Topic(node, rows, nodeUsers, breakdown(rows));
            topic.children.addAll(topics(node.children(), claimed, level + 1));
            return Optional.of(topic);
        }

        private SortedMap<String, List<Cell>> breakdown(int[] rows) {
            SortedMap<String, List<Cell>> breakdown = new TreeMap<>();
            for (Facet<?> facet : candidate.facets()) {
                breakdown.put(facet.name(), cells.of(facet, rows, tally));
            }
            return breakdown;
        }

        private void word(List<Topic> shown) {
            AuditPanel panel = new AuditPanel(auditors, policy.auditTimeout());
            boolean trusted = true;
            if (!panel.isEmpty()) {
                AuditorRecall recall = AuditorRecall.of(panel);
                trusted = recall.recall() >= policy.minAuditorRecall();
                tally.measured(recall);
            }
            if (!trusted) {
                tally.count(Withheld.AUDITORS_MISS_TOO_MUCH);
            }
            new Wording(rules, panel, policy.auditTimeout(), tally).settle(shown, trusted);
        }

        /** Of a topic that is hidden, those below are not counted again; too small and dominated ones have been. */
        private void tallyHidden(Topic topic) {
            Withheld reason = topic.reason();
            if (reason == null) {
                topic.children.forEach(this::tallyHidden);
            } else if (reason != Withheld.NODE_TOO_FEW_CONVERSATIONS) {
                tally.count(reason);
                tally.lost(reason == Withheld.NODE_SUPPRESSED ? topic.rows.length : 0);
            }
        }

        private List<Insight> released(List<Topic> topics) {
            List<Insight> released = new ArrayList<>();
            for (Topic topic : topics) {
                Wording.Released words = topic.words;
                if (topic.isShown() && words != null) {
                    released.add(insight(topic, words));
                }
            }
            released.sort(Comparator.comparingInt(Insight::users)
                    .thenComparingInt(Insight::conversations)
                    .reversed()
                    .thenComparing(Insight::title));
            return released;
        }

        private Insight insight(Topic topic, Wording.Released words) {
            List<Insight> children = released(topic.children);
            if (children.isEmpty()) {
                IntStream.of(topic.rows).forEach(covered::set);
            }
            SortedMap<String, List<FacetCell>> facets = new TreeMap<>();
            topic.cells.forEach((facet, of) -> facets.put(facet, cells.released(topic.rows, of, tally)));
            int conversations = policy.rounded(topic.rows.length);
            return new Insight(
                    words.title(),
                    words.summary(),
                    policy.rounded(topic.users),
                    conversations,
                    share(conversations),
                    facets,
                    children);
        }

        /** From released numbers alone, so that it cannot be turned back into exact ones. */
        private double share(int conversations) {
            int all = Math.max(policy.rounded(everyRow.length), 1);
            return Math.min(1, Math.round(10_000.0 * conversations / all) / 10_000.0);
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
