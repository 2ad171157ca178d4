/** Carries out a run: each stage sees only the stage before it. Not for use outside Clio. */
@NullMarked
package io.clio.engine;

import org.jspecify.annotations.NullMarked;
