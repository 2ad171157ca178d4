package io.clio.release;

/**
 * What was read and what was left out, in counts.
 *
 * @param conversations how many conversations entered the run
 * @param duplicates how many were left out because another conversation has the same id
 * @param skipped how many bad records of the source were skipped
 * @param withoutUser how many conversations of the run name no user
 * @param withoutId how many conversations of the run have no id, so that duplicates among them cannot be seen
 * @param failedFacets how many answers to facets are missing because the extractor failed
 */
public record InputReport(
        long conversations, long duplicates, long skipped, long withoutUser, long withoutId, long failedFacets) {}
