/**
 * Finds and replaces structured identifiers: the deterministic recognisers behind invariant I5 of the release gate.
 *
 * <p>Start at {@link io.clio.privacy.detect.Detectors#standard()} to find, and at
 * {@link io.clio.privacy.detect.Redactor#standard()} to replace. Names and street addresses are not structured and are
 * out of scope here. No class of this package puts text that it was given into an exception, a log or a
 * {@code toString}.
 */
@NullMarked
package io.clio.privacy.detect;

import org.jspecify.annotations.NullMarked;
