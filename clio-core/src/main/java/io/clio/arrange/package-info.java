/** Arranges base clusters in a tree without a model. */
@NullMarked
package io.clio.arrange;

import org.jspecify.annotations.NullMarked;
