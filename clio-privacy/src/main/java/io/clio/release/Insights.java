package io.clio.release;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The released result of a run: topics as a tree, with counts that the release gate let through.
 *
 * <p>Immutable and thread-safe. Only the release gate makes instances, and {@link InsightsFile}, which marks what it
 * reads as imported. Nothing raw or derived can be reached from here.
 */
public final class Insights {
    private final int users;
    private final int conversations;
    private final List<Insight> roots;
    private final InputReport input;
    private final PrivacyPolicy policy;
    private final PrivacyReport privacyReport;
    private final Guarantee guarantee;
    private final Provenance provenance;
    private final boolean imported;

    Insights(
            int users,
            int conversations,
            List<Insight> roots,
            InputReport input,
            PrivacyPolicy policy,
            PrivacyReport privacyReport,
            Guarantee guarantee,
            Provenance provenance,
            boolean imported) {
        this.users = users;
        this.conversations = conversations;
        this.roots = List.copyOf(roots);
        this.input = input;
        this.policy = policy;
        this.privacyReport = privacyReport;
        this.guarantee = guarantee;
        this.provenance = provenance;
        this.imported = imported;
    }

    /**
     * How many users the run knows.
     *
     * @return the number of users
     */
    public int users() {
        return users;
    }

    /**
     * How many conversations entered the run.
     *
     * @return the number of conversations
     */
    public int conversations() {
        return conversations;
    }

    /**
     * The topmost topics, largest first.
     *
     * @return the roots; empty if nothing could be released, and then {@link #explanation()} says why
     */
    public List<Insight> roots() {
        return roots;
    }

    /**
     * All topics, each before its children.
     *
     * @return a stream of topics
     */
    public Stream<Insight> all() {
        return roots.stream().flatMap(Insights::withDescendants);
    }

    private static Stream<Insight> withDescendants(Insight insight) {
        return Stream.concat(Stream.of(insight), insight.children().stream().flatMap(Insights::withDescendants));
    }

    /**
     * What was read and what was left out.
     *
     * @return counts
     */
    public InputReport input() {
        return input;
    }

    /**
     * The policy under which this was released.
     *
     * @return the policy
     */
    public PrivacyPolicy policy() {
        return policy;
    }

    /**
     * What the gate held back.
     *
     * @return counts by reason
     */
    public PrivacyReport privacyReport() {
        return privacyReport;
    }

    /**
     * What this release promises and what it does not.
     *
     * @return the guarantee
     */
    public Guarantee guarantee() {
        return guarantee;
    }

    /**
     * What the result was made of.
     *
     * @return versions, seed, stages
     */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * Says whether this was read from a file, so that nothing vouches for it but the file.
     *
     * @return true if it was read from a file
     */
    public boolean imported() {
        return imported;
    }

    /**
     * Why nothing was released and what to do about it.
     *
     * @return a sentence or two, empty if something was released
     */
    public String explanation() {
        return roots.isEmpty() ? EmptyResult.explain(users, input, policy, privacyReport) : "";
    }

    /**
     * The tree as text, one topic a line.
     *
     * @return lines, each ending in a line feed; the explanation if there is no topic
     */
    public String toTree() {
        return TextTree.of(this);
    }

    /**
     * Hands these insights to an export, such as a page to look at.
     *
     * @param target where they go
     * @throws IOException if they cannot be written there
     */
    public void export(InsightsExport target) throws IOException {
        target.write(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Insights that
                && users == that.users
                && conversations == that.conversations
                && imported == that.imported
                && roots.equals(that.roots)
                && input.equals(that.input)
                && policy.equals(that.policy)
                && privacyReport.equals(that.privacyReport)
                && guarantee.equals(that.guarantee)
                && provenance.equals(that.provenance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(users, conversations, roots, input, policy, privacyReport, provenance, imported);
    }

    @Override
    public String toString() {
        return "Insights[users=" + users + ", conversations=" + conversations + ", roots=" + roots.size() + "]";
    }
}
