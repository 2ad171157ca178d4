package io.clio.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a release promises and what it does not, in words.
 *
 * <p>Immutable and thread-safe.
 */
public final class Guarantee {
    /** The name under which a run's provenance tells by which facet conversations were divided before clustering. */
    private static final String EXTRACTOR = "extractor";

    private static final String DIVIDED_BY = "divided by";

    private final String mode;
    private final List<String> promises;
    private final List<String> limits;

    Guarantee(String mode, List<String> promises, List<String> limits) {
        this.mode = mode;
        this.promises = List.copyOf(promises);
        this.limits = List.copyOf(limits);
    }

    static Guarantee threshold(PrivacyPolicy policy, Provenance provenance, ReleaseLedger.Scope compared) {
        boolean withLedger = compared == ReleaseLedger.Scope.RELEASES;
        List<String> promises = new ArrayList<>();
        promises.add("Every topic and every cell of a breakdown stands for at least " + policy.minUsers()
                + " users and " + policy.minConversations() + " conversations. Accounts with nearly the same long text"
                + " count as one user.");
        promises.add("Of one user at most " + policy.maxConversationsPerUser() + " conversations count, and no account"
                + " makes up more than " + Math.round(100 * policy.maxShare()) + " % of a topic or a cell.");
        promises.add("What is left of a topic without its children, of a topic without its cells, and of all"
                + " conversations without the topmost topics, is nothing or stands for as many users and"
                + " conversations itself.");
        promises.add("Every content word of a title, a summary or a label stands in conversations of at least "
                + policy.minTermUsers() + " users of that topic, or in a list of generic words that is independent of"
                + " the data.");
        promises.add(
                "No sequence of four or more content words of a title, a summary or a label stands in conversations"
                        + " of fewer than " + policy.minTermUsers() + " users, unless it stands in none.");
        promises.add("No structured identifier of a kind that the detectors know, such as an e-mail address or a"
                + " card number, is released.");
        if (withLedger) {
            promises.add("What is shown differs from what any earlier release of the same ledger showed by nothing, or"
                    + " by at least " + policy.minUsers() + " users and " + policy.minConversations()
                    + " conversations, unless an earlier release by itself told that difference. What may not change"
                    + " yet is shown as it was.");
        }
        if (compared == ReleaseLedger.Scope.TREES) {
            promises.add(
                    "No topic or cell can be subtracted from one of another tree of the same run within which it lies, or"
                            + " nearly lies, so that fewer than " + policy.minUsers() + " users or "
                            + policy.minConversations()
                            + " conversations are left, unless one of these trees by itself told that difference.");
        }
        promises.add("This is decided by deterministic code and holds whatever a model answers.");
        List<String> limits = new ArrayList<>();
        limits.add("Someone who plants conversations from " + (policy.minTermUsers() - 1)
                + " accounts that contain a guess, each in other words, can learn from a word's presence.");
        limits.add("A hostile model can encode by its choice among allowed words.");
        limits.add("Two topics or cells of which one lies within the other can be subtracted by whoever knows that it"
                + " does, unless they are a whole and its part: a cell and a topic below that has its value alone, or"
                + " cells of two facets that go together.");
        limits.add(
                policy.countBase() > 1
                        ? "Counts are rounded to multiples of " + policy.countBase()
                                + ", and all shares are computed from"
                                + " rounded counts. Whoever knows all users of a topic but one can still learn about the last"
                                + " where a count lies on the border between two multiples."
                        : "Counts are exact: whoever knows all users of a topic but one learns about the last. Do not publish"
                                + " these counts to people who know the users.");
        limits.add(
                withLedger
                        ? "A change takes effect when enough users change: until then numbers and titles may be those of"
                                + " an earlier release, and may count users who are gone. Sums over several releases"
                                + " beyond a whole and its parts, words that a title gains, numbers of what was left out"
                                + " or withheld, and releases outside the ledger are not compared."
                        : "Two releases over overlapping data can be compared: a difference between them may stand for a"
                                + " single user.");
        if (compared == ReleaseLedger.Scope.TREES) {
            limits.add("Sums over several trees of a run beyond a whole and its parts are not compared. Of two topics"
                    + " that share some conversations, whoever knows, or has planted, all that one of them has alone, at least "
                    + policy.minUsers() + " users and " + policy.minConversations()
                    + " conversations, learns how many the other has alone.");
        }
        limits.add("This is a threshold guarantee, not differential privacy.");
        if (policy.eachConversationIsAUser()) {
            limits.add("Conversations without a user id were counted as users of their own: one person with many"
                    + " conversations passes for many.");
        }
        if (provenance.stages().containsKey(EXTRACTOR)) {
            limits.add("An extractor or a language model may have split a conversation into up to five requests, which"
                    + " may stand in different topics: then each of these counts the conversation.");
        }
        @Nullable String dividedBy = provenance.stages().get(DIVIDED_BY);
        if (dividedBy != null) {
            limits.add("Conversations were divided by " + dividedBy + " before they were clustered: one request in two"
                    + " of these parts is two topics, and the smaller of them may be too small to be released.");
        }
        return new Guarantee("threshold", promises, limits);
    }

    /**
     * The kind of guarantee.
     *
     * @return {@code threshold}
     */
    public String mode() {
        return mode;
    }

    /**
     * What holds.
     *
     * @return sentences
     */
    public List<String> promises() {
        return promises;
    }

    /**
     * What does not hold.
     *
     * @return sentences
     */
    public List<String> limits() {
        return limits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Guarantee that
                && mode.equals(that.mode)
                && promises.equals(that.promises)
                && limits.equals(that.limits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, promises, limits);
    }

    /** All sentences, one a line. */
    @Override
    public String toString() {
        return String.join("\n", promises) + "\nLimits:\n" + String.join("\n", limits);
    }
}
