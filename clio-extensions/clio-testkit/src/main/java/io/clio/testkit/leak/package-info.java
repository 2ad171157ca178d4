/** Leak tests: attacks on a pipeline of one's own, and what they got out. */
@NullMarked
package io.clio.testkit.leak;

import org.jspecify.annotations.NullMarked;
