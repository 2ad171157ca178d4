/** Scores clustering against known labels, inside rooms 1 and 2. What it writes is not a release. */
@NullMarked
package io.clio.testkit.evaluation;

import org.jspecify.annotations.NullMarked;
