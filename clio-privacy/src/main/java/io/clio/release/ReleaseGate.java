package io.clio.release;

import io.clio.facet.Facet;
import io.clio.privacy.detect.Detectors;
import io.clio.release.LedgerState.ShownTopic;
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
import org.jspecify.annotations.Nullable;

/**
 * The only door into room 3: decides, by deterministic code and without trusting any model, what of a candidate is
 * released.
 *
 * <p>A node is released if it stands for enough effective users and conversations (I1), is not dominated (I11), lets
 * nothing be found by subtraction (I2), under words that satisfy the text rules (I3 to I6), if every auditor approves
 * (I7); its counts are rounded (I13). A cell is released under the same rules. What cannot be decided is not released.
 * With a ledger, what is released also differs from what earlier releases showed by nothing or by enough (I13); without
 * one each release is independent of those before. Thread-safe.
 */
public final class ReleaseGate {
    /** Far more levels than anybody reads, and few enough for whatever walks the result by recursion. */
    static final int MOST_LEVELS = 50;

    private final PrivacyPolicy policy;
    private final List<PrivacyAuditor> auditors;
    private final Detectors detectors;
    private final @Nullable ReleaseLedger ledger;

    private ReleaseGate(
            PrivacyPolicy policy, List<PrivacyAuditor> auditors, Detectors detectors, @Nullable ReleaseLedger ledger) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.auditors = List.copyOf(auditors);
        this.detectors = detectors;
        this.ledger = ledger;
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
        return new ReleaseGate(policy, auditors, Detectors.standard().with(recognizers), null);
    }

    /**
     * This gate with a ledger.
     *
     * @param remembered keeps what was shown of the data set
     * @return a gate that compares what it releases with that, and adds to it
     */
    public ReleaseGate with(ReleaseLedger remembered) {
        return new ReleaseGate(policy, auditors, detectors, Objects.requireNonNull(remembered, "ledger"));
    }

    /**
     * Releases what may be released.
     *
     * @param candidate what the run would like to release
     * @param index what raw text supports; its rows are those of the candidate
     * @return the released part; its roots are empty if that is nothing
     * @throws IllegalArgumentException if index and candidate do not have the same number of rows, or the index was not
     *     made for the ledger
     * @throws java.io.UncheckedIOException if the release cannot be recorded in the ledger, and so is not made
     */
    public Insights release(Candidate candidate, SupportIndex index) {
        return release(candidate, index, () -> {});
    }

    /**
     * The same with something that is still to be done before the release counts as made.
     *
     * @param candidate as above
     * @param index as above
     * @param last is run when everything is decided; what it throws is thrown, and leaves the ledger as it was
     * @return the released part
     */
    public Insights release(Candidate candidate, SupportIndex index, Runnable last) {
        if (index.rows() != candidate.rows().size()) {
            throw new IllegalArgumentException("the support index has " + index.rows() + " rows, the candidate "
                    + candidate.rows().size());
        }
        if (ledger == null) {
            Insights insights = new Release(candidate, index, LedgerState.EMPTY, 0, false).run();
            last.run();
            return insights;
        }
        if (index.names().isEmpty()) {
            throw new IllegalArgumentException("the support index was not made for the ledger");
        }
        synchronized (ledger) {
            // Named once, before any stage is asked: a hostile one may change the rows of nodes.
            long proposal = Proposal.name(candidate, index, policy, ledger);
            Release release = new Release(candidate, index, ledger.before(), proposal, false);
            Insights insights = release.run();
            if (release.past.hadMore(release.presentlyCovered())) {
                Release asBefore = new Release(candidate, index, ledger.before(), proposal, true);
                Insights before = asBefore.run();
                if (asBefore.presentlyCovered() > release.presentlyCovered()) {
                    release = asBefore;
                    insights = before;
                }
            }
            last.run();
            release.toRecord.ifPresent(ledger::record);
            return insights;
        }
    }

    private ReleaseLedger.Scope scope() {
        return ledger == null ? ReleaseLedger.Scope.NOTHING : ledger.scope();
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
        private final Past past;
        private final boolean asBefore;
        private final long proposal;
        private Optional<LedgerState> toRecord = Optional.empty();

        Release(Candidate candidate, SupportIndex index, LedgerState before, long proposal, boolean asBefore) {
            this.asBefore = asBefore;
            this.candidate = candidate;
            this.index = index;
            this.users = index.users();
            this.everyRow =
                    index.counted(IntStream.range(0, candidate.rows().size()).toArray());
            this.rules = new TextRules(index, policy.minTermUsers(), detectors);
            this.proposal = proposal;
            this.past = new Past(policy, scope(), before, index, candidate.facets());
            this.cells = new Cells(candidate.rows(), past.users(), policy, rules);
        }

        /**
         * How many conversations of the run are under released topics: those that are gone would count for the past.
         */
        int presentlyCovered() {
            return past.rows().present(covered);
        }

        Insights run() {
            int[] proposed = IntStream.range(0, candidate.rows().size()).toArray();
            Past.Total total = past.total(everyRow, users.of(everyRow));
            List<Topic> roots = past.asTheyWere(proposal, asBefore, candidate.roots())
                    .orElseGet(() -> topics(candidate.roots(), proposed, null, 1, past.roots()));
            List<Topic> all = new ArrayList<>();
            roots.forEach(root -> root.gather(all));
            all.removeIf(topic -> !topic.isShown());
            cells.checkLabels(all);
            Suppression suppression = new Suppression(policy, past.users(), total.rows(), roots);
            tally.leastLost(suppression.leastConversationsLost());
            settle(suppression);
            word(all.stream().filter(Part::isShown).toList());
            settle(suppression); // auditors may have left less than before
            roots.forEach(this::tallyHidden);
            return insights(total, roots, suppression);
        }

        /** Nothing by subtraction, neither within this release nor from earlier ones. */
        private void settle(Suppression suppression) {
            do {
                suppression.run();
            } while (past.hideWhatTellsAChange(suppression));
        }

        /** What the release says beside its topics stays as it was, too, where nothing that is shown has changed. */
        private Insights insights(Past.Total total, List<Topic> roots, Suppression suppression) {
            Others others = new Others(policy, past.users(), roots);
            int conversations = policy.rounded(past.users().conversations(total.rows()));
            List<Insight> released = released(roots, others, conversations);
            InputReport input = total.before()
                    .map(LedgerState.Shown::input)
                    .orElseGet(() -> candidate.input().roundedBy(policy));
            LedgerState.Report figures = tally.figures(
                    policy, past.users().conversations(covered.stream().toArray()));
            if (ledger != null) {
                Recording recording = new Recording(past, total, roots, suppression, policy.minTermUsers(), proposal);
                LedgerState.Report now = figures;
                Optional<LedgerState.Report> before = recording.sameAsBefore().map(LedgerState.Shown::report);
                toRecord = before.isPresent() ? Optional.empty() : Optional.of(recording.state(input, now));
                figures = before.orElse(now);
            }
            return new Insights(
                    policy.rounded(total.users()),
                    conversations,
                    released,
                    input,
                    policy,
                    tally.report(figures),
                    Guarantee.threshold(policy, candidate.provenance(), scope()),
                    candidate.provenance(),
                    false);
        }

        /** A proposed node whose rows are what they should be; both arrays ascend. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Proposed(Candidate.Node node, int[] claimed, int[] rows) {}

        private List<Topic> topics(
                List<Candidate.Node> nodes,
                int[] parentClaimed,
                int @Nullable [] parentRows,
                int level,
                List<List<ShownTopic>> earlier) {
            List<Proposed> proposed = new ArrayList<>();
            for (Candidate.Node node : nodes) {
                failClosed(() -> proposed.add(proposed(node, parentClaimed, level)));
            }
            List<Optional<ShownTopic>> before =
                    past.match(proposed.stream().map(Proposed::rows).toList(), earlier);
            List<Topic> topics = new ArrayList<>();
            for (int i = 0; i < proposed.size(); i++) {
                Proposed one = proposed.get(i);
                @Nullable ShownTopic shown = before.get(i).orElse(null);
                failClosed(() -> topic(one, parentRows, level, shown).ifPresent(topics::add));
            }
            return topics;
        }

        /** Whatever goes wrong on a node, the node and all below it stay in room 2. */
        private void failClosed(Runnable step) {
            try {
                step.run();
            } catch (Throwable e) { // errors too: their messages may not reach the caller
                tally.count(Withheld.NODE_UNDECIDED);
            }
        }

        private Proposed proposed(Candidate.Node node, int[] parentClaimed, int level) {
            if (level > MOST_LEVELS) {
                throw new IllegalArgumentException("the tree is too deep");
            }
            int[] claimed = node.rows().clone();
            requirePartOf(claimed, parentClaimed);
            return new Proposed(node, claimed, index.counted(claimed));
        }

        /** What may not change yet is shown as it was, even if it would be too small now. */
        private Optional<Topic> topic(
                Proposed one, int @Nullable [] parentRows, int level, @Nullable ShownTopic before) {
            boolean mayShow = past.mayShow(one.rows);
            Optional<Topic> asItWas =
                    mayShow || before == null ? Optional.empty() : past.asItWas(before, one.node, parentRows);
            return asItWas.isPresent() ? asItWas : judged(one, level, mayShow, before);
        }

        /** A node of too few users is left out at once; one that fails otherwise still counts in suppression. */
        private Optional<Topic> judged(Proposed one, int level, boolean mayShow, @Nullable ShownTopic before) {
            int[] rows = one.rows;
            int nodeUsers = users.of(rows);
            if (nodeUsers < policy.minUsers()) {
                tally.count(Withheld.NODE_TOO_FEW_USERS);
                return Optional.empty();
            }
            int conversations = users.conversations(rows);
            boolean few = conversations < policy.minConversations();
            boolean dominated = users.areDominated(policy, rows);
            if (few || dominated) {
                tally.count(few ? Withheld.NODE_TOO_FEW_CONVERSATIONS : Withheld.NODE_DOMINATED);
            }
            if (few || dominated || !mayShow) {
                // Its cells count in suppression as it does itself, or a stricter policy would let others appear.
                SortedMap<String, List<Cell>> ofHidden = new TreeMap<>();
                PrivacyReport.Tally untold = new PrivacyReport.Tally();
                candidate.facets().forEach(facet -> ofHidden.put(facet.name(), cells.of(facet, rows, untold)));
                Topic hidden = new Topic(one.node, rows, nodeUsers, conversations, ofHidden);
                hidden.hide(few || dominated ? Withheld.NODE_TOO_FEW_CONVERSATIONS : Withheld.NODE_TELLS_A_CHANGE);
                return Optional.of(hidden);
            }
            Topic topic = new Topic(one.node, rows, nodeUsers, conversations, breakdown(rows, before));
            if (before != null && past.isUnchanged(rows, before)) {
                topic.words = before.words();
            }
            List<List<ShownTopic>> below = before == null ? List.of() : List.of(before.children());
            topic.children.addAll(topics(one.node.children(), one.claimed, rows, level + 1, below));
            return Optional.of(topic);
        }

        private SortedMap<String, List<Cell>> breakdown(int[] rows, @Nullable ShownTopic before) {
            SortedMap<String, List<Cell>> breakdown = new TreeMap<>();
            for (Facet<?> facet : candidate.facets()) {
                breakdown.put(facet.name(), past.cells(facet, cells.of(facet, rows, tally), before, rows));
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
            new Wording(rules, panel, candidate.redrafter(), policy.auditTimeout(), tally).settle(shown, trusted);
        }

        /** Of a topic that is hidden, those below are not counted again; too small and dominated ones have been. */
        private void tallyHidden(Topic topic) {
            Withheld reason = topic.reason();
            if (reason == null) {
                topic.children.forEach(this::tallyHidden);
            } else if (reason != Withheld.NODE_TOO_FEW_CONVERSATIONS) {
                tally.count(reason);
                tally.lost(reason == Withheld.NODE_SUPPRESSED ? topic.conversations : 0);
            }
        }

        private List<Insight> released(List<Topic> topics, Others others, int all) {
            List<Insight> released = new ArrayList<>();
            for (Topic topic : topics) {
                Wording.Released words = topic.words;
                if (topic.isShown() && words != null) {
                    released.add(insight(topic, words, others, all));
                }
            }
            released.sort(Comparator.comparingInt(Insight::users)
                    .thenComparingInt(Insight::conversations)
                    .reversed()
                    .thenComparing(Insight::title));
            return released;
        }

        private Insight insight(Topic topic, Wording.Released words, Others others, int all) {
            List<Insight> children = released(topic.children, others, all);
            if (children.isEmpty()) {
                IntStream.of(topic.rows).forEach(covered::set);
            }
            SortedMap<String, List<FacetCell>> facets = new TreeMap<>();
            topic.cells.forEach((facet, of) -> facets.put(facet, cells.released(of, others.of(topic, facet), tally)));
            int conversations = policy.rounded(topic.conversations);
            return new Insight(
                    words.title(),
                    words.summary(),
                    policy.rounded(topic.users),
                    conversations,
                    share(conversations, all),
                    facets,
                    children);
        }

        /** From released numbers alone, so that it cannot be turned back into exact ones. */
        private double share(int conversations, int all) {
            return Math.min(1, Math.round(10_000.0 * conversations / Math.max(all, 1)) / 10_000.0);
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
