package io.clio.release;

import java.time.Duration;
import java.util.Objects;

/**
 * What the release gate asks of everything it releases.
 *
 * @param minUsers how many users a node or a facet cell must stand for; at least 2, 5 by default
 * @param minConversations how many conversations it must stand for; at least 1, 15 by default
 * @param minTermUsers how many users of a node must have written a word before a title of that node may use it; at
 *     least 2, 5 by default
 * @param eachConversationIsAUser whether a conversation without a user id counts as a user of its own; false by
 *     default. If true, one person with many conversations passes for many, and the {@link Guarantee} says so
 * @param auditTimeout how long an auditor may take over one draft; 30 seconds by default
 */
public record PrivacyPolicy(
        int minUsers, int minConversations, int minTermUsers, boolean eachConversationIsAUser, Duration auditTimeout) {

    // Checks the bounds.
    public PrivacyPolicy {
        requireAtLeast("minUsers", minUsers, 2);
        requireAtLeast("minConversations", minConversations, 1);
        requireAtLeast("minTermUsers", minTermUsers, 2);
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

    /**
     * The default: 5 users, 15 conversations. Public releases that use the method show table cells from there on.
     *
     * @return the policy
     */
    public static PrivacyPolicy standard() {
        return new PrivacyPolicy(5, 15, 5, false, Duration.ofSeconds(30));
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
        return new PrivacyPolicy(users, minConversations, minTermUsers, eachConversationIsAUser, auditTimeout);
    }

    /**
     * This policy with another number of conversations.
     *
     * @param conversations how many conversations a node or cell must stand for, at least 1
     * @return the policy
     */
    public PrivacyPolicy withMinConversations(int conversations) {
        return new PrivacyPolicy(minUsers, conversations, minTermUsers, eachConversationIsAUser, auditTimeout);
    }

    /**
     * This policy with another support for words.
     *
     * @param users how many users of a node must have written a word of its title, at least 2
     * @return the policy
     */
    public PrivacyPolicy withMinTermUsers(int users) {
        return new PrivacyPolicy(minUsers, minConversations, users, eachConversationIsAUser, auditTimeout);
    }

    /**
     * This policy with conversations that name no user counted as users of their own.
     *
     * @return the policy
     */
    public PrivacyPolicy withEachConversationAsAUser() {
        return new PrivacyPolicy(minUsers, minConversations, minTermUsers, true, auditTimeout);
    }

    /**
     * This policy with another deadline for auditors.
     *
     * @param timeout how long an auditor may take over one draft
     * @return the policy
     */
    public PrivacyPolicy withAuditTimeout(Duration timeout) {
        return new PrivacyPolicy(minUsers, minConversations, minTermUsers, eachConversationIsAUser, timeout);
    }
}
