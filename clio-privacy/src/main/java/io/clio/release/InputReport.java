package io.clio.release;

/**
 * What was read and what was left out, in counts; in a release they are rounded as the policy says, what was left out
 * always upwards.
 *
 * @param notSampled how many conversations the sampling did not draw
 * @param screenedOut how many the screen did not let in
 * @param conversations how many conversations entered the run
 * @param duplicates how many were left out because another conversation has the same id
 * @param skipped how many bad records of the source were skipped
 * @param partsLeftOut how many parts of messages were left out because their type is not known
 * @param withoutUser how many conversations of the run name no user
 * @param withoutId how many conversations of the run have no id, so that duplicates among them cannot be seen
 * @param unclustered how many are in no cluster, as noise or because they have no text to cluster
 * @param failedFacets how many answers to facets are missing because the extractor failed
 */
public record InputReport(
        long notSampled,
        long screenedOut,
        long conversations,
        long duplicates,
        long skipped,
        long partsLeftOut,
        long withoutUser,
        long withoutId,
        long unclustered,
        long failedFacets) {

    /**
     * The same with what is known after clustering.
     *
     * @param unclustered how many conversations are in no cluster
     * @return the report
     */
    public InputReport withUnclustered(long unclustered) {
        return new InputReport(
                notSampled,
                screenedOut,
                conversations,
                duplicates,
                skipped,
                partsLeftOut,
                withoutUser,
                withoutId,
                unclustered,
                failedFacets);
    }

    /**
     * The part of the conversations before the screen that it let in.
     *
     * @return 0 to 1; 1 where there was nothing to screen
     */
    public double screeningRate() {
        long before = conversations + duplicates + screenedOut;
        return before == 0 ? 1 : (double) (before - screenedOut) / before;
    }

    /** As it is released: rounded, and what was left out rounded up, so that nothing is lost silently. */
    InputReport roundedBy(PrivacyPolicy policy) {
        return new InputReport(
                up(notSampled, policy),
                up(screenedOut, policy),
                policy.rounded(conversations),
                up(duplicates, policy),
                up(skipped, policy),
                up(partsLeftOut, policy),
                policy.rounded(withoutUser),
                policy.rounded(withoutId),
                up(unclustered, policy),
                up(failedFacets, policy));
    }

    private static long up(long count, PrivacyPolicy policy) {
        return policy.rounded(count + (policy.countBase() - 1) / 2);
    }
}
