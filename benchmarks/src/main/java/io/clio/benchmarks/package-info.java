/** What the measurements of {@code benchmarks/run} start in a JVM. Never published. */
@NullMarked
package io.clio.benchmarks;

import org.jspecify.annotations.NullMarked;
