package io.clio.release;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the release gate asks of everything it releases.
 *
 * @param minUsers how many effective users a node or a facet cell must stand for; at least 2, 5 by default
 * @param minConversations how many conversations it must stand for; at least 1, 15 by default
 * @param minTermUsers how many effective users of a node must have written a word before a title of that node may use
 *     it; at least 2, 5 by default
 * @param eachConversationIsAUser whether a conversation without a user id counts as a user of its own; false by
 *     default. If true, one person with many conversations passes for many, and the {@link Guarantee} says so
 * @param auditTimeout how long an auditor may take over a draft, and a summarizer over another draft, so many times as
 *     long if it is asked about several at once; 30 seconds by default
 * @param maxConversationsPerUser how many conversations of one user count; at least 1, 100 by default
 * @param maxShare the largest part of a node or cell that may come from one account or one group of similar texts;
 *     above 0 and at most 1, 0.5 by default
 * @param countBase released counts are rounded to multiples of it; at least 1, 5 by default. With 1 they are exact, and
 *     the {@link Guarantee} says so
 * @param similarText the share of word trigrams from which on two texts of different accounts count as one user; 0.7 to
 *     1, 0.8 by default
 * @param minAuditorRecall the share of bad descriptions that the auditors of a run must reject before drafts are
 *     released; 0 to 1, 0.9 by default. Below it titles are made of key terms
 */
public record PrivacyPolicy(
        int minUsers,
        int minConversations,
        int minTermUsers,
        boolean eachConversationIsAUser,
        Duration auditTimeout,
        int maxConversationsPerUser,
        double maxShare,
        int countBase,
        double similarText,
        double minAuditorRecall) {

    // Checks the bounds.
    public PrivacyPolicy {
        requireAtLeast("minUsers", minUsers, 2);
        requireAtLeast("minConversations", minConversations, 1);
        requireAtLeast("minTermUsers", minTermUsers, 2);
        requireAtLeast("maxConversationsPerUser", maxConversationsPerUser, 1);
        requireAtLeast("countBase", countBase, 1);
        requireWithin("maxShare", maxShare, Double.MIN_VALUE, 1, "above 0 and at most 1");
        requireWithin("similarText", similarText, 0.7, 1, "0.7 to 1");
        requireWithin("minAuditorRecall", minAuditorRecall, 0, 1, "0 to 1");
        Objects.requireNonNull(auditTimeout, "auditTimeout");
        if (auditTimeout.isNegative() || auditTimeout.isZero()) {
            throw new IllegalArgumentException("auditTimeout must be positive, got " + auditTimeout);
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", got " + value);
        }
    }

    private static void requireWithin(String name, double value, double least, double most, String range) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }

    /**
     * The default: 5 users, 15 conversations. Public releases that use the method show table cells from there on.
     *
     * @return the policy
     */
    public static PrivacyPolicy standard() {
        return new PrivacyPolicy(5, 15, 5, false, Duration.ofSeconds(30), 100, 0.5, 5, 0.8, 0.9);
    }

    /**
     * For what is published to the world: 250 users, 500 conversations, as in public releases of request clusters.
     *
     * @return the policy
     */
    public static PrivacyPolicy strict() {
        return standard().withMinUsers(250).withMinConversations(500);
    }

    /**
     * This policy with another number of users.
     *
     * @param users how many users a node or cell must stand for, at least 2
     * @return the policy
     */
    public PrivacyPolicy withMinUsers(int users) {
        return with(copy -> copy.minUsers = users);
    }

    /**
     * This policy with another number of conversations.
     *
     * @param conversations how many conversations a node or cell must stand for, at least 1
     * @return the policy
     */
    public PrivacyPolicy withMinConversations(int conversations) {
        return with(copy -> copy.minConversations = conversations);
    }

    /**
     * This policy with another support for words.
     *
     * @param users how many users of a node must have written a word of its title, at least 2
     * @return the policy
     */
    public PrivacyPolicy withMinTermUsers(int users) {
        return with(copy -> copy.minTermUsers = users);
    }

    /**
     * This policy with conversations that name no user counted as users of their own.
     *
     * @return the policy
     */
    public PrivacyPolicy withEachConversationAsAUser() {
        return with(copy -> copy.eachConversationIsAUser = true);
    }

    /**
     * This policy with another deadline for auditors and for further drafts.
     *
     * @param timeout how long one answer may take
     * @return the policy
     */
    public PrivacyPolicy withAuditTimeout(Duration timeout) {
        return with(copy -> copy.auditTimeout = timeout);
    }

    /**
     * This policy with another bound on what one user adds.
     *
     * @param conversations how many conversations of one user count, at least 1
     * @return the policy
     */
    public PrivacyPolicy withMaxConversationsPerUser(int conversations) {
        return with(copy -> copy.maxConversationsPerUser = conversations);
    }

    /**
     * This policy with another bound on dominance.
     *
     * @param share the largest part of a node or cell that may come from one account or one group of similar texts
     * @return the policy
     */
    public PrivacyPolicy withMaxShare(double share) {
        return with(copy -> copy.maxShare = share);
    }

    /**
     * This policy with counts rounded to other multiples.
     *
     * @param base what released counts are multiples of; 1 for exact counts
     * @return the policy
     */
    public PrivacyPolicy withCountsRoundedTo(int base) {
        return with(copy -> copy.countBase = base);
    }

    /**
     * This policy with another bar for auditors.
     *
     * @param recall the share of bad descriptions that they must reject
     * @return the policy
     */
    public PrivacyPolicy withMinAuditorRecall(double recall) {
        return with(copy -> copy.minAuditorRecall = recall);
    }

    private PrivacyPolicy with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.policy();
    }

    /** A policy whose numbers can be changed before it is checked. */
    private static final class Copy {
        int minUsers;
        int minConversations;
        int minTermUsers;
        boolean eachConversationIsAUser;
        Duration auditTimeout;
        int maxConversationsPerUser;
        double maxShare;
        int countBase;
        double similarText;
        double minAuditorRecall;

        Copy(PrivacyPolicy of) {
            minUsers = of.minUsers;
            minConversations = of.minConversations;
            minTermUsers = of.minTermUsers;
            eachConversationIsAUser = of.eachConversationIsAUser;
            auditTimeout = of.auditTimeout;
            maxConversationsPerUser = of.maxConversationsPerUser;
            maxShare = of.maxShare;
            countBase = of.countBase;
            similarText = of.similarText;
            minAuditorRecall = of.minAuditorRecall;
        }

        PrivacyPolicy policy() {
            return new PrivacyPolicy(
                    minUsers,
                    minConversations,
                    minTermUsers,
                    eachConversationIsAUser,
                    auditTimeout,
                    maxConversationsPerUser,
                    maxShare,
                    countBase,
                    similarText,
                    minAuditorRecall);
        }
    }

    /** Says whether so many stand for enough (I1). */
    boolean isEnough(int users, int conversations) {
        return users >= minUsers && conversations >= minConversations;
    }

    /** A count as it is released (I13): the nearest multiple of the base. */
    int rounded(int count) {
        return (int) rounded((long) count);
    }

    long rounded(long count) {
        return (count + countBase / 2) / countBase * countBase;
    }
}
