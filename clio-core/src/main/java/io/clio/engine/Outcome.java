package io.clio.engine;

import io.clio.cluster.Clusters;
import io.clio.release.Candidate;
import io.clio.release.Insights;

/**
 * A finished run, all three rooms of it. Only {@link #insights()} may leave.
 *
 * @param rows room 2: the facet rows
 * @param clusters room 2: which base cluster each row belongs to
 * @param candidate room 2: what was proposed to the gate
 * @param insights room 3: what was released
 */
public record Outcome(Rows rows, Clusters clusters, Candidate candidate, Insights insights) {}
