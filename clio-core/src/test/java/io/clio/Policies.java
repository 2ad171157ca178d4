package io.clio;

import io.clio.release.PrivacyPolicy;
import java.time.Duration;

/** Policies that tests use. */
final class Policies {
    private Policies() {}

    /** The lowest thresholds there are, so that small populations have results. */
    static PrivacyPolicy loose() {
        return PrivacyPolicy.standard().withMinUsers(2).withMinConversations(1).withMinTermUsers(2);
    }

    /** For auditors that do not answer. */
    static PrivacyPolicy impatient() {
        return PrivacyPolicy.standard().withAuditTimeout(Duration.ofMillis(20));
    }
}
