/**
 * Room 3 and its door: the policy, the release gate, and what it releases.
 *
 * <p>Released types are built in this package alone, by {@link io.clio.release.ReleaseGate} or by
 * {@link io.clio.release.InsightsFile}, which marks what it reads as imported.
 */
@NullMarked
package io.clio.release;

import org.jspecify.annotations.NullMarked;
