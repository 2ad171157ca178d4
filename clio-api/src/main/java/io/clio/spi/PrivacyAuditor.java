package io.clio.spi;

import io.clio.cluster.Draft;

/**
 * A further pair of eyes on a draft, after the rules of the release gate and never instead of them.
 *
 * <p>Auditors only add up: a draft that any of them does not approve is not released. One that throws, returns null or
 * does not answer in time has not approved.
 */
@FunctionalInterface
public interface PrivacyAuditor {

    /**
     * Looks at a draft.
     *
     * @param draft what would be released
     * @return whether it may be
     */
    Verdict audit(Draft draft);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
